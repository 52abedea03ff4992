import { addDays, type Day, daysBetween } from "../dates.ts";
import type { Repetition } from "./asked.ts";
import type { Group } from "./group.ts";
import type { Announcement, Attendance, MeetingRecord, Quorum } from "./meeting.ts";

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

/** How many members of a group said that they come, themselves or by their alternate. */
export const expectedOf = (memberIds: readonly string[], announced: readonly Announcement[]) =>
  announced.filter((it) => it.answer !== "cannot_come" && memberIds.includes(it.organizationId)).length;

/** Sent too late, or late and still not sent. */
export const isRecapLate = (
  it: Pick<MeetingRecord, "status" | "day" | "recapSentOn">,
  group: Pick<Group, "recapDays">,
  today: Day,
) => it.status === "held" && (it.recapSentOn ?? today) > addDays(it.day, group.recapDays);

/** Days from the agenda's going out to the meeting; null while it has not. */
export const agendaLeadDays = (it: Pick<MeetingRecord, "day" | "agendaSentOn">) =>
  it.agendaSentOn === null ? null : daysBetween(it.agendaSentOn, it.day);

/** Days from the meeting to its recap; null while there is none. One that was held before its day has none to count. */
export const minutesLeadDays = (it: Pick<MeetingRecord, "day" | "recapSentOn">) =>
  it.recapSentOn === null ? null : Math.max(0, daysBetween(it.day, it.recapSentOn));

/** What is left of the current item's time, in seconds; negative when it is over. `now` is milliseconds since 1970. */
export const secondsLeft = ({ startedAt, minutes }: { startedAt: number; minutes: number }, now: number) =>
  minutes * 60 - Math.floor((now - startedAt) / 1000);

const weeks = { week: 1, two_weeks: 2, four_weeks: 4 } as const;

/**
 * The days of a series that begins on `first`: every so many weeks, or on the same weekday of each month: a meeting on
 * the second Thursday stays there, one on a fifth Thursday goes to the last.
 */
export function daysOfSeries(first: Day, { every, times }: Repetition): Day[] {
  if (every !== "month")
    return Array.from({ length: times }, (_, index) => addDays(first, index * weeks[every] * 7));
  const [year = 0, month = 1, date = 1] = first.split("-").map(Number);
  const weekday = new Date(`${first}T00:00Z`).getUTCDay();
  const nth = Math.ceil(date / 7);
  return Array.from({ length: times }, (_, index) => nthWeekday(year, month - 1 + index, weekday, nth));
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): Day {
  const start = new Date(Date.UTC(year, month, 1));
  const offset = (weekday - start.getUTCDay() + 7) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  let date = 1 + offset + (nth - 1) * 7;
  if (date > length) date -= 7;
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}
