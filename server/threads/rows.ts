import type { Kysely, Selectable } from "kysely";
import type { Post } from "../../shared/threads/post.ts";
import type { Tables } from "../db/tables.ts";

/** A post from its row. */
export const postOf = (row: Selectable<Tables["post"]>): Post => ({
  id: row.id,
  recordKind: row.record_kind,
  thread: row.thread,
  seenAs: row.seen_as,
  replyTo: row.reply_to,
  kind: row.kind,
  text: row.text,
  mentionIds: JSON.parse(row.mention_ids),
  recordIds: JSON.parse(row.record_ids),
  privateTo: row.private_to,
  quote: row.quote,
  anchor: row.anchor === null ? null : JSON.parse(row.anchor),
  quoteStood: row.quote_stood === null ? null : row.quote_stood === 1,
  by: row.by,
  seq: row.seq,
  at: row.at,
  editedAt: row.edited_at,
  removedAt: row.removed_at,
  removedBy: row.removed_by,
  version: row.version,
});

/** Keeps a post as it is now. */
export async function savePost(tx: Kysely<Tables>, initiativeId: string, post: Post) {
  const row = {
    initiative_id: initiativeId,
    record_kind: post.recordKind,
    thread: post.thread,
    seen_as: post.seenAs,
    reply_to: post.replyTo,
    kind: post.kind,
    text: post.text,
    mention_ids: JSON.stringify(post.mentionIds),
    record_ids: JSON.stringify(post.recordIds),
    private_to: post.privateTo,
    quote: post.quote,
    anchor: post.anchor === null ? null : JSON.stringify(post.anchor),
    quote_stood: post.quoteStood === null ? null : post.quoteStood ? (1 as const) : (0 as const),
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
}
