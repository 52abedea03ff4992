import { addDays, type Day } from "../dates.ts";
import type { Happened } from "../log/happened.ts";
import type { DataPoint, Indicator } from "./indicator.ts";
import { periodEnd } from "./period.ts";

/** A day in the initiative's place; `unit` is the one that the value was said in. */
type Report = Omit<
  DataPoint,
  "indicatorId" | "periodEnd" | "reportedOn" | "isOnBehalf" | "saidBy" | "saidAt"
> & {
  unit: string;
  on: Day;
};

/** A correction is a further report: nothing that was said is overwritten. */
export type IndicatorEvent =
  | Happened<"indicator.defined", Omit<Indicator, "id">>
  | Happened<"indicator.reported", Report>;

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What an indicator looks like after the event that defined it. */
export const applyToIndicator = (event: IndicatorEvent & { type: "indicator.defined" }): Indicator => ({
  ...event.data,
  id: event.refs[0]!,
});

/** The reading that a report makes. */
export function applyToDataPoint(event: IndicatorEvent & { type: "indicator.reported" }): DataPoint {
  const { unit, on, ...said } = event.data;
  return {
    ...said,
    indicatorId: event.refs[0]!,
    periodEnd: periodEnd(said.period),
    reportedOn: said.value === null ? null : on,
    isOnBehalf: event.onBehalf === true,
    saidBy: event.by,
    saidAt: event.at,
  };
}

const dayMs = 86_400_000;

/** A sample's reading some days later: when it was said moves, the period that it is about stays. */
export const dataPointMovedBy = (was: DataPoint, { data: { days } }: DaysMoved): DataPoint => ({
  ...was,
  reportedOn: was.reportedOn && addDays(was.reportedOn, days),
  saidAt: was.saidAt + days * dayMs,
});
