import type { Kysely, Selectable } from "kysely";
import { agendaDocument } from "../../shared/documents/name.ts";
import { type Bilingual, type Language, languages } from "../../shared/languages.ts";
import type { Tables } from "../db/tables.ts";
import { writeTexts } from "../documents/write.ts";
import type { NewEvent } from "../log/append.ts";
import type { AppendAll } from "../log/commit.ts";
import { organizationOf } from "../organizations/queries.ts";
import { initiativeRecordOf } from "./queries.ts";

/** All the rows that a new initiative begins with. */
export interface NewInitiative {
  initiative: Selectable<Tables["initiative"]>;
  organizations: Selectable<Tables["organization"]>[];
  people: Selectable<Tables["person"]>[];
  commonAgenda: Omit<Selectable<Tables["common_agenda"]>, "initiative_id">;
  /** The common agenda's text, one update a language: see `agendaTexts`. */
  texts: Record<Language, Uint8Array>;
  /** Who opened it: a person of `people`. */
  by: string;
  /** When an organization was added, in milliseconds, if not now. */
  addedAt?: (organization: Selectable<Tables["organization"]>) => number;
}

/** Keeps a new initiative with its common agenda, and how it began, in the transaction of a command. */
export async function openInitiative(tx: Kysely<Tables>, appendAll: AppendAll, it: NewInitiative) {
  const { id, created_at } = it.initiative;
  await tx.insertInto("initiative").values(it.initiative).execute();
  await tx.insertInto("organization").values(it.organizations).execute();
  await tx.insertInto("person").values(it.people).execute();
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
        meeting_id: null,
        language,
        is_source: language === it.commonAgenda.source_language ? 1 : 0,
        created_at,
        snapshot: it.texts[language],
        snapshot_seq: 0,
        group_id: null,
        read_seq: 0,
      })
      .execute();
  await appendAll(beginningOf(it));
}

/** What happened until now, in the order of time. */
function beginningOf({ initiative, organizations, people, by, addedAt }: NewInitiative): NewEvent[] {
  const at = (organizationId: string) => {
    const organization = organizations.find(({ id }) => id === organizationId)!;
    return addedAt?.(organization) ?? initiative.created_at;
  };
  const { id, ...begun } = initiativeRecordOf(initiative);
  const events: (NewEvent & { at: number })[] = [
    {
      type: "initiative.begun",
      by,
      refs: [id],
      data: begun,
      at: Math.min(...organizations.map((it) => at(it.id))),
    },
    ...organizations.map((row) => {
      const { id, ...added } = organizationOf(row);
      return { type: "organization.added", by, refs: [id], data: added, at: at(id) };
    }),
    ...people.flatMap((row) => {
      const { id, organization_id: organizationId, name, email, role, language } = row;
      const data = { organizationId, name, email, role, language };
      const invited = {
        type: "person.invited",
        by,
        refs: [id, organizationId],
        data,
        at: at(organizationId),
      };
      return row.first_signed_in_at === null
        ? [invited]
        : [invited, { ...invited, type: "person.came_in", by: id, refs: [id], data: {} }];
    }),
  ];
  return events.sort((a, b) => a.at - b.at);
}

type Sections = readonly { heading: Bilingual; body: Bilingual }[];

/** What a common agenda with these sections says, a heading above each: English, then Spanish. */
export const agendaMarkdown = (sections: Sections) =>
  (["en", "es"] as const).map((language) =>
    sections.map(({ heading, body }) => `## ${heading[language]}\n\n${body[language]}`).join("\n\n"),
  );

/** The documents of a common agenda with these sections. */
export async function agendaTexts(sections: Sections): Promise<Record<Language, Uint8Array>> {
  const [en, es] = await writeTexts(agendaMarkdown(sections));
  return { en: en!, es: es! };
}
