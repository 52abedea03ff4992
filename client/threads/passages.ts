import { createSignal, onMount } from "solid-js";
import type { LogItem } from "../../shared/log/event.ts";
import type { Passage } from "../../shared/threads/post.ts";
import { api, ask } from "../api.ts";
import { createKept, type Kept, prefix } from "../kept.ts";
import { useLive } from "../live.ts";
import { recall, remember } from "../ui/storage.ts";
import { draftOf } from "./drafts.ts";
import type { Chosen } from "./passage-places.ts";

/** A passage that somebody here chose, and has not said anything about yet. */
export interface Begun extends Chosen {
  of: string;
}

const keptBy = new Map<string, Kept<Passage[]>>();

function keptOf(document: string) {
  const known = keptBy.get(document);
  if (known) return known;
  const made = createKept<Passage[]>(
    `passages:${document}`,
    async () => (await ask(api.threads.passages.$get({ query: { document } }))).items,
  );
  keptBy.set(document, made);
  return made;
}

/** The passages of a text that are spoken of, and those that somebody here is about to speak of. */
export function createPassages(document: string, personId: string) {
  const kept = keptOf(document);
  const key = `${prefix}passages:${personId}:${document}`;
  const [begun, setBegun] = createSignal<readonly Begun[]>(readBegun(key));
  const keepBegun = (now: readonly Begun[]) => {
    setBegun(now);
    remember(key, now.length === 0 ? null : JSON.stringify(now));
  };
  const all = () => kept.value() ?? [];
  const isHeard = (item: LogItem) =>
    item.type.startsWith("thread.") && item.refs[2]?.startsWith(`${document}/`) === true;
  const live = useLive(
    () => undefined,
    (item) => void (isHeard(item) && kept.load()),
    () => void kept.load(),
  );
  onMount(() => {
    void kept.need();
    live.open();
  });
  return {
    all,
    isKnown: () => kept.value() !== undefined,
    failure: kept.failure,
    load: kept.load,
    find: (of: string) => all().find((it) => it.of === of),
    /** Begun here and spoken of nowhere yet: what has arrived is no longer begun. */
    begun: () => begun().filter((it) => !all().some(({ of }) => of === it.of)),
    begin: (it: Begun) => keepBegun([...begun(), it]),
    /** Without words that wait, what was begun is forgotten. */
    letGo: (of: string) => {
      if (draftOf(personId, of, null).trim() === "") keepBegun(begun().filter((it) => it.of !== of));
    },
    drop: (of: string) => keepBegun(begun().filter((it) => it.of !== of)),
  };
}

export type Passages = ReturnType<typeof createPassages>;

function readBegun(key: string): Begun[] {
  try {
    return JSON.parse(recall(key) ?? "[]") as Begun[];
  } catch {
    return [];
  }
}
