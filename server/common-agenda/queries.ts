import type { Kysely } from "kysely";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { Adoption, AgendaVersion, AgendaVersionText } from "../../shared/common-agenda/version.ts";
import { notFound } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { adoptionOf, versionOf, versionTextOf } from "./rows.ts";

/** What is said of the common agenda of one's initiative, and where its texts are. */
export async function readCommonAgenda(db: Kysely<Tables>, who: Who): Promise<CommonAgenda> {
  const agenda = await db
    .selectFrom("common_agenda")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!agenda) throw notFound("common agenda");
  const documents = await db
    .selectFrom("document")
    .where("initiative_id", "=", who.initiativeId)
    .where("kind", "=", "common-agenda")
    .select(["name", "language", "is_source"])
    .select((it) =>
      it
        .selectFrom("document_update")
        .whereRef("document_update.document", "=", "document.name")
        // The last row by key: no need to look at the others.
        .orderBy("document_update.seq", "desc")
        .limit(1)
        .select("document_update.at")
        .as("changed_at"),
    )
    .orderBy("is_source", "desc")
    .orderBy("language")
    .execute();
  return {
    title: { en: agenda.title_en, es: agenda.title_es },
    version: agenda.version,
    status: agenda.status,
    adoptedOn: agenda.adopted_on,
    nextReviewOn: agenda.next_review_on,
    sourceLanguage: agenda.source_language,
    versions: await versionsOf(db, who.initiativeId),
    adoptions: await adoptionsOf(db, who.initiativeId),
    documents: documents.map((it) => ({
      name: it.name,
      language: it.language,
      isSource: it.is_source === 1,
      mayEdit: may.editDocuments(who),
      changedAt: it.changed_at === null ? null : new Date(it.changed_at).toISOString(),
    })),
  };
}

/** All but its words: a list of them stays short. */
const told = [
  "id",
  "number",
  "place",
  "published_on",
  "published_by",
  "note",
  "decision_id",
  "hash",
] as const;

/** What was put to the partners, the newest first. */
async function versionsOf(db: Kysely<Tables>, initiativeId: string): Promise<AgendaVersion[]> {
  const rows = await db
    .selectFrom("agenda_version")
    .select(told)
    .where("initiative_id", "=", initiativeId)
    .orderBy("place", "desc")
    .execute();
  return rows.map(versionOf);
}

async function adoptionsOf(db: Kysely<Tables>, initiativeId: string): Promise<Adoption[]> {
  const rows = await db
    .selectFrom("agenda_adoption")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("seq")
    .execute();
  return rows.map(adoptionOf);
}

/** The version that is put to the partners now. */
export async function latestVersion(
  db: Kysely<Tables>,
  initiativeId: string,
): Promise<AgendaVersion | undefined> {
  const row = await db
    .selectFrom("agenda_version")
    .select(told)
    .where("initiative_id", "=", initiativeId)
    .orderBy("place", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && versionOf(row);
}

/** The last word of an organization. */
export async function lastAdoption(
  db: Kysely<Tables>,
  organizationId: string,
): Promise<Adoption | undefined> {
  const row = await db
    .selectFrom("agenda_adoption")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && adoptionOf(row);
}

/** A version with its words: of one's own initiative, or not found. */
export async function readVersion(db: Kysely<Tables>, id: string, who: Who): Promise<AgendaVersionText> {
  const row = await db
    .selectFrom("agenda_version")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!row) throw notFound("version");
  return versionTextOf(row);
}
