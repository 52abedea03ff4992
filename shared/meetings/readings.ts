import { addDays, type Day } from "../dates.ts";
import type { Attendance, Group, MeetingRecord, Quorum } from "./meeting.ts";

/** Who is there counts by organization: a group's members, present or by their named alternate. */
export function quorumOf(
  group: Pick<Group, "memberIds" | "quorumPercent">,
  attendance: readonly Attendance[],
): Quorum {
  const members = new Set(group.memberIds);
  const isThere = (it: Attendance) =>
    members.has(it.organizationId) && (it.status === "present" || it.status === "alternate");
  const present = new Set(attendance.filter(isThere).map((it) => it.organizationId)).size;
  const needed = Math.ceil((members.size * group.quorumPercent) / 100);
  return { members: members.size, present, needed, isMet: present >= needed };
}

/** Sent too late, or late and still not sent. */
export const isRecapLate = (
  it: Pick<MeetingRecord, "status" | "day" | "recapSentOn">,
  group: Pick<Group, "recapDays">,
  today: Day,
) => it.status === "held" && (it.recapSentOn ?? today) > addDays(it.day, group.recapDays);
