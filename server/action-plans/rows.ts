import type { Kysely, Selectable } from "kysely";
import type { Activity } from "../../shared/action-plans/activity.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import type { Tables } from "../db/tables.ts";

export const strategyOf = (row: Selectable<Tables["strategy"]>): Strategy => ({
  id: row.id,
  order: row.place,
  name: { en: row.name_en, es: row.name_es },
  summary: row.summary,
  ownerGroupId: row.owner_group_id,
});

/** Keeps a strategy that was just named. */
export async function saveStrategy(tx: Kysely<Tables>, initiativeId: string, it: Strategy) {
  await tx
    .insertInto("strategy")
    .values({
      id: it.id,
      initiative_id: initiativeId,
      place: it.order,
      name_en: it.name.en,
      name_es: it.name.es,
      summary: it.summary,
      owner_group_id: it.ownerGroupId,
    })
    .execute();
}

export const activityOf = (row: Selectable<Tables["activity"]>): Activity => ({
  id: row.id,
  code: row.code,
  title: row.title,
  strategyId: row.strategy_id,
  leadOrganizationId: row.lead_organization_id,
  supportOrganizationIds: JSON.parse(row.support_organization_ids),
  groupId: row.group_id,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  status: row.status,
  indicatorIds: JSON.parse(row.indicator_ids),
  dependsOnIds: JSON.parse(row.depends_on_ids),
  resources: row.resources,
  milestones: JSON.parse(row.milestones),
  note: row.note,
  visibility: row.visibility,
  removedOn: row.removed_on,
});

/** Keeps an activity as it is now. */
export async function saveActivity(tx: Kysely<Tables>, initiativeId: string, it: Activity) {
  const row = {
    initiative_id: initiativeId,
    code: it.code,
    title: it.title,
    strategy_id: it.strategyId,
    lead_organization_id: it.leadOrganizationId,
    support_organization_ids: JSON.stringify(it.supportOrganizationIds),
    indicator_ids: JSON.stringify(it.indicatorIds),
    depends_on_ids: JSON.stringify(it.dependsOnIds),
    group_id: it.groupId,
    starts_on: it.startsOn,
    ends_on: it.endsOn,
    status: it.status,
    resources: it.resources,
    milestones: JSON.stringify(it.milestones),
    note: it.note,
    visibility: it.visibility,
    removed_on: it.removedOn,
  };
  await tx
    .insertInto("activity")
    .values({ ...row, id: it.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
