import type { Kysely, Selectable } from "kysely";
import { parseDocumentName } from "../../shared/documents/name.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Who } from "../../shared/roles.ts";
import type { RecordKind } from "../../shared/threads/post.ts";
import { openActivity } from "../action-plans/queries.ts";
import { openCommitment } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import { openDecision } from "../decisions/queries.ts";
import { meetsNow } from "../decisions/scene.ts";
import { openDocument } from "../documents/access.ts";
import { openIndicator } from "../indicators/queries.ts";
import { openMeeting } from "../meetings/queries.ts";

type Db = Kysely<Tables>;

/** A record that a thread hangs under, found by somebody who may see it. */
export interface Hung {
  recordKind: RecordKind;
  /** As its page knows it. */
  of: string;
  thread: string;
  /** What is said here is seen by whoever sees this. */
  seenAs: string;
  /** It is spoken of in a meeting now. */
  isMeeting: boolean;
}

/** The only way to a thread: through its record, of one's own initiative and for one's eyes, or not found. */
export async function openRecord(db: Db, recordKind: RecordKind, of: string, who: Who): Promise<Hung> {
  const plain = (id: string, isMeeting = false): Hung => ({
    recordKind,
    of,
    thread: id,
    seenAs: id,
    isMeeting,
  });
  switch (recordKind) {
    case "agenda_item":
      return openItem(db, of, who);
    case "decision": {
      const { id, groupId } = await openDecision(db, of, who);
      return plain(id, await meetsNow(db, groupId));
    }
    case "commitment":
      return plain((await openCommitment(db, of, who)).id);
    case "indicator":
      return plain((await openIndicator(db, of, who)).id);
    case "activity":
      return plain((await openActivity(db, of, who)).id);
    case "passage":
      return openPassage(db, of, who);
  }
}

async function openItem(db: Db, of: string, who: Who): Promise<Hung> {
  const [meetingId = "", itemId = "", ...rest] = of.split("/");
  if (rest.length > 0)
    throw new AppError("invalid", "Say which agenda item is meant, as its meeting and itself.", {
      of: "Write it like mtg_…/itm_…",
    });
  const { id, status } = await openMeeting(db, meetingId, who);
  const item = await db
    .selectFrom("agenda_item")
    .selectAll()
    .where("meeting_id", "=", id)
    .where("id", "=", itemId)
    .executeTakeFirst();
  if (!item) throw notFound("agenda item");
  return hung(item, status === "live");
}

/** The name of the text that a passage stands in. */
export const documentOf = (of: string) => of.slice(0, of.indexOf("/"));

/** A passage is known by its text and by a name of its own, which whoever marks it makes. */
async function openPassage(db: Db, of: string, who: Who): Promise<Hung> {
  const document = documentOf(of);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(of.slice(document.length + 1))) throw notFound("passage");
  return { recordKind: "passage", of, thread: of, ...(await openText(db, document, who)) };
}

/** A text that partners write together, found by somebody who may read it: who sees what is said about it. */
export async function openText(db: Db, document: string, who: Who) {
  const name = parseDocumentName(document);
  const found = await openDocument(db, document, who).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "not_found" ? notFound("passage") : error;
  });
  if (name?.kind !== "notes") return { seenAs: found.name, isMeeting: false };
  const { id, status } = await openMeeting(db, name.meetingId, who);
  return { seenAs: id, isMeeting: status === "live" };
}

/** Every record of a page that a thread can hang under: the items of a meeting. */
export async function recordsUnder(db: Db, meetingId: string, who: Who): Promise<Hung[]> {
  const { id, status } = await openMeeting(db, meetingId, who);
  const items = await db
    .selectFrom("agenda_item")
    .selectAll()
    .where("meeting_id", "=", id)
    .orderBy("place")
    .execute();
  return items.map((it) => hung(it, status === "live"));
}

const hung = (item: Selectable<Tables["agenda_item"]>, isMeeting: boolean): Hung => ({
  recordKind: "agenda_item",
  of: `${item.meeting_id}/${item.id}`,
  thread: threadOf(item),
  seenAs: item.meeting_id,
  isMeeting,
});

/**
 * An item keeps its id when it moves, and so its thread. The ids that a browser makes name one item among all; the
 * short ones of a sample (`ag1`) do so only together with the meeting that they were first on.
 */
const threadOf = (item: Pick<Selectable<Tables["agenda_item"]>, "id" | "meeting_id" | "from_meeting_id">) =>
  item.id.startsWith("itm_") ? item.id : `${item.from_meeting_id ?? item.meeting_id}/${item.id}`;
