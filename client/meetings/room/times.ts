import type { Day } from "../../../shared/dates.ts";
import { localeOf } from "../../words/dates.ts";
import { useLanguage } from "../../words/language.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions) {
  const locale = localeOf(useLanguage()());
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, found);
  return found;
}

/** A day in a narrow place: "15 Mar", "15 Mar 2027" when that is not this year. */
export const sayShortDay = (day: Day, today: Day) =>
  format({
    day: "numeric",
    month: "short",
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" }),
    timeZone: "UTC",
  }).format(Date.parse(`${day}T00:00Z`));

/** A time as clocks in a zone show it; the reader's own zone when none is named. */
export const sayTimeIn = (at: number, timeZone?: string) =>
  format({ hour: "numeric", minute: "2-digit", ...(timeZone ? { timeZone } : {}) }).format(at);

/** Whether clocks of the reader show another time than those of `timeZone` at an instant. */
export const isElsewhere = (at: number, timeZone: string) => sayTimeIn(at) !== sayTimeIn(at, timeZone);

/** A zone by its city: "New York". */
export const placeOf = (timeZone: string) => (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
