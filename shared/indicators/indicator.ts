import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { Visibility } from "../roles.ts";
import { Cadence, Period } from "./period.ts";

export const PeriodValue = v.object({
  period: Period,
  value: v.pipe(v.number("Write a number"), v.finite("Write a number")),
});
export type PeriodValue = v.InferOutput<typeof PeriodValue>;

/** How several readings become one: of several reporters, or of the periods of a longer time. */
export const aggregations = ["latest", "sum", "average"] as const;
export type Aggregation = (typeof aggregations)[number];

/** Readings are due this many days after their period, when nothing else is said. */
export const dueDaysUsual = 18;

/** What is said of an indicator, and can be said anew. */
const definition = {
  name: v.object({ en: asked.words(160), es: asked.words(160) }),
  /** A *core* one measures what is to change for people; a *contributing* one foretells it. */
  level: v.picklist(["core", "contributing"]),
  strategyIds: asked.ids(20),
  definition: asked.words(2000),
  unit: asked.words(40),
  /** Where better lies. */
  direction: v.picklist(["increase", "decrease"]),
  baseline: v.nullable(PeriodValue),
  target: v.nullable(PeriodValue),
  interimTarget: v.nullable(PeriodValue),
  dataSource: asked.words(500),
  cadence: Cadence,
  /** The organization that is answerable for the number. */
  reporterOrganizationId: asked.id,
  /** Who of it is written to; those who speak for it when nobody is named. */
  reporterPersonId: v.nullable(asked.id),
  /** What the numbers are broken down by, such as reach. */
  disaggregateBy: v.pipe(v.array(asked.words(60)), v.maxLength(6)),
  /** A group of fewer is too few to show: see `privacy.ts`. Null where numbers are about no people. */
  smallestGroup: v.nullable(asked.whole(2, 100)),
  aggregation: v.picklist(aggregations),
  /** What partners agreed about who may use the numbers, and for what. */
  sharingNote: v.nullable(asked.words(1000)),
  /** Days after the end of a period. */
  dueDays: asked.whole(0, 400),
  visibility: Visibility,
};
export const Definition = v.object(definition);
export type Definition = v.InferOutput<typeof Definition>;

/** From `period` on it is measured otherwise, so that what lies on both sides is not compared. */
export const Break = v.object({
  period: v.string(),
  reason: v.string(),
  on: Day,
  /** What held until then. */
  was: v.object({ definition: v.string(), unit: v.string(), dataSource: v.string() }),
});
export type Break = v.InferOutput<typeof Break>;

/** One defined measure with unit, baseline, target, source and reporter. */
export const Indicator = v.object({
  id: v.string(),
  /** Shown as I1; never given twice. */
  code: v.string(),
  ...definition,
  /** Counts how often it was defined: whoever defines it anew says which one they saw. */
  version: v.number(),
  /** In the order of their periods. */
  breaks: v.array(Break),
});
export type Indicator = v.InferOutput<typeof Indicator>;

/** A new indicator. The client makes the id (`newId("ind")`), so that one that is sent twice is one. */
export const NewIndicator = v.object({ id: asked.madeId("ind"), ...definition });
export type NewIndicator = v.InferOutput<typeof NewIndicator>;

/** An indicator said anew. */
export const ChangedIndicator = v.object({
  version: asked.version,
  ...definition,
  /** Where the way of measuring changes: from which period on, and how. */
  break: asked.perhaps(v.object({ period: Period, reason: asked.words(500) })),
});
export type ChangedIndicator = v.InferOutput<typeof ChangedIndicator>;

/** What a definition answers: how it stands, and the proof that the log has it. */
export const Defined = v.object({
  indicator: Indicator,
  receipt: v.object({ seq: v.number(), hash: v.string() }),
});
export type Defined = v.InferOutput<typeof Defined>;

export const dataPointStatuses = ["reported", "provisional", "missing", "corrected"] as const;

/** The value of one group. */
export const Breakdown = v.object({
  group: v.string(),
  /** What it is a group by, where there are several; else the first that the indicator names. */
  by: v.optional(v.string()),
  /** Null: it is about too few to show. */
  value: v.nullable(v.number()),
  /** How many stand behind it. */
  n: v.optional(v.nullable(v.number())),
});
export type Breakdown = v.InferOutput<typeof Breakdown>;

