import { createMemo, createSignal } from "solid-js";
import { newId } from "../../shared/ids.ts";
import type { LogItem } from "../../shared/log/event.ts";
import {
  limits,
  type Post,
  type PostKind,
  type RecordKind,
  type ThreadPage,
} from "../../shared/threads/post.ts";
import { api, ask } from "../api.ts";
import { treeOf } from "./tree.ts";

/** What somebody says in a thread. */
export interface Said {
  kind: PostKind | null;
  text: string;
  mentionIds: string[];
  recordIds: string[];
  /** For the backbone alone. */
  isPrivate: boolean;
}

/** One thread for as long as it is open on the screen. */
export function createThread(recordKind: RecordKind, of: string) {
  const [posts, setPosts] = createSignal<ReadonlyMap<string, Post>>();
  const [page, setPage] = createSignal<ThreadPage>();
  const [earlierThan, setEarlierThan] = createSignal<number>();
  const [failure, setFailure] = createSignal<unknown>();

  const add = (more: readonly Post[]) =>
    setPosts((were) => new Map([...(were ?? []), ...more.map((it): [string, Post] => [it.id, it])]));
  const asked = (more: { before?: string; after?: string } = {}) =>
    ask(api.threads.$get({ query: { recordKind, of, ...more } }));
  const lastSeq = () => Math.max(0, ...[...(posts()?.values() ?? [])].map((it) => it.seq));

  async function attempt(does: () => Promise<void>) {
    try {
      await does();
      setFailure(undefined);
    } catch (error) {
      setFailure(() => error);
    }
  }
  /** The newest posts at first, afterwards what came since. One question at a time: the second waits for the first. */
  let last: Promise<void> | undefined;
  let first: Promise<void> | undefined;
  const load = () => {
    const mine: Promise<void> = (last ? last.then(loadNow) : loadNow()).finally(() => {
      if (last === mine) last = undefined;
    });
    last = mine;
    first ??= mine;
    return mine;
  };
  /** Waits for what was asked for at first; asks when nothing was. */
  const need = () => first ?? load();
  const loadNow = (): Promise<void> =>
    attempt(async () => {
      const isFirst = posts() === undefined;
      const answer = await asked(isFirst ? {} : { after: String(lastSeq()) });
      const { count, status, isPrivateOnly } = answer;
      setPage((was) => (was ? { ...was, count, status, isPrivateOnly } : answer));
      if (isFirst) setEarlierThan(answer.next);
      add(answer.items);
      // After a long while away there may be more than one answer brings.
      if (!isFirst && answer.items.length >= limits.pageMax) await loadNow();
    });
  const loadEarlier = () =>
    attempt(async () => {
      const answer = await asked({ before: String(earlierThan()) });
      setEarlierThan(answer.next);
      add(answer.items);
    });
  const reload = (id: string) =>
    attempt(async () => {
      if (posts()?.has(id)) add([await ask(api.threads.posts[":id"].$get({ param: { id } }))]);
    });

  return {
    tree: createMemo(() => (posts() ? treeOf(posts()!.values()) : undefined)),
    /** What is new to the reader came after this event; what they write themselves is never new. */
    readSeq: () => page()?.readSeq ?? 0,
    count: () => page()?.count ?? 0,
    /** Where we are, as it was said last. */
    status: () => page()?.status ?? null,
    /** Between meetings the reader's organization writes to the backbone alone. */
    isPrivateOnly: () => page()?.isPrivateOnly ?? false,
    mayHaveEarlier: () => earlierThan() !== undefined,
    failure,
    lastSeq,
    load,
    need,
    loadEarlier,
    /** What the log tells of this thread, from this screen or another. */
    async hear(item: LogItem) {
      if (!item.type.startsWith("thread.") || item.refs[2] !== page()?.thread) return;
      if (item.type === "thread.posted") await load();
      else {
        await reload(item.refs[0]!);
        // What stood on top may have been taken away.
        if (item.refs[0] === page()?.status?.id) await load();
      }
    },
    /** Sends a post; sent again with the same id it is the same post. */
    async write(said: Said, replyTo: string | null, id = newId("pst")) {
      add([await ask(api.threads.posts.$post({ json: { id, recordKind, of, replyTo, ...said } }))]);
      setPage((was) => was && { ...was, count: was.count + 1 });
      if (said.kind === "status") await load();
    },
    async edit({ id, version }: Post, { isPrivate: _, ...said }: Said) {
      add([await ask(api.threads.posts[":id"].$patch({ param: { id }, json: { version, ...said } }))]);
    },
    async remove({ id }: Post) {
      add([await ask(api.threads.posts[":id"].$delete({ param: { id } }))]);
    },
    /** Says that everything shown was read. The reader's mark on this screen stays where it was. */
    noteRead: async () => {
      const seq = lastSeq();
      if (seq > 0) await ask(api.threads.reading.$post({ json: { recordKind, of, seq } })).catch(() => {});
    },
  };
}

export type ThreadState = ReturnType<typeof createThread>;
