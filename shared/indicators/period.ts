import * as v from "valibot";
import { addDays, type Day } from "../dates.ts";

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
export function nextPeriod(period: Period): Period {
  const cadence = cadences.find((it) => isOfCadence(period, it))!;
  // Of any cadence, this many days after its first one the next period runs.
  const days = { monthly: 31, quarterly: 92, yearly: 366 }[cadence];
  return periodOf(cadence, addDays(periodStart(period), days));
}
