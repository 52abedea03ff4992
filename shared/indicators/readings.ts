import type { DataPoint, Indicator } from "./indicator.ts";
import { nextPeriod } from "./period.ts";

type Point = Pick<DataPoint, "period" | "value">;

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
  { direction }: Pick<Indicator, "direction">,
  points: readonly Point[],
): "better" | "worse" | "same" | null {
  const [before, now] = [latest(points, 1), latest(points)];
  if (!before || !now) return null;
  if (now.value === before.value) return "same";
  return now.value! > before.value! === (direction === "increase") ? "better" : "worse";
}

/**
 * How much of the way from the baseline to the interim target is done, to two decimals: 1 is there, more is beyond,
 * less than 0 is farther than at the start. Null where there is no way to measure.
 */
export function shareOfInterimTargetGapClosed(
  { baseline, interimTarget }: Pick<Indicator, "baseline" | "interimTarget">,
  points: readonly Point[],
): number | null {
  const now = latest(points);
  if (!now || !baseline || !interimTarget || interimTarget.value === baseline.value) return null;
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

/** An indicator as lists show it: where it stands, and what is missing. */
export const stateOf = <It extends Point>(indicator: Indicator, points: readonly It[]) => ({
  latest: latest(points),
  lastMove: lastMove(indicator, points),
  shareOfInterimTargetGapClosed: shareOfInterimTargetGapClosed(indicator, points),
  missingPeriods: missingPeriods(points),
});
