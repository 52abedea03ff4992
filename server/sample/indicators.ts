import { addDays, type Day } from "../../shared/dates.ts";
import type { IndicatorEvent } from "../../shared/indicators/events.ts";
import type { DataPoint, Indicator } from "../../shared/indicators/indicator.ts";
import { groupsFormedOn, type Step } from "./meetings.ts";

type Defined = (IndicatorEvent & { type: "indicator.defined" })["data"];

/** An indicator as the sample's file tells it. */
export interface SampleIndicator extends Omit<Defined, "reporterOrganizationId"> {
  id: string;
  reporterOrgId: string;
  dataPoints: {
    period: string;
    periodEnd: Day;
    value: number | null;
    status: "reported" | "provisional" | "missing";
    note?: string;
    disaggregation?: DataPoint["disaggregation"];
    reportedByOrgId: string;
    reportedOn: Day | null;
  }[];
}

/** Readings are due this many days after their period. */
const dueDays = 18;

/** Who reports a number: the person who speaks for the organization, by the sample's ids. */
const reporterOf: Record<string, string> = {
  org_uni: "per_uni_tech",
  org_port: "per_port_rep",
  org_friends: "per_friends_rep",
  org_city: "per_city_rep",
  org_casa: "per_casa_prom",
};

/** An indicator was defined with its baseline; then its readings came, and the data lead noted those that did not. */
export function indicatorSteps({ id, reporterOrgId, dataPoints, ...defined }: SampleIndicator): Step[] {
  const { code, name, level, strategyIds, definition, unit, direction, baseline, target, ...rest } = defined;
  const { interimTarget, dataSource, cadence, disaggregateBy, visibility } = rest;
  const indicator: Defined = {
    code,
    name,
    level,
    strategyIds,
    definition,
    unit,
    direction,
    baseline,
    target,
    interimTarget,
    dataSource,
    cadence,
    reporterOrganizationId: reporterOrgId,
    disaggregateBy,
    visibility,
  };
  const begun: Step = {
    type: "indicator.defined",
    day: groupsFormedOn,
    time: "09:20",
    by: "per_data",
    refs: [id, reporterOrgId],
    data: indicator,
  };
  return [begun, ...dataPoints.map((it) => reported(it, { id, unit }))];
}

function reported(
  it: SampleIndicator["dataPoints"][number],
  indicator: Pick<Indicator, "id" | "unit">,
): Step {
  const isMissing = it.value === null;
  // The day after it was due, the data lead writes down that there is none.
  const on = it.reportedOn ?? addDays(it.periodEnd, dueDays + 1);
  const id = `rdg_${indicator.id.slice("ind_".length)}_${it.period.toLowerCase()}`;
  const data: (IndicatorEvent & { type: "indicator.reported" })["data"] = {
    id,
    period: it.period,
    value: it.value,
    status: it.status,
    note: it.note ?? null,
    disaggregation: it.disaggregation ?? [],
    reportedByOrganizationId: it.reportedByOrgId,
    fromMeetingId: null,
    fromItemId: null,
    unit: indicator.unit,
    on,
  };
  return {
    type: "indicator.reported",
    day: on,
    time: "15:00",
    by: isMissing ? "per_data" : reporterOf[it.reportedByOrgId]!,
    refs: [indicator.id, id, it.reportedByOrgId],
    data,
    onBehalf: isMissing,
  };
}
