import { daysBetween } from "../../shared/dates.ts";
import type { IndicatorChart } from "../../shared/indicators/indicator.ts";
import { periodEnd, sayPeriod as sayPeriodIn } from "../../shared/indicators/period.ts";
import { current } from "../../shared/indicators/readings.ts";
import { sayUnit as sayUnitIn, sayValue as sayValueIn } from "../../shared/indicators/units.ts";
import { localeOf, sayList } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import type { Say } from "../words/words.ts";
import type { words } from "./words.ts";

export type T = Say<keyof (typeof words)["en"]>;

const language = useLanguage();

/** “61.5%”, “503 acres”. */
export const sayValue = (value: number, unit: string) =>
  sayValueIn(value, unit, language(), localeOf(language()));
export const sayUnit = (unit: string) => sayUnitIn(unit, language());
/** “Q3 2026”. */
export const sayPeriod = (period: string) => sayPeriodIn(period, language());

/** A number without its unit. */
export function sayNumber(value: number) {
  const locale = localeOf(language());
  const found = formats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  formats.set(locale, found);
  return found.format(value);
}
const formats = new Map<string, Intl.NumberFormat>();

/** By how much the latest value differs from the one before it, without the rounding of binary numbers. */
export function changeOf(chart: Pick<IndicatorChart, "points">) {
  const values = current(chart.points).filter((it) => it.value !== null);
  const [before, now] = values.slice(-2);
  return before && now ? Math.abs(Number((now.value! - before.value!).toPrecision(10))) : 0;
}

/** “by the end of 2026”, or the period where that is another one. */
export function sayAim(chart: Pick<IndicatorChart, "interimTarget" | "target" | "unit">, t: T) {
  const aim = chart.interimTarget ?? chart.target;
  if (!aim) return t("noAim");
  const value = sayValue(aim.value, chart.unit);
  const year = aim.period.slice(0, 4);
  return periodEnd(aim.period) === `${year}-12-31`
    ? t("aimYear", { value, year })
    : t("aimPeriod", { value, period: sayPeriod(aim.period) });
}

/** How much of the way to the aim is done, in words. */
export function sayShare({ shareOfInterimTargetGapClosed: share }: IndicatorChart, t: T) {
  if (share === null) return "";
  if (share >= 1) return t("reached");
  if (share < 0) return t("fartherAway");
  return t("ofTheWay", { percent: Math.round(share * 100) });
}

/** “2 decisions, 4 kept commitments”. */
export function sayKnots({ knots }: IndicatorChart, t: T) {
  const count = (kind: string) => knots.filter((it) => it.kind === kind).length;
  const [decisions, commitments] = [count("decision"), count("commitment")];
  if (decisions + commitments === 0) return t("noKnots");
  return [
    ...(decisions > 0 ? [t("decisions", { count: decisions })] : []),
    ...(commitments > 0 ? [t("keptCommitments", { count: commitments })] : []),
  ].join(", ");
}

/** How it moved, in words: “5 worse”. */
export function sayMove(chart: IndicatorChart, t: T) {
  if (chart.lastMove === null) return "";
  if (chart.lastMove === "same") return t("same");
  return t(chart.lastMove, { by: sayNumber(changeOf(chart)) });
}

/** What a chart shows, as whole sentences. */
export function summaryOf(chart: IndicatorChart, t: T): string {
  const values = chart.points.filter((it) => it.value !== null);
  const [first, last] = [values[0], values.at(-1)];
  if (!first || !last) return t("noReading");
  const say = (it: typeof first) => ({
    value: sayValue(it.value!, chart.unit),
    period: sayPeriod(it.period),
  });
  const missing = chart.missingPeriods.map(sayPeriod);
  const parts = [
    first === last
      ? t("sumOne", say(first))
      : t("sumFromTo", {
          from: say(first).value,
          since: say(first).period,
          to: say(last).value,
          at: say(last).period,
        }),
    ...(chart.lastMove ? [t("sumMove", { move: sayMove(chart, t) })] : []),
    `${sayAim(chart, t)}${sayShare(chart, t) ? `, ${sayShare(chart, t)}` : ""}.`,
    ...(last.status === "provisional" ? [t("sumProvisional", { period: sayPeriod(last.period) })] : []),
    ...(missing.length > 0 ? [t("sumMissing", { periods: sayList(missing) })] : []),
    ...chart.breaks.map((it) => t("sumBreak", { period: sayPeriod(it.period) })),
    ...(chart.knots.length > 0 ? [`${sayKnots(chart, t)}.`] : []),
  ];
  return parts.join(" ");
}

/** How many days ago a day was. */
export const daysAgo = (day: string, today: string) => daysBetween(day, today);
