import type { UnreadThread } from "../../shared/threads/post.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** The threads in which something is new to this person, wherever they hang. */
export const unread = createKept<UnreadThread[]>(
  "unread-threads",
  async () => (await ask(api.threads.unread.$get())).items,
);

export const loadUnread = () => unread.load();

/** How many posts are new in the thread of a record. */
export const unreadOf = (recordId: string) =>
  unread.value()?.find((it) => it.thread === recordId)?.unread ?? 0;

/** How many posts are new in the threads of all records of a kind. */
export const unreadIn = (kind: UnreadThread["recordKind"]) =>
  (unread.value() ?? []).reduce((sum, it) => sum + (it.recordKind === kind ? it.unread : 0), 0);
