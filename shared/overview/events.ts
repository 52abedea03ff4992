import { addDays } from "../dates.ts";
import type { Happened } from "../log/happened.ts";
import type { CheckIn } from "./check-in.ts";

type Noted = Pick<CheckIn, "organizationId" | "on" | "way" | "note" | "nextOn">;

export type CheckInEvent =
  | Happened<"check_in.noted", Noted>
  /** Put right by whoever noted it. */
  | Happened<"check_in.changed", Omit<Noted, "organizationId">>
  /** Taken away by the backbone: the log keeps what it said. */
  | Happened<"check_in.removed", Record<string, never>>
  /** Who wrote it was erased: `seqs` are the events whose payloads are gone, `place` is what stays without the words. */
  | Happened<"check_in.erased", { seqs: number[]; place: Omit<CheckIn, "id" | "note"> }>;

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What a check-in looks like after `event`; `undefined` means it has not been noted yet. */
export function apply(was: CheckIn | undefined, event: CheckInEvent | DaysMoved): CheckIn {
  if (event.type === "check_in.noted")
    return { ...event.data, id: event.refs[0]!, by: event.by, seq: event.seq, isRemoved: false };
  if (event.type === "check_in.erased") return { ...event.data.place, id: event.refs[0]!, note: "" };
  if (!was) throw new Error(`Event ${event.seq} is about a check-in that nobody has noted.`);
  if (event.type === "check_in.changed") return { ...was, ...event.data, seq: event.seq };
  if (event.type === "check_in.removed") return { ...was, note: "", isRemoved: true };
  const { days } = event.data;
  return { ...was, on: addDays(was.on, days), nextOn: was.nextOn && addDays(was.nextOn, days) };
}
