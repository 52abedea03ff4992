import * as v from "valibot";
import * as asked from "../asked.ts";
import { documentNameLengthMax } from "../documents/name.ts";

export const limits = {
  textMax: 4_000,
  mentionsMax: 20,
  recordsMax: 10,
  /** Of a passage, what is kept of its words. */
  quoteMax: 600,
  /** Of one text, those with the newest words. */
  passagesMax: 300,
  postsPerThreadMax: 5_000,
  /** Of one person, in all threads together. */
  postsPerMinuteMax: 30,
  /** How many posts one answer holds at most, besides the ones that they reply to. */
  pageMax: 40,
} as const;

/** What a thread can hang under. */
export const recordKinds = [
  "agenda_item",
  "decision",
  "commitment",
  "indicator",
  "activity",
  "passage",
] as const;
export const RecordKind = v.picklist(recordKinds);
export type RecordKind = v.InferOutput<typeof RecordKind>;

/** What somebody means by a post, where they want to say so. */
export const postKinds = [
  "question",
  "clarification",
  "reaction",
  "concern",
  "amendment",
  "disclosure",
  /** Where we are: the newest one stands above the thread. */
  "status",
] as const;
export const PostKind = v.picklist(postKinds);
export type PostKind = v.InferOutput<typeof PostKind>;

/** Where a passage begins or ends: a Yjs relative position, in base64. */
const edge = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{1,160}={0,2}$/));

/** Where a passage is in its text, whatever is written around it. */
export const PassageAnchor = v.object({ from: edge, to: edge });
export type PassageAnchor = v.InferOutput<typeof PassageAnchor>;

/** A post as the log knows it. */
export const Post = v.object({
  id: v.string(),
  recordKind: RecordKind,
  /** The thread it is in: what the record is called among all of its kind, see `threadOf`. */
  thread: v.string(),
  /** The record that decides who sees it: the meeting at which it was said, for one. */
  seenAs: v.string(),
  /** The post that it answers; answers to answers stand beside each other, so that a tree has two levels. */
  replyTo: v.nullable(v.string()),
  kind: v.nullable(PostKind),
  /** Plain text; empty when it was taken away. */
  text: v.string(),
  /** People and organizations that are named in it. */
  mentionIds: v.array(v.string()),
  /** Records that it brings along: indicators, commitments, decisions. */
  recordIds: v.array(v.string()),
  /** The organization whose post is for the backbone's eyes and its own alone; null when everybody here sees it. */
  privateTo: v.nullable(v.string()),
  /** The words of the text that the thread is about, as they were, at the post that began it; else null. */
  quote: v.nullable(v.string()),
  /** And where they are. */
  anchor: v.nullable(PassageAnchor),
  /** Whether those words stood in the text when it was written, as the server found; null where it did not look. */
  quoteStood: v.nullable(v.boolean()),
  /** A person. */
  by: v.string(),
  /** The event that posted it: threads are in this order. */
  seq: v.number(),
  /** Milliseconds since 1970, as are the next two. */
  at: v.number(),
  editedAt: v.nullable(v.number()),
  removedAt: v.nullable(v.number()),
  removedBy: v.nullable(v.string()),
  /** Counts its changes: whoever edits it says which one they saw. */
  version: v.number(),
});
export type Post = v.InferOutput<typeof Post>;

/** `GET /api/threads/posts/:id/wordings`: what a post said, the first wording first. */
export const Wording = v.object({
  text: v.string(),
  kind: v.nullable(PostKind),
  recordIds: v.array(v.string()),
  /** Milliseconds since 1970. */
  at: v.number(),
});
export type Wording = v.InferOutput<typeof Wording>;

const said = {
  kind: v.optional(v.nullable(PostKind), null),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(limits.textMax)),
  mentionIds: v.optional(v.pipe(v.array(asked.id), v.maxLength(limits.mentionsMax)), []),
  recordIds: v.optional(v.pipe(v.array(asked.id), v.maxLength(limits.recordsMax)), []),
};

/**
 * Where a record is, as its page knows it: `mtg_…/itm_…` for an agenda item, `agenda:ini_…:en/…` for a passage of a
 * text, the id of any other.
 */
const of = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** `POST /api/threads/posts`. The client makes the id (`newId("pst")`), so that a post that is sent twice is one. */
export const NewPost = v.object({
  id: asked.madeId("pst"),
  recordKind: RecordKind,
  of,
  replyTo: v.optional(v.nullable(asked.id), null),
  /** For the backbone's eyes, and the own organization's, alone. */
  isPrivate: v.optional(v.boolean(), false),
  /** Which words are meant; asked of the first post about a passage, and of no other. */
  passage: v.optional(
    v.nullable(
      v.object({
        quote: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(limits.quoteMax)),
        ...PassageAnchor.entries,
      }),
    ),
    null,
  ),
  ...said,
});
export type NewPost = v.InferOutput<typeof NewPost>;

/** `PATCH /api/threads/posts/:id` */
export const PostChange = v.object({
  version: asked.version,
  ...said,
});
export type PostChange = v.InferOutput<typeof PostChange>;

/** `POST /api/threads/reading`: somebody has read everything up to an event. */
export const Reading = v.object({
  recordKind: RecordKind,
  of,
  seq: asked.whole(0),
});
export type Reading = v.InferOutput<typeof Reading>;

/** `GET /api/threads`: the newest posts, or those before or after an event. */
export const ThreadQuery = v.object({
  recordKind: RecordKind,
  of,
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
});
export type ThreadQuery = v.InferOutput<typeof ThreadQuery>;

export const ThreadPage = v.object({
  /** In the order in which they were said; the posts that they answer are among them, however old. */
  items: v.array(Post),
  /** Ask for what is before this event, when there is more. */
  next: v.optional(v.number()),
  thread: v.string(),
  /** How many there are in all, and how many of them are new to the reader. */
  count: v.number(),
  unread: v.number(),
  /** What the reader has read. */
  readSeq: v.number(),
  /** Where we are, as it was said last. */
  status: v.nullable(Post),
  /** The reader's organization speaks in meetings only, and this is none: they write to the backbone alone. */
  isPrivateOnly: v.boolean(),
});
export type ThreadPage = v.InferOutput<typeof ThreadPage>;

/** `GET /api/threads/unread`: the threads with something new for the reader. */
export const UnreadThread = v.object({ recordKind: RecordKind, thread: v.string(), unread: v.number() });
export type UnreadThread = v.InferOutput<typeof UnreadThread>;

/** `GET /api/threads/counts`: how much is said under each record of a page. */
export const ThreadCount = v.object({
  of: v.string(),
  thread: v.string(),
  count: v.number(),
  unread: v.number(),
});
export type ThreadCount = v.InferOutput<typeof ThreadCount>;

/** `GET /api/threads/passages`: the passages of a text that are spoken of. */
export const PassagesQuery = v.object({
  document: v.pipe(v.string(), v.minLength(1), v.maxLength(documentNameLengthMax)),
});

export const Passage = v.object({
  of: v.string(),
  /** The words as they were; empty when who marked them was erased. */
  quote: v.string(),
  anchor: PassageAnchor,
  /** False when the server did not find the words in the text as they were marked; null where it did not look. */
  quoteStood: v.nullable(v.boolean()),
  /** Who marked it, when, and with which post. */
  by: v.string(),
  at: v.number(),
  postId: v.string(),
  count: v.number(),
  unread: v.number(),
  /** When something was said last, and by whom. */
  lastAt: v.number(),
  lastBy: v.string(),
});
export type Passage = v.InferOutput<typeof Passage>;
