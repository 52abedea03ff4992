import type { Kysely, Selectable } from "kysely";
import type { CheckIn } from "../../shared/overview/check-in.ts";
import type { Tables } from "../db/tables.ts";

/** A check-in from its row. */
export const checkInOf = (row: Selectable<Tables["check_in"]>): CheckIn => ({
  id: row.id,
  organizationId: row.organization_id,
  on: row.contact_on,
  way: row.way,
  note: row.note,
  nextOn: row.next_on,
  by: row.by,
  seq: row.seq,
  isRemoved: row.is_removed === 1,
});

/** Keeps a check-in as it is now. */
export async function saveCheckIn(tx: Kysely<Tables>, initiativeId: string, it: CheckIn) {
  const row = {
    initiative_id: initiativeId,
    organization_id: it.organizationId,
    contact_on: it.on,
    way: it.way,
    note: it.note,
    next_on: it.nextOn,
    by: it.by,
    seq: it.seq,
    is_removed: it.isRemoved ? 1 : 0,
  };
  await tx
    .insertInto("check_in")
    .values({ ...row, id: it.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
