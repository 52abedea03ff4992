import type { Kysely, Selectable } from "kysely";
import type { DataPoint, Indicator } from "../../shared/indicators/indicator.ts";
import type { Round } from "../../shared/indicators/round.ts";
import type { Tables } from "../db/tables.ts";

export const indicatorOf = (row: Selectable<Tables["indicator"]>): Indicator => ({
  id: row.id,
  code: row.code,
  name: { en: row.name_en, es: row.name_es },
  level: row.level,
  strategyIds: JSON.parse(row.strategy_ids),
  definition: row.definition,
  unit: row.unit,
  direction: row.direction,
  baseline: row.baseline === null ? null : JSON.parse(row.baseline),
  target: row.target === null ? null : JSON.parse(row.target),
  interimTarget: row.interim_target === null ? null : JSON.parse(row.interim_target),
  dataSource: row.data_source,
  cadence: row.cadence,
  reporterOrganizationId: row.reporter_organization_id,
  disaggregateBy: JSON.parse(row.disaggregate_by),
  visibility: row.visibility,
  reporterPersonId: row.reporter_person_id,
  smallestGroup: row.smallest_group,
  aggregation: row.aggregation,
  sharingNote: row.sharing_note,
  dueDays: row.due_days,
  version: row.version,
  breaks: JSON.parse(row.breaks),
});

/** Keeps an indicator as it is now. */
export async function saveIndicator(tx: Kysely<Tables>, initiativeId: string, it: Indicator) {
  const perhaps = (value: object | null) => value && JSON.stringify(value);
  const row = {
    code: it.code,
    name_en: it.name.en,
    name_es: it.name.es,
    level: it.level,
    strategy_ids: JSON.stringify(it.strategyIds),
    disaggregate_by: JSON.stringify(it.disaggregateBy),
    definition: it.definition,
    unit: it.unit,
    direction: it.direction,
    baseline: perhaps(it.baseline),
    target: perhaps(it.target),
    interim_target: perhaps(it.interimTarget),
    data_source: it.dataSource,
    cadence: it.cadence,
    reporter_organization_id: it.reporterOrganizationId,
    visibility: it.visibility,
    reporter_person_id: it.reporterPersonId,
    smallest_group: it.smallestGroup,
    aggregation: it.aggregation,
    sharing_note: it.sharingNote,
    due_days: it.dueDays,
    version: it.version,
    breaks: JSON.stringify(it.breaks),
  };
  await tx
    .insertInto("indicator")
    .values({ id: it.id, initiative_id: initiativeId, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

export const roundOf = (row: Selectable<Tables["data_round"]>): Round => ({
  id: row.id,
  period: row.period,
  indicatorIds: JSON.parse(row.indicator_ids),
  dueOn: row.due_on,
  note: row.note,
  openedBy: row.opened_by,
  openedOn: row.opened_on,
  closedOn: row.closed_on,
});

/** Keeps a data round as it is now. */
export async function saveRound(tx: Kysely<Tables>, initiativeId: string, it: Round) {
  const row = {
    period: it.period,
    indicator_ids: JSON.stringify(it.indicatorIds),
    due_on: it.dueOn,
    note: it.note,
    opened_by: it.openedBy,
    opened_on: it.openedOn,
    closed_on: it.closedOn,
  };
  await tx
    .insertInto("data_round")
    .values({ id: it.id, initiative_id: initiativeId, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

export const dataPointOf = (row: Selectable<Tables["data_point"]>): DataPoint => ({
  id: row.id,
  indicatorId: row.indicator_id,
  period: row.period,
  periodEnd: row.period_end,
  value: row.value,
  status: row.status,
  note: row.note,
  disaggregation: JSON.parse(row.disaggregation),
  reportedByOrganizationId: row.reported_by_organization_id,
  reportedOn: row.reported_on,
  isOnBehalf: row.is_on_behalf === 1,
  fromMeetingId: row.from_meeting_id,
  fromItemId: row.from_item_id,
  saidBy: row.said_by,
  saidAt: row.said_at,
});

/** Keeps what was just said of indicators; `place` counts what ever was said of one. */
export async function saveDataPoints(tx: Kysely<Tables>, said: readonly { it: DataPoint; place: number }[]) {
  const rows = said.map(({ it, place }) => ({
    id: it.id,
    indicator_id: it.indicatorId,
    place,
    period: it.period,
    period_end: it.periodEnd,
    value: it.value,
    status: it.status,
    note: it.note,
    disaggregation: JSON.stringify(it.disaggregation),
    reported_by_organization_id: it.reportedByOrganizationId,
    reported_on: it.reportedOn,
    is_on_behalf: it.isOnBehalf ? 1 : 0,
    from_meeting_id: it.fromMeetingId,
    from_item_id: it.fromItemId,
    said_by: it.saidBy,
    said_at: it.saidAt,
  }));
  await tx.insertInto("data_point").values(rows).execute();
}
