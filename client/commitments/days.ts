import { type Day, daysBetween } from "../../shared/dates.ts";
import { localeOf } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions) {
  const locale = localeOf(useLanguage()());
  const key = `${locale} ${name}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  formats.set(key, found);
  return found;
}

const nearDays = 7;
const at = (day: Day) => Date.parse(`${day}T00:00Z`);

/** A day as a row of a list says it: with its weekday when it is near, with its year when that is another. */
export function sayNearDay(day: Day, today: Day) {
  if (Math.abs(daysBetween(today, day)) <= nearDays)
    return format("near", { weekday: "short", day: "numeric", month: "short" }).format(at(day));
  if (day.slice(0, 4) === today.slice(0, 4))
    return format("year", { day: "numeric", month: "short" }).format(at(day));
  return format("far", { day: "numeric", month: "short", year: "numeric" }).format(at(day));
}

/** A day that cannot be mistaken: "Fri, 5 Mar 2027". */
export const spellDay = (day: Day) =>
  format("whole", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(at(day));

const relative = new Map<string, Intl.RelativeTimeFormat>();

/** How far a day is from today in the initiative's place: "tomorrow", "7 days ago", "in 8 weeks". */
export function sayAway(day: Day, today: Day) {
  const language = useLanguage()();
  const words = relative.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  relative.set(language, words);
  const days = daysBetween(today, day);
  // What is past its date is told to the day.
  if (days < 15 && days > -60) return words.format(days, "day");
  if (Math.abs(days) < 100) return words.format(Math.round(days / 7), "week");
  if (Math.abs(days) < 730) return words.format(Math.round(days / 30.44), "month");
  return words.format(Math.round(days / 365.25), "year");
}
