import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Insertable, Kysely } from "kysely";
import { agendaDocument } from "../../shared/documents/name.ts";
import { type Bilingual, type Language, languages } from "../../shared/languages.ts";
import type { Tables } from "../db/tables.ts";

/** All the rows that a new initiative begins with. */
export interface NewInitiative {
  initiative: Insertable<Tables["initiative"]>;
  organizations: Insertable<Tables["organization"]>[];
  people: Insertable<Tables["person"]>[];
  commonAgenda: Omit<Insertable<Tables["common_agenda"]>, "initiative_id">;
  /** The common agenda's text, one update a language: see `agendaTexts`. */
  texts: Record<Language, Uint8Array>;
}

/** Keeps a new initiative with its common agenda, in the caller's transaction. */
export async function openInitiative(tx: Kysely<Tables>, it: NewInitiative) {
  const { id, created_at } = it.initiative;
  await tx.insertInto("initiative").values(it.initiative).execute();
  for (const row of it.organizations) await tx.insertInto("organization").values(row).execute();
  for (const row of it.people) await tx.insertInto("person").values(row).execute();
  await tx
    .insertInto("common_agenda")
    .values({ ...it.commonAgenda, initiative_id: id })
    .execute();
  for (const language of languages)
    await tx
      .insertInto("document")
      .values({
        name: agendaDocument(id, language),
        initiative_id: id,
        kind: "common-agenda",
        language,
        is_source: language === it.commonAgenda.source_language ? 1 : 0,
        created_at,
        snapshot: it.texts[language],
        snapshot_seq: 0,
      })
      .execute();
}

/**
 * The documents of a common agenda with these sections, a heading above each. Written in a thread of its own that
 * ends with it: the editor is large, and needed only on this one day of an initiative's life.
 */
export async function agendaTexts(
  sections: readonly { heading: Bilingual; body: Bilingual }[],
): Promise<Record<Language, Uint8Array>> {
  const textIn = (language: Language) =>
    sections.map(({ heading, body }) => `## ${heading[language]}\n\n${body[language]}`).join("\n\n");
  const writer = new Worker(new URL("./agenda-writer.ts", import.meta.url), {
    workerData: [textIn("en"), textIn("es")],
  });
  const [[en, es]] = await once(writer, "message");
  return { en, es };
}
