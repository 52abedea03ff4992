import { addDays, type Day } from "../dates.ts";
import type { Happened } from "../log/happened.ts";
import { type DataPoint, type Definition, dueDaysUsual, type Indicator } from "./indicator.ts";
import { periodEnd } from "./period.ts";
import type { NewRound, Round } from "./round.ts";

/** A day in the initiative's place; `unit` is the one that the value was said in. */
type Report = Omit<
  DataPoint,
  "indicatorId" | "periodEnd" | "reportedOn" | "isOnBehalf" | "saidBy" | "saidAt"
> & {
  unit: string;
  on: Day;
  /** The import that brought it. */
  importId?: string | undefined;
};

/** What was not there from the beginning. */
type Later = "reporterPersonId" | "smallestGroup" | "aggregation" | "sharingNote" | "dueDays";
type FirstDefinition = { code: string } & Omit<Definition, Later> & Partial<Pick<Definition, Later>>;

/** A correction is a further report: nothing that was said is overwritten. */
export type IndicatorEvent =
  | Happened<"indicator.defined", FirstDefinition>
  | Happened<
      "indicator.redefined",
      { definition: Definition; break: { period: string; reason: string } | null; on: Day }
    >
  | Happened<"indicator.reported", Report>
  /** Somebody was written to about a reading that is not there. */
  | Happened<"indicator.reminded", { period: string; personId: string; on: Day }>
  | Happened<"indicator.round_opened", Omit<NewRound, "id"> & { on: Day }>
  | Happened<"indicator.round_closed", { period: string; on: Day }>
  | Happened<"indicator.imported", { file: string; readings: number; indicators: number; on: Day }>;

/** Of one indicator, and of nothing else. */
export type DefinitionEvent = IndicatorEvent & { type: "indicator.defined" | "indicator.redefined" };
export type RoundEvent = IndicatorEvent & { type: "indicator.round_opened" | "indicator.round_closed" };

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What an indicator looks like after it was defined, or defined anew. */
export function applyToIndicator(was: Indicator | undefined, event: DefinitionEvent): Indicator {
  if (event.type === "indicator.defined")
    return {
      reporterPersonId: null,
      smallestGroup: null,
      aggregation: "latest",
      sharingNote: null,
      dueDays: dueDaysUsual,
      ...event.data,
      id: event.refs[0]!,
      version: 1,
      breaks: [],
    };
  if (!was) throw new Error(`${event.refs[0]} was defined anew before it was defined.`);
  const { definition, break: change, on } = event.data;
  const { unit, dataSource } = was;
  const breaks = change
    ? [...was.breaks, { ...change, on, was: { definition: was.definition, unit, dataSource } }]
    : was.breaks;
  return {
    ...was,
    ...definition,
    version: was.version + 1,
    breaks: breaks.toSorted((a, b) => (a.period < b.period ? -1 : 1)),
  };
}

/** A data round after one of its events. */
export function applyToRound(was: Round | undefined, event: RoundEvent): Round {
  if (event.type === "indicator.round_opened") {
    const { on, ...asked } = event.data;
    return {
      ...asked,
      id: event.refs[0]!,
      openedBy: event.by,
      openedOn: on,
      closedOn: null,
    };
  }
  return { ...was!, closedOn: event.data.on };
}

/** The reading that a report makes. */
export function applyToDataPoint(event: IndicatorEvent & { type: "indicator.reported" }): DataPoint {
  const { unit, on, importId: _, ...said } = event.data;
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

/** A sample's indicator some days later: when a break was said moves, its period stays. */
export const indicatorMovedBy = (was: Indicator, { data: { days } }: DaysMoved): Indicator => ({
  ...was,
  breaks: was.breaks.map((it) => ({ ...it, on: addDays(it.on, days) })),
});

/** A sample's round some days later. */
export const roundMovedBy = (was: Round, { data: { days } }: DaysMoved): Round => ({
  ...was,
  dueOn: addDays(was.dueOn, days),
  openedOn: addDays(was.openedOn, days),
  closedOn: was.closedOn && addDays(was.closedOn, days),
});

const dayMs = 86_400_000;

/** A sample's reading some days later: when it was said moves, the period that it is about stays. */
export const dataPointMovedBy = (was: DataPoint, { data: { days } }: DaysMoved): DataPoint => ({
  ...was,
  reportedOn: was.reportedOn && addDays(was.reportedOn, days),
  saidAt: was.saidAt + days * dayMs,
});
