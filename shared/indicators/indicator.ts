import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { Bilingual } from "../languages.ts";
import { Visibility } from "../roles.ts";
import { Cadence, Period } from "./period.ts";

const PeriodValue = v.object({ period: v.string(), value: v.number() });

/** One defined measure with unit, baseline, target, source and reporter. */
export const Indicator = v.object({
  id: v.string(),
  /** Shown as I1; never given twice. */
  code: v.string(),
  name: Bilingual,
  /** A *core* one measures what is to change for people; a *contributing* one foretells it. */
  level: v.picklist(["core", "contributing"]),
  strategyIds: v.array(v.string()),
  definition: v.string(),
  unit: v.string(),
  /** Where better lies. */
  direction: v.picklist(["increase", "decrease"]),
  baseline: v.nullable(PeriodValue),
  target: v.nullable(PeriodValue),
  interimTarget: v.nullable(PeriodValue),
  dataSource: v.string(),
  cadence: Cadence,
  /** The organization that is answerable for the number. */
  reporterOrganizationId: v.string(),
  disaggregateBy: v.array(v.string()),
  visibility: Visibility,
});
export type Indicator = v.InferOutput<typeof Indicator>;

export const dataPointStatuses = ["reported", "provisional", "missing", "corrected"] as const;

const Breakdown = v.object({
  group: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  value: v.pipe(v.number(), v.finite()),
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
  disaggregation: v.optional(v.pipe(v.array(Breakdown), v.maxLength(40)), []),
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

/** The organizations an indicator names: see `may.see`. */
export const shownOf = (it: Pick<Indicator, "visibility" | "reporterOrganizationId">) => ({
  visibility: it.visibility,
  groupId: null,
  organizationIds: [it.reporterOrganizationId],
});
