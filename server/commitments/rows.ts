import type { Kysely, Selectable } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Tables } from "../db/tables.ts";
import { addToThread } from "../log/history.ts";

export const commitmentOf = (row: Selectable<Tables["commitment"]>): Commitment => ({
  id: row.id,
  number: row.number,
  what: row.what,
  ownerOrganizationId: row.owner_organization_id,
  ownerPersonId: row.owner_person_id,
  supportOrganizationIds: JSON.parse(row.support_organization_ids),
  status: row.status,
  dueOn: row.due_on,
  originalDueOn: row.original_due_on,
  needsHelp: row.needs_help === 1,
  activityId: row.activity_id,
  strategyIds: JSON.parse(row.strategy_ids),
  indicatorIds: JSON.parse(row.indicator_ids),
  contribution: row.contribution,
  visibility: row.visibility,
  groupId: row.group_id,
  fromMeetingId: row.from_meeting_id,
  fromItemId: row.from_item_id,
  fromDecisionId: row.from_decision_id,
  quote: row.quote,
  offeredBy: row.offered_by,
  offeredOn: row.offered_on,
  acceptedOn: row.accepted_on,
  closedOn: row.closed_on,
  outcomeNote: row.outcome_note,
  isOnBehalf: row.is_on_behalf === 1,
  timesMoved: row.times_moved,
  movedLate: row.moved_late === 1,
  handedOverBy: row.handed_over_by,
  version: row.version,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});

/** Keeps a commitment as it is now; `seq` is the event that made it so, if it is one of its own. */
export async function saveCommitment(tx: Kysely<Tables>, initiativeId: string, it: Commitment, seq?: number) {
  const row = {
    initiative_id: initiativeId,
    number: it.number,
    what: it.what,
    owner_organization_id: it.ownerOrganizationId,
    owner_person_id: it.ownerPersonId,
    support_organization_ids: JSON.stringify(it.supportOrganizationIds),
    strategy_ids: JSON.stringify(it.strategyIds),
    indicator_ids: JSON.stringify(it.indicatorIds),
    status: it.status,
    due_on: it.dueOn,
    original_due_on: it.originalDueOn,
    needs_help: it.needsHelp ? 1 : 0,
    activity_id: it.activityId,
    contribution: it.contribution,
    visibility: it.visibility,
    group_id: it.groupId,
    from_meeting_id: it.fromMeetingId,
    from_item_id: it.fromItemId,
    from_decision_id: it.fromDecisionId,
    quote: it.quote,
    offered_by: it.offeredBy,
    offered_on: it.offeredOn,
    accepted_on: it.acceptedOn,
    closed_on: it.closedOn,
    outcome_note: it.outcomeNote,
    is_on_behalf: it.isOnBehalf ? 1 : 0,
    times_moved: it.timesMoved,
    moved_late: it.movedLate ? 1 : 0,
    handed_over_by: it.handedOverBy,
    version: it.version,
    changed_by: it.changedBy,
    changed_at: it.changedAt,
  };
  await tx
    .insertInto("commitment")
    .values({ ...row, id: it.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  if (seq !== undefined) await addToThread(tx, it.id, seq);
}
