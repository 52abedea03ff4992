import { addDays, type Day } from "../dates.ts";
import type { Happened } from "../log/happened.ts";
import type { Attendance, Group, MeetingRecord, ParkedItem } from "./meeting.ts";

export type MeetingEvent =
  | Happened<"group.formed", Omit<Group, "id">>
  | Happened<
      "meeting.scheduled",
      Omit<MeetingRecord, "id" | "status" | "attendance" | "parkingLot" | "recapSentOn">
    >
  | Happened<"meeting.attended", { attendance: Attendance[] }>
  | Happened<"meeting.parked", ParkedItem>
  | Happened<"meeting.held", { on: Day }>
  | Happened<"meeting.recap_sent", { on: Day }>;

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What a group looks like after the event that formed it. */
export const applyToGroup = (event: MeetingEvent & { type: "group.formed" }): Group => ({
  ...event.data,
  id: event.refs[0]!,
});

/** What a meeting looks like after `event`; `undefined` means it has not been scheduled yet. */
export function apply(
  was: MeetingRecord | undefined,
  event: Exclude<MeetingEvent, { type: "group.formed" }> | DaysMoved,
): MeetingRecord {
  if (event.type === "meeting.scheduled")
    return {
      ...event.data,
      id: event.refs[0]!,
      status: "scheduled",
      attendance: [],
      parkingLot: [],
      recapSentOn: null,
    };
  if (!was) throw new Error(`Event ${event.seq} is about a meeting that nobody has scheduled.`);
  switch (event.type) {
    case "meeting.attended":
      return { ...was, attendance: event.data.attendance };
    case "meeting.parked":
      return { ...was, parkingLot: [...was.parkingLot.filter((it) => it.id !== event.data.id), event.data] };
    case "meeting.held":
      return { ...was, status: "held" };
    case "meeting.recap_sent":
      return { ...was, recapSentOn: event.data.on };
    case "initiative.days_moved": {
      const { days } = event.data;
      return {
        ...was,
        day: addDays(was.day, days),
        recapSentOn: was.recapSentOn && addDays(was.recapSentOn, days),
      };
    }
  }
}
