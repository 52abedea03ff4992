import type { Kysely, Selectable, SelectQueryBuilder } from "kysely";
import { notFound } from "../../shared/errors.ts";
import type { Bilingual } from "../../shared/languages.ts";
import { may, type Who } from "../../shared/roles.ts";
import { wordingsOf } from "../../shared/threads/events.ts";
import {
  limits,
  type Passage,
  type Post,
  type ThreadCount,
  type ThreadPage,
  type ThreadQuery,
  type UnreadThread,
  type Wording,
} from "../../shared/threads/post.ts";
import { hiddenActivityIds } from "../action-plans/queries.ts";
import { hiddenCommitmentIds } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import { hiddenDecisionIds } from "../decisions/queries.ts";
import { hiddenIndicatorIds } from "../indicators/queries.ts";
import { readEventsAbout } from "../log/queries.ts";
import { hiddenMeetingIds } from "../meetings/queries.ts";
import { openOrganization } from "../organizations/queries.ts";
import { type Hung, openRecord, openText, recordsUnder } from "./records.ts";
import { postOf } from "./rows.ts";

type Db = Kysely<Tables>;

/** A part of a thread, as far as `who` may see it: the newest posts, or those before or after an event. */
export async function readThread(db: Db, asked: ThreadQuery, who: Who): Promise<ThreadPage> {
  const record = await openRecord(db, asked.recordKind, asked.of, who);
  const { seen, count, unread, readSeq } = await glance(db, record, who);
  const posts = postsIn(db, record, who).where("seen_as", "in", seen);
  const isOnwards = asked.after !== undefined;
  const [rows, status, organization] = await Promise.all([
    isOnwards
      ? posts.where("seq", ">", asked.after!).orderBy("seq").limit(limits.pageMax).execute()
      : posts
          .where("seq", "<", asked.before ?? Number.MAX_SAFE_INTEGER)
          .orderBy("seq", "desc")
          .limit(limits.pageMax)
          .execute(),
    statusOf(posts),
    openOrganization(db, who.organizationId, who),
  ]);
  const page = isOnwards ? rows : rows.reverse();
  const first = page[0]?.seq;
  const hasMore =
    !isOnwards &&
    first !== undefined &&
    (await posts.where("seq", "<", first).limit(1).executeTakeFirst()) !== undefined;
  return {
    items: [...(await answeredBy(posts, page)), ...page].map(postOf),
    ...(hasMore ? { next: first } : {}),
    thread: record.thread,
    count,
    unread,
    readSeq,
    status,
    isPrivateOnly: !may.speakHere(organization, record),
  };
}

/** What was said last of where things stand. */
async function statusOf(posts: Posts): Promise<Post | null> {
  const row = await posts
    .where("kind", "=", "status")
    .where("removed_at", "is", null)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? postOf(row) : null;
}

type Posts = ReturnType<typeof postsIn>;

/** The older posts that those on a page answer. */
async function answeredBy(posts: Posts, page: Selectable<Tables["post"]>[]) {
  const here = new Set(page.map((it) => it.id));
  const wanted = [...new Set(page.map((it) => it.reply_to))].filter((id) => id !== null && !here.has(id));
  return wanted.length === 0 ? [] : posts.where("id", "in", wanted).orderBy("seq").execute();
}

/** The threads in which something is new to `who`, wherever they hang. */
export async function unreadThreads(db: Db, who: Who): Promise<UnreadThread[]> {
  const rows = await forEyesOf(db.selectFrom("post").where("post.initiative_id", "=", who.initiativeId), who)
    .leftJoin("thread_reading", (join) =>
      join
        .onRef("thread_reading.record_kind", "=", "post.record_kind")
        .onRef("thread_reading.thread", "=", "post.thread")
        .on("thread_reading.person_id", "=", who.id),
    )
    .where("post.removed_at", "is", null)
    .where("post.by", "!=", who.id)
    .where(({ eb, fn, ref, val }) => eb("post.seq", ">", fn.coalesce(ref("thread_reading.seq"), val(0))))
    .select(["post.record_kind", "post.thread", "post.seen_as"])
    .select(({ fn }) => fn.countAll<number>().as("unread"))
    .groupBy(["post.record_kind", "post.thread", "post.seen_as"])
    .execute();
  const hidden = await hiddenPlaces(db, who, [...new Set(rows.map((it) => it.seen_as))]);
  const byThread = new Map<string, UnreadThread>();
  for (const { record_kind: recordKind, thread, seen_as, unread } of rows) {
    if (hidden.has(seen_as)) continue;
    const key = `${recordKind} ${thread}`;
    const was = byThread.get(key)?.unread ?? 0;
    byThread.set(key, { recordKind, thread, unread: was + unread });
  }
  return [...byThread.values()];
}

