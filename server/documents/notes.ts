import type { Kysely } from "kysely";
import { notesDocument } from "../../shared/documents/name.ts";
import type { Language } from "../../shared/languages.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import type { Access } from "./access.ts";
import { writeOutline } from "./write.ts";

export interface NewNotes {
  meetingId: string;
  initiativeId: string;
  /** The language they are first written in: the initiative's own. */
  language: Language;
  /** Milliseconds since 1970. */
  at: number;
  /** What they begin with, of `writeTexts` or `writeOutline`; one empty line when nothing is said. */
  text?: Uint8Array;
}

/** Makes the notes of a meeting, in the transaction that makes the meeting. Asked for again, it changes nothing. */
export async function openNotes(tx: Kysely<Tables>, it: NewNotes) {
  await tx
    .insertInto("document")
    .values({
      name: notesDocument(it.meetingId),
      initiative_id: it.initiativeId,
      kind: "notes",
      meeting_id: it.meetingId,
      language: it.language,
      is_source: 1,
      created_at: it.at,
      snapshot: it.text ?? writeOutline([]),
      snapshot_seq: 0,
      group_id: null,
      read_seq: 0,
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
}

/**
 * Whoever has the notes of a meeting open is asked again what they may do. To be called after the commit that closes
 * or cancels a meeting, or changes its group or who can see it.
 */
export const notesAccessChanged = (access: Access, meetingId: string) =>
  access.changed({ documentName: notesDocument(meetingId) });

/** Gives notes to every meeting that an earlier version scheduled without them: its agenda as headings. */
export async function openMissingNotes({ db, now }: Pick<Deps, "db" | "now">) {
  const meetings = await db
    .selectFrom("meeting")
    .innerJoin("initiative", "initiative.id", "meeting.initiative_id")
    .leftJoin("document", "document.meeting_id", "meeting.id")
    .where("document.name", "is", null)
    .select(["meeting.id", "meeting.initiative_id", "initiative.default_language"])
    .execute();
  for (const { id, initiative_id, default_language } of meetings) {
    const agenda = await db
      .selectFrom("agenda_item")
      .where("meeting_id", "=", id)
      .orderBy("place")
      .select(["id", "title"])
      .execute();
    await openNotes(db, {
      meetingId: id,
      initiativeId: initiative_id,
      language: default_language,
      at: now(),
      text: writeOutline(agenda),
    });
  }
}
