import type { Happened } from "../log/happened.ts";
import type { PassageAnchor, Post, PostKind, RecordKind, Wording } from "./post.ts";

/** What somebody says, new or anew. */
interface Said {
  kind: PostKind | null;
  text: string;
  mentionIds: string[];
  recordIds?: string[];
}

export type ThreadEvent =
  | Happened<
      "thread.posted",
      Said & {
        recordKind: RecordKind;
        thread: string;
        seenAs: string;
        replyTo: string | null;
        privateTo?: string | null;
        quote?: string;
        anchor?: PassageAnchor;
        quoteStood?: boolean;
      }
    >
  | Happened<"thread.edited", Said>
  | Happened<"thread.removed", Record<string, never>>
  /** Who wrote it was erased: `seqs` are the events whose payloads are gone, `post` is what stays without them. */
  | Happened<"thread.erased", { seqs: number[]; post: Place }>;

/** Where and when something was said, without a word of it. */
export type Place = Omit<Post, "id" | "quote" | "quoteStood" | "anchor" | keyof typeof gone> &
  Partial<Pick<Post, "anchor">>;

/** What is left of the words of a post that was taken away. */
const gone = { text: "", kind: null, mentionIds: [] as string[], recordIds: [] as string[] };

/** A post without its words, as `thread.erased` keeps it. */
export function placeOf({
  id: _,
  quote,
  quoteStood,
  text,
  kind,
  mentionIds,
  recordIds,
  ...place
}: Post): Place {
  return place;
}

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

const dayMs = 86_400_000;

/** What a post looks like after `event`; `undefined` means it has not been written yet. */
export function apply(was: Post | undefined, event: ThreadEvent | DaysMoved): Post {
  const { at, by, seq } = event;
  if (event.type === "thread.posted")
    return {
      recordIds: [],
      privateTo: null,
      quote: null,
      anchor: null,
      quoteStood: null,
      ...event.data,
      id: event.refs[0]!,
      by,
      seq,
      at,
      editedAt: null,
      removedAt: null,
      removedBy: null,
      version: 1,
    };
  if (event.type === "thread.erased") {
    const { post } = event.data;
    return {
      ...post,
      ...gone,
      anchor: post.anchor ?? null,
      // A passage is still where it is; which words they were goes with who marked them.
      quote: post.anchor ? "" : null,
      quoteStood: null,
      id: event.refs[0]!,
      removedAt: post.removedAt ?? at,
      removedBy: post.removedBy ?? by,
      version: post.version + 1,
    };
  }
  if (!was) throw new Error(`Event ${seq} is about a post that nobody has written.`);
  if (event.type === "initiative.days_moved") return movedBy(was, event.data.days);
  const version = was.version + 1;
  if (event.type === "thread.edited") return { ...was, ...event.data, editedAt: at, version };
  return { ...was, ...gone, removedAt: at, removedBy: by, version };
}

/** A sample's post some days later. */
function movedBy(was: Post, days: number): Post {
  const later = (at: number | null) => (at === null ? null : at + days * dayMs);
  return {
    ...was,
    at: was.at + days * dayMs,
    editedAt: later(was.editedAt),
    removedAt: later(was.removedAt),
  };
}

/** Every wording of one post, the first one first; none of a post whose words were taken away. */
export function wordingsOf(events: readonly (ThreadEvent | DaysMoved)[]): Wording[] {
  let post: Post | undefined;
  let all: Wording[] = [];
  for (const event of events) {
    if (event.type === "initiative.days_moved") {
      all = all.map((it) => ({ ...it, at: it.at + event.data.days * dayMs }));
      continue;
    }
    post = apply(post, event);
    if (post.removedAt !== null) return [];
    const { text, kind, recordIds } = post;
    all.push({ text, kind, recordIds, at: event.at });
  }
  return all;
}
