import type { Day } from "../dates.ts";
import type { DataPoint, Indicator } from "./indicator.ts";
import { dueDay, nextPeriod, periodEnd, periodOf, previousPeriod } from "./period.ts";

type Point = Pick<DataPoint, "period" | "value">;
/** Where a series breaks: what lies on both sides of a period is not compared. */
type Broken = { breaks?: readonly { period: string }[] };

/** Whether the way of measuring changed between two periods, the later one included. */
export const isBroken = ({ breaks = [] }: Broken, from: string, to: string) =>
  breaks.some(({ period }) => from < period && period <= to);

/** What holds of each period, in order: of one period the last word that was said. */
export function current<It extends Pick<DataPoint, "period">>(said: readonly It[]): It[] {
  const last = new Map(said.map((it) => [it.period, it]));
  return [...last.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The newest period that has a value, `back` of them ago. */
export const latest = <It extends Point>(points: readonly It[], back = 0): It | null =>
  current(points)
    .filter((it) => it.value !== null)
    .at(-1 - back) ?? null;

/** How the latest value stands beside the one before it; null while there are not two. */
export function lastMove(
  indicator: Pick<Indicator, "direction"> & Broken,
  points: readonly Point[],
): "better" | "worse" | "same" | null {
  const [before, now] = [latest(points, 1), latest(points)];
  if (!before || !now || isBroken(indicator, before.period, now.period)) return null;
  if (now.value === before.value) return "same";
  return now.value! > before.value! === (indicator.direction === "increase") ? "better" : "worse";
}

/**
 * How much of the way from the baseline to the interim target is done, to two decimals: 1 is there, more is beyond,
 * less than 0 is farther than at the start. Null where there is no way to measure.
 */
export function shareOfInterimTargetGapClosed(
  indicator: Pick<Indicator, "baseline" | "interimTarget"> & Broken,
  points: readonly Point[],
): number | null {
  const now = latest(points);
  const { baseline, interimTarget } = indicator;
  if (!now || !baseline || !interimTarget || interimTarget.value === baseline.value) return null;
  if (isBroken(indicator, baseline.period, now.period)) return null;
  const share = (now.value! - baseline.value) / (interimTarget.value - baseline.value);
  return Math.round(share * 100) / 100;
}

/** Periods without a value, from the first to the newest that anybody spoke of. */
export function missingPeriods(points: readonly Point[]): string[] {
  const known = current(points);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return [];
  const values = new Map(known.map((it) => [it.period, it.value]));
  const missing: string[] = [];
  for (let period = first.period; period <= last.period; period = nextPeriod(period))
    if ((values.get(period) ?? null) === null) missing.push(period);
  return missing;
}

type Said = Pick<DataPoint, "period" | "value" | "status" | "isOnBehalf">;

/**
 * How the answer for one period stands. That there is no number is an answer where the reporter says so, and none where
 * the backbone noted it for them.
 */
export function standingOf(point: Omit<Said, "period"> | undefined) {
  if (!point) return "waiting";
  if (point.value === null) return point.isOnBehalf ? "waiting" : "not_collected";
  return point.status === "provisional" ? "provisional" : "reported";
}

/** Periods that are looked back at for what was never said. */
const lookedBackMax = 8;

/**
 * The periods after the latest value that are over, or were spoken of, and wait for their number; due or not yet. One
 * that is provisional still waits for the final one.
 */
export function waitingPeriods<It extends Said>(
  { cadence, dueDays }: Pick<Indicator, "cadence" | "dueDays">,
  points: readonly It[],
  today: Day,
): { period: string; dueOn: Day; standing: "waiting" | "provisional"; point: It | null }[] {
  const known = new Map(current(points).map((it) => [it.period, it]));
  const last = latest([...known.values()]);
  const waiting: ReturnType<typeof waitingPeriods<It>> = [];
  let period = previousPeriod(periodOf(cadence, today));
  for (let back = 0; back < lookedBackMax; back += 1) {
    if (periodEnd(period) >= today) break;
    if (known.size === 0 && back > 0) break;
    if (last && period < last.period) break;
    const point = known.get(period);
    const standing = standingOf(point);
    if (standing === "waiting" || standing === "provisional")
      waiting.unshift({ period, dueOn: dueDay(period, dueDays), standing, point: point ?? null });
    if (last && period === last.period) break;
    period = previousPeriod(period);
  }
  return waiting;
}

/** An indicator as lists show it: where it stands, and what is missing. */
export const stateOf = <It extends Point>(indicator: Indicator, points: readonly It[]) => ({
  latest: latest(points),
  lastMove: lastMove(indicator, points),
  shareOfInterimTargetGapClosed: shareOfInterimTargetGapClosed(indicator, points),
  missingPeriods: missingPeriods(points),
});