/** The post with which a passage was marked, whoever may read it. */
export const beganPassage = (db: Db, { thread }: Hung, who: Who) =>
  db
    .selectFrom("post")
    .select(["id", "private_to"])
    .where("initiative_id", "=", who.initiativeId)
    .where("record_kind", "=", "passage")
    .where("thread", "=", thread)
    .where("anchor", "is not", null)
    .executeTakeFirst();

/** The passages of a text that are spoken of, as far as `who` may see it, the oldest first. */
export async function passagesIn(db: Db, document: string, who: Who): Promise<Passage[]> {
  await openText(db, document, who);
  const posts = forEyesOf(
    db
      .selectFrom("post")
      .where("post.initiative_id", "=", who.initiativeId)
      .where("post.record_kind", "=", "passage")
      // Everything that begins with the document's name and a slash: "0" is the sign after it.
      .where("post.thread", ">", `${document}/`)
      .where("post.thread", "<", `${document}0`),
    who,
  );
  const spoken = await posts
    .leftJoin("thread_reading", (join) =>
      join
        .onRef("thread_reading.record_kind", "=", "post.record_kind")
        .onRef("thread_reading.thread", "=", "post.thread")
        .on("thread_reading.person_id", "=", who.id),
    )
    .where("post.removed_at", "is", null)
    .select(["post.thread"])
    .select(({ fn, eb, ref, val }) => [
      fn.countAll<number>().as("count"),
      fn.max("post.seq").as("last"),
      fn
        .sum<number>(
          eb
            .case()
            .when(
              eb.and([
                eb("post.seq", ">", fn.coalesce(ref("thread_reading.seq"), val(0))),
                eb("post.by", "!=", who.id),
              ]),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as("unread"),
    ])
    .groupBy("post.thread")
    .orderBy("last", "desc")
    .limit(limits.passagesMax)
    .execute();
  if (spoken.length === 0) return [];
  const threads = spoken.map((it) => it.thread);
  const [marks, lasts] = await Promise.all([
    posts.selectAll().where("post.anchor", "is not", null).where("post.thread", "in", threads).execute(),
    db
      .selectFrom("post")
      .select(["thread", "at", "by"])
      .where("initiative_id", "=", who.initiativeId)
      .where(
        "seq",
        "in",
        spoken.map((it) => it.last),
      )
      .execute(),
  ]);
  const markBy = new Map(marks.map((it) => [it.thread, postOf(it)]));
  const lastBy = new Map(lasts.map((it) => [it.thread, it]));
  return spoken
    .flatMap(({ thread, count, unread }): Passage[] => {
      const mark = markBy.get(thread);
      const last = lastBy.get(thread);
      if (!mark?.anchor || !last) return [];
      const { id, quote, anchor, quoteStood, by, at } = mark;
      const when = { by, at, postId: id, lastAt: last.at, lastBy: last.by };
      return [{ of: thread, quote: quote ?? "", anchor, quoteStood, ...when, count, unread }];
    })
    .sort((a, b) => a.at - b.at || (a.of < b.of ? -1 : 1));
}

/** How much is said under each item of a meeting, and how much of it is new to `who`. */
export async function countThreads(db: Db, meetingId: string, who: Who): Promise<ThreadCount[]> {
  const records = await recordsUnder(db, meetingId, who);
  return Promise.all(
    records.map(async (record) => {
      const { count, unread } = await glance(db, record, who);
      return { of: record.of, thread: record.thread, count, unread };
    }),
  );
}

/**
 * Where the posts of a thread that `who` may see were said, how many there are, and what is new to them. An item that
 * moved brings along what was said elsewhere; that stays for those who saw it there.
 */
async function glance(db: Db, record: Hung, who: Who) {
  const [places, reading] = await Promise.all([
    postsIn(db, record, who)
      .where("seen_as", "!=", record.seenAs)
      .clearSelect()
      .select("seen_as")
      .distinct()
      .execute(),
    db
      .selectFrom("thread_reading")
      .select("seq")
      .where("person_id", "=", who.id)
      .where("record_kind", "=", record.recordKind)
      .where("thread", "=", record.thread)
      .executeTakeFirst(),
  ]);
  const ids = places.map((it) => it.seen_as);
  const hidden = await hiddenPlaces(db, who, ids);
  const seen = [record.seenAs, ...ids.filter((id) => !hidden.has(id))];
  const readSeq = reading?.seq ?? 0;
  const counted = await postsIn(db, record, who)
    .clearSelect()
    .where("seen_as", "in", seen)
    .where("removed_at", "is", null)
    .select(({ fn, eb }) => [
      fn.countAll<number>().as("count"),
      fn
        .sum<number | null>(
          eb
            .case()
            .when(eb.and([eb("seq", ">", readSeq), eb("by", "!=", who.id)]))
            .then(1)
            .else(0)
            .end(),
        )
        .as("unread"),
    ])
    .executeTakeFirstOrThrow();
  return { seen, readSeq, count: counted.count, unread: counted.unread ?? 0 };
}

const postsIn = (db: Db, { recordKind, thread }: Hung, who: Who) =>
  forEyesOf(
    db
      .selectFrom("post")
      .selectAll()
      .where("initiative_id", "=", who.initiativeId)
      .where("record_kind", "=", recordKind)
      .where("thread", "=", thread),
    who,
  );

/** Without what others wrote to the backbone alone: see `may.seePrivate`. */
function forEyesOf<Output>(posts: SelectQueryBuilder<Tables, "post", Output>, who: Who) {
  if (who.role === "backbone") return posts;
  return posts.where(({ eb, or }) =>
    or([
      eb("post.private_to", "is", null),
      ...(may.seePrivate(who, who.organizationId) ? [eb("post.private_to", "=", who.organizationId)] : []),
    ]),
  );
}

/** Those among the records that decide over posts which `who` may not see. */
async function hiddenPlaces(db: Db, who: Who, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const hidden = await Promise.all([
    hiddenMeetingIds(db, who, ids),
    hiddenCommitmentIds(db, who, ids),
    hiddenDecisionIds(db, who, ids),
    hiddenIndicatorIds(db, who, ids),
    hiddenActivityIds(db, who, ids),
  ]);
  const plans = may.readPlans(who) ? [] : ids.filter((id) => id.startsWith("plan:"));
  return new Set([...hidden.flat(), ...plans]);
}

/** The only way to hold a post: of one's own initiative and for one's eyes, or not found. */
export async function openPost(db: Db, id: string, who: Who): Promise<Post> {
  const row = await db
    .selectFrom("post")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!row || isSecret(row, who) || (await hiddenPlaces(db, who, [row.seen_as])).has(row.seen_as))
    throw notFound("post");
  return postOf(row);
}

/** What a post said before it was edited, and what it says now. Words that were taken away are nobody's to read. */
export async function readWordings(db: Db, id: string, who: Who): Promise<Wording[]> {
  const { seq, removedAt } = await openPost(db, id, who);
  if (removedAt !== null) return [];
  const events = await readEventsAbout(db, who.initiativeId, { ids: [id], from: seq });
  return wordingsOf(events as Parameters<typeof wordingsOf>[0]);
}

const isSecret = ({ private_to: to }: Pick<Selectable<Tables["post"]>, "private_to">, who: Who) =>
  to !== null && !may.seePrivate(who, to);

/** Which of these ids name a post that `who` may not see, for the log. */
export async function hiddenPostIds(db: Db, who: Who, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("post")
    .select(["id", "seen_as", "private_to"])
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  const hidden = await hiddenPlaces(db, who, [...new Set(rows.map((it) => it.seen_as))]);
  return rows.filter((it) => isSecret(it, who) || hidden.has(it.seen_as)).map((it) => it.id);
}

/** What the posts among `ids` hang under, by its name: an agenda item, or its meeting when it is gone from there. */
export async function postNames(
  db: Db,
  initiativeId: string,
  ids: readonly string[],
): Promise<[string, Bilingual][]> {
  const posts = await db
    .selectFrom("post")
    .leftJoin("meeting", "meeting.id", "post.seen_as")
    .leftJoin("decision", "decision.id", "post.seen_as")
    .leftJoin("commitment", "commitment.id", "post.seen_as")
    .leftJoin("indicator", "indicator.id", "post.seen_as")
    .leftJoin("activity", "activity.id", "post.seen_as")
    .leftJoin("document", "document.name", "post.seen_as")
    .leftJoin("partner_group", "partner_group.id", "document.group_id")
    .select(["partner_group.name_en as plan_en", "partner_group.name_es as plan_es"])
    .select(["post.id", "post.record_kind", "post.thread", "post.seen_as"])
    .select(["meeting.title as meeting", "decision.title as decision", "commitment.what as commitment"])
    .select("activity.title as activity")
    .select(["indicator.name_en", "indicator.name_es"])
    .where("post.initiative_id", "=", initiativeId)
    .where("post.id", "in", ids)
    .execute();
  if (posts.length === 0) return [];
  const items = await db
    .selectFrom("agenda_item")
    .select(["id", "meeting_id", "title"])
    .where("meeting_id", "in", [...new Set(posts.map((it) => it.seen_as))])
    .execute();
  const itemBy = new Map(items.map((it) => [`${it.meeting_id}/${it.id}`, it.title]));
  return posts.map((it): [string, Bilingual] => {
    if (it.name_en !== null) return [it.id, { en: it.name_en, es: it.name_es ?? it.name_en }];
    if (it.plan_en !== null)
      return [it.id, { en: `the action plan of ${it.plan_en}`, es: `el plan de acción de ${it.plan_es}` }];
    if (it.record_kind === "passage" && it.meeting === null)
      return [it.id, { en: "the common agenda", es: "la agenda común" }];
    const item = itemBy.get(`${it.seen_as}/${it.thread.split("/").at(-1)}`);
    const name = item ?? it.meeting ?? it.decision ?? it.commitment ?? it.activity ?? "—";
    return [it.id, { en: name, es: name }];
  });
}
