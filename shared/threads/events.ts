import type { Happened } from "../log/happened.ts";
import type { Post, PostKind, RecordKind } from "./post.ts";

/** What somebody says, new or anew. */
interface Said {
  kind: PostKind | null;
  text: string;
  mentionIds: string[];
}

export type ThreadEvent =
  | Happened<
      "thread.posted",
      Said & { recordKind: RecordKind; thread: string; seenAs: string; replyTo: string | null }
    >
  | Happened<"thread.edited", Said>
  | Happened<"thread.removed", Record<string, never>>;

/** What a post looks like after `event`; `undefined` means it has not been written yet. */
export function apply(was: Post | undefined, event: ThreadEvent): Post {
  const { at, by, seq } = event;
  if (event.type === "thread.posted")
    return {
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
  if (!was) throw new Error(`Event ${seq} is about a post that nobody has written.`);
  const version = was.version + 1;
  if (event.type === "thread.edited") return { ...was, ...event.data, editedAt: at, version };
  return { ...was, text: "", kind: null, mentionIds: [], removedAt: at, removedBy: by, version };
}
