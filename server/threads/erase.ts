import type { Kysely } from "kysely";
import type { Json } from "../../shared/log/canonical.ts";
import { apply, placeOf, type ThreadEvent } from "../../shared/threads/events.ts";
import type { Tables } from "../db/tables.ts";
import type { AppendAll } from "../log/commit.ts";
import { erasePayloads } from "../log/erase.ts";
import { postOf, savePost } from "./rows.ts";

interface Erasure {
  initiativeId: string;
  /** Whose posts. */
  personId: string;
  /** Who erases them. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * Erases what somebody wrote in threads, from the rows and from the log, in the caller's transaction: that a post was
 * there stays, and so do the replies. What they had taken away themselves goes from the log too.
 */
export async function erasePosts(
  tx: Kysely<Tables>,
  appendAll: AppendAll,
  { initiativeId, personId, by, at }: Erasure,
) {
  const rows = await tx
    .selectFrom("post")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .where("by", "=", personId)
    .orderBy("seq")
    .execute();
  const events = [];
  for (const post of rows.map(postOf)) {
    const data = { seqs: await erasePayloads(tx, initiativeId, post.id), post: placeOf(post) };
    events.push({ type: "thread.erased", by, at, refs: [post.id, post.seenAs, post.thread], data } as const);
  }
  const receipts = await appendAll(events.map((it) => ({ ...it, data: it.data as unknown as Json })));
  for (const [index, event] of events.entries())
    await savePost(
      tx,
      initiativeId,
      apply(undefined, { ...event, seq: receipts[index]!.seq } as ThreadEvent),
    );
}
