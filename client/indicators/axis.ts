import { type Day, daysBetween } from "../../shared/dates.ts";
import type { IndicatorChart, IndicatorKnot } from "../../shared/indicators/indicator.ts";
import { nextPeriod, periodEnd, periodStart } from "../../shared/indicators/period.ts";
import { unitNamed } from "../../shared/indicators/units.ts";

/** The one time axis that all charts share. */
export interface Axis {
  from: Day;
  to: Day;
}

/** The size of a chart, in its own units. */
export const box = { width: 300, height: 128, left: 4, right: 294, top: 8, bottom: 102 } as const;
const [high, low] = [18.6, 94.4];
const gapMargin = 3;
const knotStep = 8.5;

/** From the first reading of all to today, and on to the aim of the year that runs. */
export function axisOf(charts: readonly IndicatorChart[], today: Day): Axis {
  const starts = charts.flatMap((it) => (it.points[0] ? [periodStart(it.points[0].period)] : []));
  const from = starts.sort()[0] ?? `${today.slice(0, 4)}-01-01`;
  const yearEnd = `${today.slice(0, 4)}-12-31`;
  return { from, to: yearEnd < from ? today : yearEnd };
}

/** Where a day stands on the axis. */
export function xOf({ from, to }: Axis, day: Day) {
  const whole = Math.max(1, daysBetween(from, to));
  const x = box.left + ((box.right - box.left) * daysBetween(from, day)) / whole;
  return round(Math.min(box.width - 1, Math.max(box.left, x)));
}

/** The beginnings of years: all of them, or where there are many every second, fifth …, so that none stands on another. */
export function yearsOf(axis: Axis): { year: string; x: number }[] {
  const first = Number(axis.from.slice(0, 4)) + (axis.from.endsWith("-01-01") ? 0 : 1);
  const last = Number(axis.to.slice(0, 4));
  const step = [1, 2, 5, 10, 20].find((it) => (last - first + 1) / it <= 6) ?? 50;
  const years: { year: string; x: number }[] = [];
  for (let year = first; year <= last; year += 1)
    if ((year - first) % step === 0) years.push({ year: `${year}`, x: xOf(axis, `${year}-01-01`) });
  return years;
}

/** A chart as it is drawn. */
export interface Drawing {
  /** The line, broken where there is no reading and where the way of measuring changed. */
  line: string;
  aimY: number | undefined;
  gaps: { x: number; width: number }[];
  /** Periods without a value, on the axis. */
  missing: { period: string; x: number }[];
  provisional: { x: number; y: number }[];
  last: { x: number; y: number; isProvisional: boolean } | undefined;
  breaks: { period: string; x: number }[];
  knots: { it: IndicatorKnot; x: number }[];
}

/** Everything that stands in a chart, in its places. */
export function drawingOf(chart: IndicatorChart, axis: Axis): Drawing {
  const { breaks, unit } = chart;
  // Of another unit, a value has no place on this scale.
  const otherUnit = breaks.findLast((it) => unitNamed(it.was.unit) !== unitNamed(unit));
  const points = chart.points.filter((it) => !otherUnit || it.period >= otherUnit.period);
  const values = points.filter((it) => it.value !== null);
  const aim = chart.interimTarget?.value ?? chart.target?.value;
  const all = [...values.map((it) => it.value!), ...(aim === undefined ? [] : [aim])];
  const [min, max] = [Math.min(...all), Math.max(...all)];
  const yOf = (value: number) =>
    round(max === min ? (high + low) / 2 : low - ((value - min) / (max - min)) * (low - high));
  const placed = values.map((it) => ({
    ...it,
    x: xOf(axis, periodEnd(it.period)),
    y: yOf(it.value!),
  }));
  const joins = (index: number) => {
    const [before, now] = [placed[index - 1], placed[index]!];
    return (
      before !== undefined &&
      nextPeriod(before.period) === now.period &&
      !breaks.some((it) => it.period === now.period)
    );
  };
  const last = placed.at(-1);
  return {
    line: placed.map(({ x, y }, index) => `${joins(index) ? "L" : "M"}${x} ${y}`).join(""),
    aimY: aim === undefined || values.length === 0 ? undefined : yOf(aim),
    ...gapsOf(chart, placed, axis),
    provisional: placed
      .slice(0, -1)
      .filter((it) => it.status === "provisional")
      .map(({ x, y }) => ({ x, y })),
    last: last && { x: last.x, y: last.y, isProvisional: last.status === "provisional" },
    breaks: breaks
      .filter((it) => periodStart(it.period) > axis.from)
      .map(({ period }) => ({ period, x: xOf(axis, periodStart(period)) })),
    knots: placeKnots(chart.knots, axis),
  };
}

/** A gap runs from the reading before what is missing to the one after it, or to the last one that is missing. */
function gapsOf(chart: IndicatorChart, placed: readonly { period: string; x: number }[], axis: Axis) {
  const missing = chart.missingPeriods.map((period) => ({ period, x: xOf(axis, periodEnd(period)) }));
  const gaps: Drawing["gaps"] = [];
  for (const [index, { period }] of placed.entries()) {
    const next = placed[index + 1];
    const lost = missing.filter((it) => it.period > period && (!next || it.period < next.period));
    const end = next ?? lost.at(-1);
    if (lost.length === 0 || !end) continue;
    const x = placed[index]!.x + gapMargin;
    gaps.push({ x, width: Math.max(2, round(end.x - gapMargin - x)) });
  }
  return { gaps, missing: missing.filter((it) => placed.some(({ period }) => period < it.period)) };
}

/** Knots keep their order; those that would lie on each other stand side by side, all within the chart. */
function placeKnots(knots: readonly IndicatorKnot[], axis: Axis) {
  const here = knots.filter(({ on }) => on >= axis.from);
  const places: number[] = [];
  for (const { on } of here) places.push(Math.max(xOf(axis, on), (places.at(-1) ?? 0) + knotStep));
  const over = Math.max(0, (places.at(-1) ?? 0) - box.width + 1);
  return here.map((it, index) => ({ it, x: round(Math.max(box.left, places[index]! - over)) }));
}

const round = (value: number) => Math.round(value * 10) / 10;
