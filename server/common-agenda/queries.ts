import type { Kysely } from "kysely";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { notFound } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";

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
    documents: documents.map((it) => ({
      name: it.name,
      language: it.language,
      isSource: it.is_source === 1,
      mayEdit: may.editDocuments(who),
      changedAt: it.changed_at === null ? null : new Date(it.changed_at).toISOString(),
    })),
  };
}
