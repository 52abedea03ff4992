import { batch, createMemo, createSignal } from "solid-js";
import { newId } from "../../shared/ids.ts";
import type { LogItem } from "../../shared/log/event.ts";
import {
  limits,
  type NewPost,
  type Post,
  type PostKind,
  type RecordKind,
  type ThreadPage,
} from "../../shared/threads/post.ts";
import { api, ask } from "../api.ts";
import { createRecent } from "../recent.ts";
import { treeOf } from "./tree.ts";

/** The newest posts of threads that were open a moment ago, as the server gave them. */
const recent = createRecent<ThreadPage>();

/** What somebody says in a thread. */
export interface Said {
  kind: PostKind | null;
  text: string;
  mentionIds: string[];
  recordIds: string[];
  /** For the backbone alone. */
  isPrivate: boolean;
}

/** What the first post of a thread that is not there yet brings along. */
export interface Begins {
  passage: NonNullable<NewPost["passage"]>;
  /** Told of the first post. */
  onBegun: (post: Post) => void;
}

/** More posts than this at once are asked for with the thread. */
const arrivingMax = 3;

/** One thread for as long as it is open on the screen. */
export function createThread(recordKind: RecordKind, of: string, begins?: Begins) {
  const key = `${recordKind} ${of}`;
  const known = recent.get(key);
  const byId = (items: readonly Post[]) => new Map(items.map((it): [string, Post] => [it.id, it]));
  const [posts, setPosts] = createSignal<ReadonlyMap<string, Post> | undefined>(
    // A thread that begins here has nothing to wait for.
    known ? byId(known.items) : begins ? new Map() : undefined,
  );
  const [page, setPage] = createSignal<ThreadPage | undefined>(known);
  const [earlierThan, setEarlierThan] = createSignal(known?.next);
  const [failure, setFailure] = createSignal<unknown>();

  const add = (more: readonly Post[]) => setPosts((were) => new Map([...(were ?? []), ...byId(more)]));
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
  let readSeq = 0;
  let last: Promise<void> | undefined;
  let first: Promise<void> | undefined;
  /** Whether what is here was asked for by this screen; what was known from before may have changed since. */
  let isFresh = false;
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
      const isFirst = !isFresh;
      const answer = await asked(isFirst ? {} : { after: String(Math.min(lastSeq(), missing)) });
      isFresh = true;
      missing = Number.POSITIVE_INFINITY;
      const { count, status, isPrivateOnly } = answer;
      batch(() => {
        setPage((was) => (was && !isFirst ? { ...was, count, status, isPrivateOnly } : answer));
        if (!isFirst) return add(answer.items);
        setEarlierThan(answer.next);
        setPosts(byId(answer.items));
      });
      if (isFirst) recent.set(key, answer);
      // After a long while away there may be more than one answer brings.
      if (!isFirst && answer.items.length >= limits.pageMax) await loadNow();
    });
  const loadEarlier = () =>
    attempt(async () => {
      const answer = await asked({ before: String(earlierThan()) });
      setEarlierThan(answer.next);
      add(answer.items);
    });
  /** Everything up to this event is here. */
  let missing = Number.POSITIVE_INFINITY;
  /** How many single posts are on their way. */
  let arriving = 0;
  /** What somebody else wrote: asked for by itself, which is the shortest way; many at once come together. */
  async function arrived(id: string, seq: number) {
    if (posts()?.has(id)) return;
    if (arriving >= arrivingMax || !isFresh) return missed(seq);
    arriving += 1;
    try {
      const post = await ask(api.threads.posts[":id"].$get({ param: { id } }));
      const isElsewhere = post.replyTo !== null && !posts()?.has(post.replyTo);
      if (post.kind === "status" || isElsewhere) return await missed(seq);
      batch(() => {
        if (!posts()?.has(id)) setPage((was) => was && { ...was, count: was.count + 1 });
        add([post]);
      });
    } catch {
      await missed(seq);
    } finally {
      arriving -= 1;
    }
  }
  /** What is not here although it was told of is asked for with the thread, now or when there is a way again. */
  function missed(seq: number) {
    missing = Math.min(missing, seq - 1);
    return load();
  }
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
      if (item.type === "thread.posted") await arrived(item.refs[0]!, item.seq);
      else {
        await reload(item.refs[0]!);
        // What stood on top may have been taken away.
        if (item.refs[0] === page()?.status?.id) await load();
      }
    },
    /** Sends a post; sent again with the same id it is the same post. */
    async write(said: Said, replyTo: string | null, id = newId("pst")) {
      const json = { id, recordKind, of, replyTo, ...said, passage: begins?.passage ?? null };
      const post = await ask(api.threads.posts.$post({ json }));
      add([post]);
      setPage((was) => was && { ...was, count: was.count + 1 });
      if (post.anchor) begins?.onBegun(post);
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
      if (seq === 0 || seq === readSeq) return false;
      await ask(api.threads.reading.$post({ json: { recordKind, of, seq } })).then(
        () => {
          readSeq = seq;
          const now = recent.get(key);
          if (now) recent.set(key, { ...now, readSeq: seq });
        },
        () => {},
      );
      return true;
    },
  };
}

export type ThreadState = ReturnType<typeof createThread>;
