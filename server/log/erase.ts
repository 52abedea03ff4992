import type { Kysely } from "kysely";
import type { DatabaseDriver } from "../db/driver.ts";
import type { Tables } from "../db/tables.ts";

/**
 * Erases what the log says of a record, in the caller's transaction: the events stay in the chain, their payloads and
 * salts go, so that nobody can even guess them. Answers the numbers of those events; the caller appends an event that
 * names them, else the chain no longer holds. Call `forgetOldBytes` after the commit.
 */
export async function erasePayloads(
  tx: Kysely<Tables>,
  initiativeId: string,
  recordId: string,
): Promise<number[]> {
  const events = await tx
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.initiative_id", "=", "event.initiative_id")
        .onRef("event_payload.seq", "=", "event.seq"),
    )
    .select("event.seq")
    .where("event.initiative_id", "=", initiativeId)
    // The record itself comes first in the list.
    .where("event.refs", "like", `["${recordId}"%`)
    .where("event_payload.payload", "is not", null)
    // What says that something was erased has to stay.
    .where("event.type", "not like", "%.erased")
    .orderBy("event.seq")
    .execute();
  const seqs = events.map(({ seq }) => seq);
  if (seqs.length > 0)
    await tx
      .updateTable("event_payload")
      .set({ salt: null, payload: null })
      .where("initiative_id", "=", initiativeId)
      .where("seq", "in", seqs)
      .execute();
  return seqs;
}

/**
 * Lets go of what SQLite still holds of rows that are gone: their pages are overwritten (`secure_delete`), and the
 * write-ahead log, which remembers how they were, is emptied. A libSQL server does this in its own time.
 */
export const forgetOldBytes = (driver: DatabaseDriver) => driver.exec("pragma wal_checkpoint(truncate)");
