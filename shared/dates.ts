import * as v from "valibot";

/** A day without a time, as `2026-11-23`. Due dates are days, in the initiative's time zone. */
export const Day = v.pipe(v.string(), v.isoDate());
export type Day = string;

const dayMs = 86_400_000;

/** Making a format costs a hundred times as much as using it; there are few zones. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Today's day in `timeZone`, read from `now` (milliseconds since 1970). */
export function dayIn(timeZone: string, now: number): Day {
  // The Swedish locale writes a date as ISO 8601 does.
  const format =
    dayFormats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  dayFormats.set(timeZone, format);
  return format.format(now);
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day) =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / dayMs);

/** `day` moved by a number of whole days. */
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Whether a calendar has this day: `2027-02-31` looks like one and is none. */
export function isRealDay(day: string): day is Day {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

const clockFormats = new Map<string, Intl.DateTimeFormat>();

/** The instant (milliseconds since 1970) at which clocks in `timeZone` show `time` (`09:30`) on `day`. */
export function instantIn(timeZone: string, day: Day, time: string): number {
  const wanted = Date.parse(`${day}T${time}Z`);
  const clock =
    clockFormats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  clockFormats.set(timeZone, clock);
  const shown = (at: number) => Date.parse(`${clock.format(at).replace(" ", "T")}Z`);
  // Twice, because the first guess may stand on the other side of a change of the clocks.
  const guess = wanted - (shown(wanted) - wanted);
  return guess - (shown(guess) - wanted);
}
