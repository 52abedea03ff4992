import type { Kysely } from "kysely";
import { hasWords } from "../../shared/documents/plain-words.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import { apply, type ThreadEvent } from "../../shared/threads/events.ts";
import {
  limits,
  type NewPost,
  type Post,
  type PostChange,
  type PostKind,
  type Reading,
} from "../../shared/threads/post.ts";
import { openCommitment } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import { openDecision } from "../decisions/queries.ts";
import type { Deps } from "../deps.ts";
import { openIndicator } from "../indicators/queries.ts";
import { type Append, commit } from "../log/commit.ts";
import { openOrganization } from "../organizations/queries.ts";
import { mailMentions } from "./mentions.ts";
import { beganPassage, openPost } from "./queries.ts";
import { documentOf, type Hung, openRecord } from "./records.ts";
import { savePost } from "./rows.ts";

type Tx = Kysely<Tables>;

/** Writes a post. The same post sent twice is one. */
export async function writePost(deps: Deps, asked: NewPost, who: Who): Promise<Post> {
  const quoteStood = await standsInText(deps, asked, who);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const { id, recordKind, of, kind, text } = asked;
    const record = await openRecord(tx, recordKind, of, who);
    const made = await alreadyWritten(tx, id, record, who);
    if (made) return made;
    await mustNotFlood(tx, record, who, deps.now());
    mustBeTheirs(kind, who);
    const mentionIds = await mentioned(tx, asked.mentionIds, who);
    const recordIds = await brought(tx, asked.recordIds, who);
    const passage = recordKind === "passage" ? await passageOf(tx, asked, record, who) : undefined;
    const root = asked.replyTo === null ? undefined : await rootOf(tx, asked.replyTo, record, who);
    // What answers something that is not for everybody is not for everybody either.
    const privateTo = root?.privateTo ?? passage?.privateTo ?? (asked.isPrivate ? who.organizationId : null);
    const organization = await openOrganization(tx, who.organizationId, who);
    if (privateTo === null && !may.speakHere(organization, record))
      throw new AppError(
        "forbidden",
        `Between meetings, ${organization.shortName} reads, and comments to the backbone. Send this to the backbone alone.`,
      );
    const { thread, seenAs } = record;
    const data = {
      recordKind,
      thread,
      seenAs,
      replyTo: root?.id ?? null,
      kind,
      text,
      mentionIds,
      recordIds,
      privateTo,
      ...(passage?.marks && { ...passage.marks, ...(quoteStood !== undefined && { quoteStood }) }),
    };
    const refs = [id, seenAs, thread];
    const post = await keep(tx, append, undefined, { type: "thread.posted", data }, refs, who, deps.now());
    await mailMentions(deps, tx, post, record, who);
    return post;
  }).then((post) => {
    deps.mail.wake();
    return post;
  });
}

/**
 * Which words a thread is about: the first post says it, and those after it are about the same. What began before the
 * backbone's eyes alone stays there.
 */
async function passageOf(tx: Tx, { passage }: NewPost, record: Hung, who: Who) {
  const began = await beganPassage(tx, record, who);
  if (began) return { privateTo: began.private_to };
  if (!passage)
    throw new AppError("invalid", "Choose the words of the text that you want to speak about.", {
      passage: "Say which words, and where they are.",
    });
  const { quote, from, to } = passage;
  return { privateTo: null, marks: { quote, anchor: { from, to } } };
}

/**
 * Whether the words that somebody chose stand in the text now. Who wrote offline or kept their words for a while may
 * honestly quote what has changed since, so that nothing is refused: who reads is told that the server did not find it.
 * Asked before the transaction, which is not to wait for a document to be read.
 */
async function standsInText(deps: Deps, { recordKind, of, passage }: NewPost, who: Who) {
  if (recordKind !== "passage" || !passage) return undefined;
  await openRecord(deps.db, recordKind, of, who);
  const { store, jobs } = deps.documents;
  try {
    const { snapshot, updates } = await store.load(documentOf(of));
    return hasWords(await jobs.words(snapshot ? [snapshot, ...updates] : updates), passage.quote);
  } catch (error) {
    // What somebody says does not depend on whether the text can be read at this moment.
    deps.log.warn({ err: error }, "Threads: a quote could not be looked for in its text.");
    return undefined;
  }
}

/** Where things stand is summed up by those who speak for a partner, or by the backbone. */
function mustBeTheirs(kind: PostKind | null, who: Who) {
  if (kind === "status" && !may.sumUp(who))
    throw new AppError(
      "forbidden",
      "Who speaks for a partner sums up where things stand, or the backbone. Write this as a post.",
      { kind: "Choose another kind." },
    );
}

/** The records among `ids` that the writer may see, each once: nobody brings along what is not theirs to show. */
async function brought(tx: Tx, ids: readonly string[], who: Who): Promise<string[]> {
  for (const id of new Set(ids)) {
    if (id.startsWith("com_")) await openCommitment(tx, id, who);
    else if (id.startsWith("ind_")) await openIndicator(tx, id, who);
    else if (id.startsWith("dec_")) await openDecision(tx, id, who);
    else throw notFound("record");
  }
  return [...new Set(ids)];
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
    mustBeTheirs(said.kind, who);
    const data = {
      kind: said.kind,
      text: said.text,
      mentionIds: await mentioned(tx, said.mentionIds, who),
      recordIds: await brought(tx, said.recordIds, who),
    };
    const { kind, text, mentionIds, recordIds } = was;
    if (JSON.stringify(data) === JSON.stringify({ kind, text, mentionIds, recordIds })) return was;
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
      `A thread holds ${limits.postsPerThreadMax} posts. Go on under another record.`,
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
async function rootOf(tx: Tx, id: string, record: Hung, who: Who): Promise<Post> {
  const post = await openPost(tx, id, who);
  if (post.thread !== record.thread || post.recordKind !== record.recordKind) throw notFound("post");
  return post.replyTo === null ? post : openPost(tx, post.replyTo, who);
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
  await savePost(tx, who.initiativeId, post);
  return post;
}
