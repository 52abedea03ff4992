import type { Kysely, Selectable } from "kysely";
import type { Adoption, AgendaVersion, AgendaVersionText } from "../../shared/common-agenda/version.ts";
import type { Tables } from "../db/tables.ts";

/** A version without its words, as lists tell it. */
export const versionOf = (
  row: Omit<Selectable<Tables["agenda_version"]>, "texts" | "initiative_id">,
): AgendaVersion => ({
  id: row.id,
  number: row.number,
  place: row.place,
  publishedOn: row.published_on,
  byPersonId: row.published_by,
  note: row.note,
  decisionId: row.decision_id,
  hash: row.hash,
});

/** A version with its words, as its events make it. */
export const versionTextOf = (row: Selectable<Tables["agenda_version"]>): AgendaVersionText => ({
  ...versionOf(row),
  texts: JSON.parse(row.texts),
});

/** An adoption as its event makes it. */
export const adoptionOf = (row: Selectable<Tables["agenda_adoption"]>): Adoption => ({
  id: row.id,
  organizationId: row.organization_id,
  versionId: row.version_id,
  kind: row.kind,
  reason: row.reason,
  on: row.adopted_on,
  byPersonId: row.adopted_by,
  isOnBehalf: row.on_behalf === 1,
  seq: row.seq,
});

/** Keeps a version as it is now. */
export async function saveVersion(tx: Kysely<Tables>, initiativeId: string, it: AgendaVersionText) {
  const row = {
    id: it.id,
    initiative_id: initiativeId,
    number: it.number,
    place: it.place,
    published_on: it.publishedOn,
    published_by: it.byPersonId,
    note: it.note,
    decision_id: it.decisionId,
    hash: it.hash,
    texts: JSON.stringify(it.texts),
  };
  await tx
    .insertInto("agenda_version")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

/** Keeps an adoption as it is now. */
export async function saveAdoption(tx: Kysely<Tables>, initiativeId: string, it: Adoption) {
  const row = {
    id: it.id,
    initiative_id: initiativeId,
    organization_id: it.organizationId,
    version_id: it.versionId,
    kind: it.kind,
    reason: it.reason,
    adopted_on: it.on,
    adopted_by: it.byPersonId,
    on_behalf: it.isOnBehalf ? 1 : 0,
    seq: it.seq,
  };
  await tx
    .insertInto("agenda_adoption")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
