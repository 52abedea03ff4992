import type { Day } from "../../../shared/dates.ts";
import { localeOf } from "../../words/dates.ts";
import { useLanguage } from "../../words/language.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day of a year that is known: "23 Nov". */
export function sayShort(day: Day) {
  const locale = localeOf(useLanguage()());
  const key = `${locale} day`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  formats.set(key, format);
  return format.format(Date.parse(`${day}T00:00Z`));
}

/** The month of a day with its year: "Feb 2026". */
export function sayMonth(day: Day) {
  const locale = localeOf(useLanguage()());
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  formats.set(locale, format);
  return format.format(Date.parse(`${day}T00:00Z`));
}
