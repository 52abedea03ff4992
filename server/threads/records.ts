import type { Kysely, Selectable } from "kysely";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Who } from "../../shared/roles.ts";
import type { RecordKind } from "../../shared/threads/post.ts";
import type { Tables } from "../db/tables.ts";
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
}

/** The only way to a thread: through its record, of one's own initiative and for one's eyes, or not found. */
export async function openRecord(db: Db, recordKind: RecordKind, of: string, who: Who): Promise<Hung> {
  switch (recordKind) {
    case "agenda_item": {
      const [meetingId = "", itemId = "", ...rest] = of.split("/");
      if (rest.length > 0)
        throw new AppError("invalid", "Say which agenda item is meant, as its meeting and itself.", {
          of: "Write it like mtg_…/itm_…",
        });
      const { id } = await openMeeting(db, meetingId, who);
      const item = await db
        .selectFrom("agenda_item")
        .selectAll()
        .where("meeting_id", "=", id)
        .where("id", "=", itemId)
        .executeTakeFirst();
      if (!item) throw notFound("agenda item");
      return hung(item);
    }
  }
}

/** Every record of a page that a thread can hang under: the items of a meeting. */
export async function recordsUnder(db: Db, meetingId: string, who: Who): Promise<Hung[]> {
  const { id } = await openMeeting(db, meetingId, who);
  const items = await db
    .selectFrom("agenda_item")
    .selectAll()
    .where("meeting_id", "=", id)
    .orderBy("place")
    .execute();
  return items.map(hung);
}

const hung = (item: Selectable<Tables["agenda_item"]>): Hung => ({
  recordKind: "agenda_item",
  of: `${item.meeting_id}/${item.id}`,
  thread: threadOf(item),
  seenAs: item.meeting_id,
});

/**
 * An item keeps its id when it moves, and so its thread. The ids that a browser makes name one item among all; the
 * short ones of a sample (`ag1`) do so only together with the meeting that they were first on.
 */
const threadOf = (item: Pick<Selectable<Tables["agenda_item"]>, "id" | "meeting_id" | "from_meeting_id">) =>
  item.id.startsWith("itm_") ? item.id : `${item.from_meeting_id ?? item.meeting_id}/${item.id}`;
