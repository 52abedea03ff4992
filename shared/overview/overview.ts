import * as v from "valibot";
import { Day } from "../dates.ts";
import { Attendance } from "../meetings/meeting.ts";
import { Pulse } from "./pulse.ts";

/** How many meetings back attendance is told. */
export const meetingsBackMax = 24;

/** A meeting that took place, and which organizations were there. */
export const AttendedMeeting = v.object({
  id: v.string(),
  title: v.string(),
  groupId: v.string(),
  day: Day,
  attendance: v.array(v.pick(Attendance, ["organizationId", "status"])),
});
export type AttendedMeeting = v.InferOutput<typeof AttendedMeeting>;

/** `GET /api/overview`: what the backbone looks after and nobody else sees. */
export const Overview = v.object({
  today: Day,
  quietAfterDays: v.number(),
  pulse: v.array(Pulse),
  /** The latest first. */
  meetings: v.array(AttendedMeeting),
});
export type Overview = v.InferOutput<typeof Overview>;

/** How often an organization was asked to meetings of its groups, and how it was there. */
export interface Presence {
  organizationId: string;
  /** Meetings of groups that it is a member of, or to which it came anyway. */
  of: number;
  present: number;
  alternate: number;
  excused: number;
  absent: number;
}

/**
 * How each organization was there, over these meetings. A member of whom nothing was noted was not there: silence is
 * shown as silence.
 */
export function presenceOf(
  organizationIds: readonly string[],
  meetings: readonly AttendedMeeting[],
  membersOf: (groupId: string) => readonly string[],
): Presence[] {
  return organizationIds.map((organizationId) => {
    const counts: Presence = { organizationId, of: 0, present: 0, alternate: 0, excused: 0, absent: 0 };
    for (const { groupId, attendance } of meetings) {
      const noted = attendance.find((it) => it.organizationId === organizationId)?.status;
      // An observer listens; nobody waits for one.
      if (noted === "observer" || (!noted && !membersOf(groupId).includes(organizationId))) continue;
      counts.of += 1;
      counts[noted ?? "absent"] += 1;
    }
    return counts;
  });
}
