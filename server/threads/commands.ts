import type { Kysely } from "kysely";
import { AppError, notFound } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import { apply, type ThreadEvent } from "../../shared/threads/events.ts";
import { limits, type NewPost, type Post, type PostChange, type Reading } from "../../shared/threads/post.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { type Append, commit } from "../log/commit.ts";
import { openPost } from "./queries.ts";
import { type Hung, openRecord } from "./records.ts";

type Tx = Kysely<Tables>;

/** Writes a post. The same post sent twice is one. */
export async function writePost(deps: Deps, asked: NewPost, who: Who): Promise<Post> {
  return commit(deps, who.initiativeId, async (tx, append) => {
    const { id, recordKind, of, kind, text } = asked;
    const record = await openRecord(tx, recordKind, of, who);
    const made = await alreadyWritten(tx, id, record, who);
    if (made) return made;
    await mustNotFlood(tx, record, who, deps.now());
    const mentionIds = await mentioned(tx, asked.mentionIds, who);
    const replyTo = asked.replyTo === null ? null : await rootOf(tx, asked.replyTo, record, who);
    const { thread, seenAs } = record;
    const data = { recordKind, thread, seenAs, replyTo, kind, text, mentionIds };
    return keep(
      tx,
      append,
      undefined,
      { type: "thread.posted", data },
      [id, seenAs, thread],
      who,
      deps.now(),
    );
  });
}

/** Says a post of one's own anew; that it was edited is shown. */
export async function editPost(
  deps: Deps,
  id: string,
  { version, ...said }: PostChange,
  who: Who,
): Promise<Post> {
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openPost(tx, id, who);
    if (was.by !== who.id)
      throw new AppError("forbidden", "Only who wrote a post edits it. Reply to it instead.");
    if (was.removedAt !== null)
      throw new AppError("conflict", "This post was taken away. Write a new one instead.");
    const data = { ...said, mentionIds: await mentioned(tx, said.mentionIds, who) };
    const { kind, text, mentionIds } = was;
    if (JSON.stringify(data) === JSON.stringify({ kind, text, mentionIds })) return was;
    if (was.version !== version)
      throw new AppError(
        "conflict",
        "You edited this post in another window. Look at it as it is now, then decide.",
      );
    return keep(tx, append, was, { type: "thread.edited", data }, refsOf(was), who, deps.now());
  });
}

/** Takes a post away; that one was here stays, and so do the replies. What is gone already stays gone. */
export async function removePost(deps: Deps, id: string, who: Who): Promise<Post> {
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openPost(tx, id, who);
    if (!may.removePost(who, was))
      throw new AppError(
        "forbidden",
        "Who wrote a post takes it away, or the backbone does. Ask one of them.",
      );
    if (was.removedAt !== null) return was;
    return keep(tx, append, was, { type: "thread.removed", data: {} }, refsOf(was), who, deps.now());
  });
}

/** Notes how far somebody has read; reading does not go backwards. */
export async function noteReading(deps: Pick<Deps, "db">, { recordKind, of, seq }: Reading, who: Who) {
  const { thread } = await openRecord(deps.db, recordKind, of, who);
  await deps.db
    .insertInto("thread_reading")
    .values({ person_id: who.id, record_kind: recordKind, thread, seq })
    .onConflict((conflict) =>
      conflict
        .columns(["person_id", "record_kind", "thread"])
        .doUpdateSet({ seq })
        .where("thread_reading.seq", "<", seq),
    )
    .execute();
}

async function alreadyWritten(tx: Tx, id: string, record: Hung, who: Who): Promise<Post | undefined> {
  const taken = await tx
    .selectFrom("post")
    .select(["initiative_id", "by", "thread"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!taken) return undefined;
  if (taken.initiative_id === who.initiativeId && taken.by === who.id && taken.thread === record.thread)
    return openPost(tx, id, who);
  throw new AppError("conflict", "This id belongs to another post. Make a new one and send it again.", {
    id: "Make a new id.",
  });
}

const minuteMs = 60_000;

/** Refuses what no thread of people needs: so many posts in one, or of one person at once. */
async function mustNotFlood(tx: Tx, { recordKind, thread }: Hung, who: Who, now: number) {
  const { here } = await tx
    .selectFrom("post")
    .select(({ fn }) => fn.countAll<number>().as("here"))
    .where("initiative_id", "=", who.initiativeId)
    .where("record_kind", "=", recordKind)
    .where("thread", "=", thread)
    .executeTakeFirstOrThrow();
  if (here >= limits.postsPerThreadMax)
    throw new AppError(
      "conflict",
      `A thread holds ${limits.postsPerThreadMax} posts. Go on under another agenda item.`,
    );
  const { lately } = await tx
    .selectFrom("post")
    .select(({ fn }) => fn.countAll<number>().as("lately"))
    .where("initiative_id", "=", who.initiativeId)
    .where("by", "=", who.id)
    .where("at", ">", now - minuteMs)
    .executeTakeFirstOrThrow();
  if (lately >= limits.postsPerMinuteMax)
    throw new AppError(
      "too_many",
      "You wrote a lot at once. Wait a minute, then send it again.",
      {},
      minuteMs / 1000,
    );
}

/** The people and organizations of this initiative among `ids`, each once: nobody else can be named. */
async function mentioned(tx: Tx, ids: readonly string[], who: Who): Promise<string[]> {
  if (ids.length === 0) return [];
  const of = (table: "person" | "organization") =>
    tx
      .selectFrom(table)
      .select("id")
      .where("initiative_id", "=", who.initiativeId)
      .where("id", "in", [...ids])
      .execute();
  const known = new Set([...(await of("person")), ...(await of("organization"))].map((it) => it.id));
  return [...new Set(ids)].filter((id) => known.has(id));
}

/** The post that an answer stands under: the one it answers, or the one which that one answers. */
async function rootOf(tx: Tx, id: string, record: Hung, who: Who): Promise<string> {
  const post = await openPost(tx, id, who);
  if (post.thread !== record.thread || post.recordKind !== record.recordKind) throw notFound("post");
  return post.replyTo ?? post.id;
}

const refsOf = ({ id, seenAs, thread }: Post) => [id, seenAs, thread];

async function keep(
  tx: Tx,
  append: Append,
  was: Post | undefined,
  said: { type: ThreadEvent["type"]; data: object },
  refs: string[],
  who: Who,
  at: number,
): Promise<Post> {
  const event = { ...said, by: who.id, refs, at };
  const { seq } = await append(event as Parameters<Append>[0]);
  const post = apply(was, { ...event, seq } as unknown as ThreadEvent);
  const row = {
    initiative_id: who.initiativeId,
    record_kind: post.recordKind,
    thread: post.thread,
    seen_as: post.seenAs,
    reply_to: post.replyTo,
    kind: post.kind,
    text: post.text,
    mention_ids: JSON.stringify(post.mentionIds),
    by: post.by,
    seq: post.seq,
    at: post.at,
    edited_at: post.editedAt,
    removed_at: post.removedAt,
    removed_by: post.removedBy,
    version: post.version,
  };
  await tx
    .insertInto("post")
    .values({ ...row, id: post.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  return post;
}