/** The value of one group as it is reported. */
const NewBreakdown = v.object({
  group: asked.words(80),
  by: v.optional(asked.words(60)),
  /** Null: as it was said before, by a reading that this one takes the place of. */
  value: v.nullable(v.pipe(v.number("Write a number"), v.finite("Write a number"))),
  n: v.optional(v.nullable(v.pipe(v.number(), v.integer("Write a whole number"), v.minValue(0)))),
});

/** One value for one period. It is never overwritten: a later one of the same period takes its place. */
export const DataPoint = v.object({
  id: v.string(),
  indicatorId: v.string(),
  period: v.string(),
  periodEnd: Day,
  /** Null when there is none; `note` says why. */
  value: v.nullable(v.number()),
  status: v.picklist(dataPointStatuses),
  note: v.nullable(v.string()),
  disaggregation: v.array(Breakdown),
  reportedByOrganizationId: v.string(),
  /** Null while there is nothing that was reported. */
  reportedOn: v.nullable(Day),
  /** The backbone recorded it for the reporter. */
  isOnBehalf: v.boolean(),
  fromMeetingId: v.nullable(v.string()),
  fromItemId: v.nullable(v.string()),
  /** The person who said it, and when, in milliseconds since 1970. */
  saidBy: v.string(),
  saidAt: v.number(),
});
export type DataPoint = v.InferOutput<typeof DataPoint>;

/** A reading to report. The client makes the id (`newId("rdg")`), so that one that is sent twice is one. */
export const NewReading = v.object({
  id: asked.madeId("rdg"),
  period: Period,
  /** Null: it could not be collected; then `note` says why. */
  value: v.nullable(v.pipe(v.number("Write a number"), v.finite("Write a number"))),
  isProvisional: v.optional(v.boolean(), false),
  note: asked.perhaps(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))),
  /** The unit that it was said in, where its reader saw one: another than the indicator's is told. */
  unit: v.optional(v.nullable(asked.words(40))),
  disaggregation: v.optional(v.pipe(v.array(NewBreakdown), v.maxLength(40)), []),
  /** The reading of this period that the reporter saw, and that this one takes the place of. */
  replacesId: asked.perhaps(asked.id),
  fromMeetingId: asked.perhaps(asked.id),
  /** An agenda item of that meeting. */
  fromItemId: asked.perhaps(asked.id),
});
export type NewReading = v.InferOutput<typeof NewReading>;

const readings = {
  /** The newest period that has a value. */
  latest: v.nullable(DataPoint),
  lastMove: v.nullable(v.picklist(["better", "worse", "same"])),
  shareOfInterimTargetGapClosed: v.nullable(v.number()),
  /** Periods without a value, up to the newest that anybody spoke of. */
  missingPeriods: v.array(v.string()),
};

/** `GET /api/indicators` */
export const IndicatorWithState = v.object({ ...Indicator.entries, ...readings });
export type IndicatorWithState = v.InferOutput<typeof IndicatorWithState>;

/** `GET /api/indicators/:id` */
export const IndicatorWithReadings = v.object({
  ...IndicatorWithState.entries,
  /** What holds of each period, in order. */
  dataPoints: v.array(DataPoint),
  /** What was said of a period before, in the order in which it was said. */
  replaced: v.array(DataPoint),
});
export type IndicatorWithReadings = v.InferOutput<typeof IndicatorWithReadings>;

/** What a report answers: the reading as it is kept, and the proof that the log has it. */
export const Reported = v.object({
  dataPoint: DataPoint,
  receipt: v.object({ seq: v.number(), hash: v.string() }),
});
export type Reported = v.InferOutput<typeof Reported>;

/** Something that was decided or kept about an indicator: a knot on the axis of its chart. */
export const IndicatorKnot = v.object({
  kind: v.picklist(["decision", "commitment"]),
  id: v.string(),
  number: v.number(),
  title: v.string(),
  on: Day,
});
export type IndicatorKnot = v.InferOutput<typeof IndicatorKnot>;

/** `GET /api/indicators/charts`: everything that the page of all indicators draws. */
export const IndicatorChart = v.object({
  ...IndicatorWithState.entries,
  /** What holds of each period, in order. */
  points: v.array(v.pick(DataPoint, ["period", "value", "status", "note", "reportedOn", "isOnBehalf"])),
  knots: v.array(IndicatorKnot),
});
export type IndicatorChart = v.InferOutput<typeof IndicatorChart>;

/** The organizations an indicator names: see `may.see`. */
export const shownOf = (it: Pick<Indicator, "visibility" | "reporterOrganizationId">) => ({
  visibility: it.visibility,
  groupId: null,
  organizationIds: [it.reporterOrganizationId],
});
