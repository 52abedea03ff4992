import { addDays, type Day, daysBetween } from "../dates.ts";
import type { Bilingual } from "../languages.ts";
import type { Commitment } from "./commitment.ts";

/** Lists ask for the same few days of thousands of commitments, at every letter that is typed. */
const known = new Map<string, Day>();
const knownMax = 100;

function dayFrom(today: Day, days: number): Day {
  const key = `${today} ${days}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size >= knownMax) known.clear();
  const day = addDays(today, days);
  known.set(key, day);
  return day;
}

type Dated = Pick<Commitment, "status" | "dueOn">;

/** Past its date is a reading of the clock, never a stored state. The day itself is still in time. */
export const isPastDate = (it: Dated, today: Day) => it.status === "active" && it.dueOn < today;

/** Whole days since its date; 0 when that has not passed. */
export const daysPast = (it: Dated, today: Day) => (isPastDate(it, today) ? daysBetween(it.dueOn, today) : 0);

/** Promised, and due today or within `days`. */
export const isDueWithin = (it: Dated, today: Day, days = 14) =>
  it.status === "active" && it.dueOn >= today && it.dueOn <= dayFrom(today, days);

/** Promised or offered: something is still to come of it. */
export const isOpen = (it: Pick<Commitment, "status">) => it.status === "active" || it.status === "offered";

export const isAwaitingAcceptance = (it: Pick<Commitment, "status">) => it.status === "offered";
export const isMoved = (it: Pick<Commitment, "timesMoved">) => it.timesMoved > 0;

/** Kept, not kept or released within the last `days`. An offer that was declined never was a promise. */
export const isClosedWithin = (it: Pick<Commitment, "status" | "closedOn">, today: Day, days = 60) =>
  it.status !== "declined" && it.closedOn !== null && it.closedOn >= dayFrom(today, -days);

/** How often promises were kept: `share` (0 to 1) of `n`; null when there is nothing to count. */
export interface KeptRate {
  kept: number;
  n: number;
  share: number | null;
}

export const keptRateMonths = 12;

/** The formula, in the words that stand beside every rate. */
export const keptRateFormula: Bilingual = {
  en: "Kept ÷ (kept + not kept + past their date), of the last 12 months. A date that was moved before it came counts by the new one. Released and declined ones do not count.",
  es: "Cumplidos ÷ (cumplidos + no cumplidos + con fecha pasada), de los últimos 12 meses. Una fecha cambiada antes de llegar cuenta por la nueva. Los liberados y los rechazados no cuentan.",
};

/**
 * The kept rate of the last twelve months. A date that was moved in time is no broken promise; one that was moved
 * only after it had passed counts as past until the commitment is kept.
 */
export function keptRate(
  all: readonly Pick<Commitment, "status" | "dueOn" | "closedOn" | "movedLate">[],
  today: Day,
): KeptRate {
  const since = addDays(today, -365);
  const kept = all.filter((it) => it.status === "kept" && it.closedOn! > since).length;
  const notKept = all.filter((it) => it.status === "not_kept" && it.closedOn! > since).length;
  // What is still open counts however old it is: a promise does not end by being forgotten.
  const past = all.filter((it) => isPastDate(it, today) || (it.status === "active" && it.movedLate)).length;
  const n = kept + notKept + past;
  return { kept, n, share: n === 0 ? null : kept / n };
}
