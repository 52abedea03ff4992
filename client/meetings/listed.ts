import type { Day } from "../../shared/dates.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { Meeting } from "../../shared/meetings/meeting.ts";

/** A month of meetings, as `2026-12`. */
export interface Month {
  month: string;
  meetings: Meeting[];
}

/** Whether a meeting is still to come or going on: its day may have come, nobody has closed it. */
export const isToCome = (it: Pick<Meeting, "status" | "day">, today: Day) =>
  it.status === "live" || ((it.status === "scheduled" || it.status === "cancelled") && it.day >= today);

const inOrder = (a: Meeting, b: Meeting) => a.startsAtInstant.localeCompare(b.startsAtInstant);

/** What is to come, the next first and, on one day, the own groups first; and what was, the latest first; by month. */
export function byTime(
  meetings: readonly Meeting[],
  today: Day,
  isOwn: (groupId: string) => boolean,
): { toCome: Month[]; past: Month[] } {
  const [coming, past] = [
    meetings.filter((it) => isToCome(it, today)),
    meetings.filter((it) => !isToCome(it, today)),
  ];
  coming.sort(
    (a, b) =>
      a.day.localeCompare(b.day) || Number(isOwn(b.groupId)) - Number(isOwn(a.groupId)) || inOrder(a, b),
  );
  past.sort((a, b) => inOrder(b, a));
  return { toCome: months(coming), past: months(past) };
}

const months = (meetings: Meeting[]): Month[] =>
  [...Map.groupBy(meetings, (it) => it.day.slice(0, 7))].map(([month, those]) => ({
    month,
    meetings: those,
  }));

/** The meeting that matters next: one that is going on, else the first to come, of the own groups if they have one. */
export function nextOf(
  meetings: readonly Meeting[],
  today: Day,
  isOwn: (groupId: string) => boolean,
): Meeting | undefined {
  const open = meetings
    .filter((it) => it.status !== "cancelled" && isToCome(it, today))
    .sort((a, b) => Number(b.status === "live") - Number(a.status === "live") || inOrder(a, b));
  return open.find((it) => isOwn(it.groupId)) ?? open[0];
}

/** A title for a meeting of a group in a month, in the words of the group's other titles: "Steering Committee, December". */
export const suggestedTitle = (group: Pick<Group, "name">, day: Day, language: "en" | "es") =>
  `${group.name[language]}, ${new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00Z`),
  )}`;

/** The ids with one of them at another place; places beyond the ends are the ends. */
export function movedTo(ids: readonly string[], id: string, place: number): string[] {
  const rest = ids.filter((it) => it !== id);
  const at = Math.max(0, Math.min(place, rest.length));
  return [...rest.slice(0, at), id, ...rest.slice(at)];
}

/** Where a dragged row stands among the others, from the middles of all rows as they were when the drag began. */
export const placeAt = (middles: readonly number[], from: number, y: number) =>
  middles.filter((middle, index) => index !== from && middle < y).length;

/** The minutes between two times of a day, such as `09:00` and `10:45`. */
export function minutesBetween(from: string, to: string) {
  const minutes = (time: string) => {
    const [hours = 0, rest = 0] = time.split(":").map(Number);
    return hours * 60 + rest;
  };
  return minutes(to) - minutes(from);
}
