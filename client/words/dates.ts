import { type Day, daysBetween } from "../../shared/dates.ts";
import { useLanguage } from "./language.ts";

/** The reader's own zone, and the regional form of the language that the browser prefers. */
export const localeOf = (language: string) =>
  (typeof navigator === "undefined" ? [] : navigator.languages).find((it) => it.startsWith(language)) ??
  language;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions) {
  const locale = localeOf(useLanguage()());
  const key = `${locale}${JSON.stringify(options)}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, found);
  return found;
}

/** A day as people write it ("23 Nov 2026"). A day is not an instant, so no zone moves it. */
export const sayDay = (day: Day) =>
  format({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00Z`),
  );

/** An instant as a day and a time in the reader's zone. */
export const sayInstant = (at: string | number) =>
  format({ day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" }).format(
    typeof at === "number" ? at : Date.parse(at),
  );

/** An instant as a time in the reader's zone. */
export const sayTime = (at: string | number) =>
  format({ hour: "numeric", minute: "2-digit" }).format(typeof at === "number" ? at : Date.parse(at));

/** Today as a heading: "Monday, November 23". */
export const sayToday = (now: number) =>
  begin(format({ weekday: "long", day: "numeric", month: "long" }).format(now));

/** With a capital, as the beginning of a line: Spanish writes days and languages small. */
const begin = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** A language by its name in the reader's: "Spanish", "Inglés". */
export const sayLanguage = (language: string) =>
  begin(new Intl.DisplayNames(useLanguage()(), { type: "language" }).of(language) ?? language);

/** The Swedish locale writes a day as ISO 8601 does; to make a format takes longer than to use it. */
const isoDay = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short" });

const away = new Map<string, Intl.RelativeTimeFormat>();

function relative() {
  const language = useLanguage()();
  const found = away.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  away.set(language, found);
  return found;
}

/** The reader's day of an instant. */
export const dayOf = (at: string): Day => isoDay.format(Date.parse(at));

/** A day with its weekday, at the beginning of a line: "Wed, 18 Nov 2026", "Mié, 18 nov 2026". */
export const sayWeekday = (day: Day) => begin(sayWeekdayWithin(day));

/** A day with its weekday, within a sentence: "Decidida el mié, 18 nov 2026". */
export const sayWeekdayWithin = (day: Day) =>
  format({ weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00Z`),
  );

/** How far a day is from the reader's today, in words: "today", "5 days ago", "2 years ago". */
export function sayDaysAway(day: Day, now: number) {
  const days = daysBetween(isoDay.format(now), day);
  const words = relative();
  if (Math.abs(days) < 60) return words.format(days, "day");
  if (Math.abs(days) < 730) return words.format(Math.round(days / 30.44), "month");
  return words.format(Math.round(days / 365.25), "year");
}

/** A list of names as a sentence holds it: "A, B and C". */
export const sayList = (items: string[]) =>
  new Intl.ListFormat(localeOf(useLanguage()()), { type: "conjunction" }).format(items);

export const sayNumber = (value: number) => value.toLocaleString(localeOf(useLanguage()()));

/**
 * An instant in words near now, always with the date: "today, 9:40", "yesterday, 17:02"; further away, the
 * date alone.
 */
export function sayRecent(at: string, now: number) {
  const days = daysBetween(isoDay.format(now), isoDay.format(Date.parse(at)));
  if (days < -6 || days > 6) return sayInstant(at);
  const word = relative().format(days, "day");
  return days > -2 && days < 2 ? `${word}, ${sayTime(at)}` : `${word}, ${sayInstant(at)}`;
}
