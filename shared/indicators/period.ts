import * as v from "valibot";
import { addDays, type Day } from "../dates.ts";
import type { Language } from "../languages.ts";

export const cadences = ["monthly", "quarterly", "yearly"] as const;
export const Cadence = v.picklist(cadences);
export type Cadence = (typeof cadences)[number];

/** What a reading is about: `2026-09`, `2026-Q3` or `2026`. Of one cadence they sort as text. */
export const Period = v.pipe(
  v.string(),
  v.regex(/^(19|20|21)\d{2}(-(Q[1-4]|0[1-9]|1[0-2]))?$/, "Write a period such as 2026-Q3"),
);
export type Period = string;

const shapes: Record<Cadence, RegExp> = {
  monthly: /^\d{4}-\d{2}$/,
  quarterly: /^\d{4}-Q[1-4]$/,
  yearly: /^\d{4}$/,
};

/** Whether a period is one of those that this cadence counts in. */
export const isOfCadence = (period: Period, cadence: Cadence) => shapes[cadence].test(period);

/** The period of a cadence that a day lies in. */
export function periodOf(cadence: Cadence, day: Day): Period {
  const [year, month] = day.split("-");
  if (cadence === "yearly") return year!;
  return cadence === "monthly" ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

/** The first day of a period. */
export function periodStart(period: Period): Day {
  const [year, part = "01"] = period.split("-");
  const month = part.startsWith("Q") ? (Number(part[1]) - 1) * 3 + 1 : Number(part);
  return `${year}-${String(month).padStart(2, "0")}-01`;
}

/** The last day of a period. */
export const periodEnd = (period: Period): Day => addDays(periodStart(nextPeriod(period)), -1);

/** The period that follows. */
export const nextPeriod = (period: Period) => moved(period, 1);

/** The period before. */
export const previousPeriod = (period: Period) => moved(period, -1);

/** A period moved by some of its cadence. Counted, not looked up in a calendar: pages do it thousands of times. */
function moved(period: Period, by: number): Period {
  const [year, part] = period.split("-");
  if (part === undefined) return String(Number(year) + by);
  const isQuarter = part.startsWith("Q");
  const perYear = isQuarter ? 4 : 12;
  const count = Number(year) * perYear + Number(part.replace("Q", "")) - 1 + by;
  const number = (count % perYear) + 1;
  return `${Math.floor(count / perYear)}-${isQuarter ? `Q${number}` : String(number).padStart(2, "0")}`;
}

const months: readonly string[][] = [
  ["jan", "january", "ene", "enero"],
  ["feb", "february", "febrero"],
  ["mar", "march", "marzo"],
  ["apr", "april", "abr", "abril"],
  ["may", "mayo"],
  ["jun", "june", "junio"],
  ["jul", "july", "julio"],
  ["aug", "august", "ago", "agosto"],
  ["sep", "sept", "september", "septiembre"],
  ["oct", "october", "octubre"],
  ["nov", "november", "noviembre"],
  ["dec", "december", "dic", "diciembre"],
];

/** A period as people write it: “2026-Q3”, “Q3 2026”, “3T 2026”, “T3 2026”, “sep 2026”, “09/2026”, “2026”. */
export function readPeriod(written: string): Period | undefined {
  const text = written.trim().toLowerCase();
  const year = /(?<!\d)(?:19|20|21)\d{2}(?!\d)/.exec(text)?.[0];
  if (year === undefined) return undefined;
  const rest = text
    .replace(year, " ")
    .replace(/\bde[l]?\b/g, " ")
    .replace(/[-/., ]+/g, " ")
    .trim();
  if (rest === "") return year;
  const quarter = /^(?:[qt] ?([1-4])|([1-4]) ?(?:[qt]|trimestre|quarter))$/.exec(rest);
  if (quarter) return `${year}-Q${quarter[1] ?? quarter[2]}`;
  const number = /^\d{1,2}$/.test(rest) ? Number(rest) : months.findIndex((it) => it.includes(rest)) + 1;
  return number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, "0")}` : undefined;
}

/** The day until which a reading of a period is due. */
export const dueDay = (period: Period, dueDays: number): Day => addDays(periodEnd(period), dueDays);

const monthFormats = {
  en: new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" }),
  es: new Intl.DateTimeFormat("es", { month: "short", year: "numeric", timeZone: "UTC" }),
};

/** A period in words: “Q3 2026”, “T3 2026”, “Sep 2026”, “2026”. */
export function sayPeriod(period: Period, language: Language): string {
  const [year, part] = period.split("-");
  if (part === undefined) return period;
  if (part.startsWith("Q")) return `${language === "es" ? "T" : "Q"}${part[1]} ${year}`;
  return monthFormats[language].format(Date.parse(`${period}-01T00:00Z`));
}
