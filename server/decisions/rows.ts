import type { Kysely, Selectable } from "kysely";
import type { Decision, Position } from "../../shared/decisions/decision.ts";
import type { Tables } from "../db/tables.ts";

type Row = Selectable<Tables["decision"]>;

/** A decision from its row and what organizations said of it, in order. */
export const decisionOf = (row: Row, said: readonly Selectable<Tables["position"]>[]): Decision => ({
  id: row.id,
  number: row.number,
  title: row.title,
  groupId: row.group_id,
  status: row.status,
  method: row.method,
  visibility: row.visibility,
  raisedByOrganizationId: row.raised_by_organization_id,
  context: row.context,
  options: JSON.parse(row.options),
  chosenOptionId: row.chosen_option_id,
  proposal: row.proposal,
  proposalVersion: row.proposal_version,
  openedOn: row.opened_on,
  respondBy: row.respond_by,
  decidedOn: row.decided_on,
  decidedAtMeetingId: row.decided_at_meeting_id,
  quorum: row.quorum === null ? null : JSON.parse(row.quorum),
  outcome: row.outcome,
  reviewOn: row.review_on,
  indicatorIds: JSON.parse(row.indicator_ids),
  strategyIds: JSON.parse(row.strategy_ids),
  supersedesId: row.supersedes_id,
  fromMeetingId: row.from_meeting_id,
  fromItemId: row.from_item_id,
  quote: row.quote,
  daysMin: row.days_min,
  changes: JSON.parse(row.changes),
  passage: row.passage === null ? null : JSON.parse(row.passage),
  closing: row.closing === null ? null : JSON.parse(row.closing),
  corrections: JSON.parse(row.corrections),
  reviews: JSON.parse(row.reviews),
  supersededById: row.superseded_by_id,
  positions: positionsOf(said),
  openedBy: row.opened_by,
  version: row.version,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});

/** Where each organization stands, and what it said before. */
function positionsOf(rows: readonly Selectable<Tables["position"]>[]): Position[] {
  const byOrganization = Map.groupBy(rows, (it) => it.organization_id);
  return [...byOrganization].map(([organizationId, its]) => {
    const said = its.map((it) => ({
      position: it.position,
      reason: it.reason,
      proposalVersion: it.proposal_version,
      byPersonId: it.by_person_id,
      on: it.given_on,
      isOnBehalf: it.is_on_behalf === 1,
      level: it.level,
    }));
    return { organizationId, ...said.at(-1)!, earlier: said.slice(0, -1) };
  });
}

/** These decisions with their positions, in the order of the rows. */
export async function withPositions(db: Kysely<Tables>, rows: readonly Row[]): Promise<Decision[]> {
  const ids = rows.map((it) => it.id);
  const said =
    ids.length === 0
      ? []
      : await db
          .selectFrom("position")
          .selectAll()
          .where("decision_id", "in", ids)
          .orderBy("place")
          .execute();
  const saidOf = Map.groupBy(said, (it) => it.decision_id);
  return rows.map((row) => decisionOf(row, saidOf.get(row.id) ?? []));
}

/** Keeps a decision as it is now, with every position that was given. */
export async function saveDecision(tx: Kysely<Tables>, initiativeId: string, it: Decision) {
  const row = {
    initiative_id: initiativeId,
    number: it.number,
    title: it.title,
    group_id: it.groupId,
    status: it.status,
    method: it.method,
    visibility: it.visibility,
    raised_by_organization_id: it.raisedByOrganizationId,
    context: it.context,
    options: JSON.stringify(it.options),
    chosen_option_id: it.chosenOptionId,
    proposal: it.proposal,
    proposal_version: it.proposalVersion,
    opened_on: it.openedOn,
    respond_by: it.respondBy,
    decided_on: it.decidedOn,
    decided_at_meeting_id: it.decidedAtMeetingId,
    quorum: it.quorum && JSON.stringify(it.quorum),
    outcome: it.outcome,
    review_on: it.reviewOn,
    indicator_ids: JSON.stringify(it.indicatorIds),
    strategy_ids: JSON.stringify(it.strategyIds),
    supersedes_id: it.supersedesId,
    from_meeting_id: it.fromMeetingId,
    from_item_id: it.fromItemId,
    quote: it.quote,
    days_min: it.daysMin,
    changes: JSON.stringify(it.changes),
    passage: it.passage && JSON.stringify(it.passage),
    closing: it.closing && JSON.stringify(it.closing),
    corrections: JSON.stringify(it.corrections),
    reviews: JSON.stringify(it.reviews),
    superseded_by_id: it.supersededById,
    opened_by: it.openedBy,
    version: it.version,
    changed_by: it.changedBy,
    changed_at: it.changedAt,
  };
  await tx
    .insertInto("decision")
    .values({ ...row, id: it.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  await tx.deleteFrom("position").where("decision_id", "=", it.id).execute();
  const said = it.positions.flatMap(({ organizationId, earlier, ...now }) =>
    [...earlier, now].map((one) => ({ organizationId, ...one })),
  );
  const rows = said.map((one, place) => ({
    decision_id: it.id,
    place,
    organization_id: one.organizationId,
    position: one.position,
    reason: one.reason,
    proposal_version: one.proposalVersion,
    by_person_id: one.byPersonId,
    given_on: one.on,
    is_on_behalf: one.isOnBehalf ? 1 : 0,
    level: one.level,
  }));
  if (rows.length > 0) await tx.insertInto("position").values(rows).execute();
}
