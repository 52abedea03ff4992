import type { PostKind, RecordKind } from "../../shared/threads/post.ts";

/** Threads, as the ninth migration leaves them. */
export interface ThreadTables {
  post: {
    id: string;
    initiative_id: string;
    record_kind: RecordKind;
    thread: string;
    seen_as: string;
    reply_to: string | null;
    kind: PostKind | null;
    text: string;
    /** JSON: lists of ids. */
    mention_ids: string;
    record_ids: string;
    /** An organization. */
    private_to: string | null;
    quote: string | null;
    /** JSON. */
    anchor: string | null;
    /** Whether the quote stood in the text when it was chosen; null where nobody looked. */
    quote_stood: 0 | 1 | null;
    by: string;
    seq: number;
    at: number;
    edited_at: number | null;
    removed_at: number | null;
    removed_by: string | null;
    version: number;
  };
  /** How far somebody has read: their own business, so that no event tells it. */
  thread_reading: { person_id: string; record_kind: RecordKind; thread: string; seq: number };
}
