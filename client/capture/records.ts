import { type Accessor, createEffect, createSignal, on, onCleanup, type Setter } from "solid-js";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { LiveRecord } from "../../shared/log/event.ts";
import { api, ask } from "../api.ts";
import { useLive } from "../live.ts";
import { isOnline } from "../online.ts";
import { createAsking } from "./asking.ts";

/** A record as its card shows it. Passages and parked matters come with the page, not from here. */
export type Recorded = LiveRecord;

/**
 * What is known of a record. *Awaited*: somebody has just captured it and its row is on its way. *Hidden*: it is not
 * for this person's eyes, or waits on the device of whoever captured it; nobody can tell these apart from outside.
 */
export type Known = { is: "loading" | "awaited" | "hidden" } | ({ is: "here" } & Recorded);

/** Records that the page around the text holds: whatever stands there need not be asked for again. */
export interface Held {
  find(id: string): Recorded | undefined;
  /** The server answered with a record, or an event brought it. */
  put(record: Recorded): void;
  /** Everything that the page holds has been asked for, with or without success. */
  ready(): Promise<void>;
}

/** The event of a record that was captured this moment comes by itself; without it we ask after so long. */
const eventMs = 400;

/** Whether a record is from before the other: an answer that took longer than a later one. */
export const isOlder = (it: Recorded, than: Recorded) =>
  it.kind !== "indicator" && than.kind !== "indicator" && it.it.version < than.it.version;

/** The records that a text shows: those that the page holds, and each of the others asked for once. */
export function createRecords(held: Held) {
  const own = new Map<string, { kind: RecordKind; value: Accessor<Known>; set: Setter<Known> }>();
  /** A record that was captured before the text was opened has no event that is still to come. */
  let isOpen = false;
  const asking = createAsking<Recorded>({
    read: (id) => read(own.get(id)!.kind, id),
    found: show,
    absent: (id, is) => own.get(id)?.set((was) => (was.is === "hidden" ? was : { is })),
    later(does, ms) {
      const timer = setTimeout(does, ms);
      return () => clearTimeout(timer);
    },
  });
  onCleanup(asking.close);
  createEffect(on(isOnline, (is) => is && asking.retry(), { defer: true }));

  function show(id: string, record: Recorded) {
    own.get(id)?.set((was) => (was.is === "here" && isOlder(record, was) ? was : { is: "here", ...record }));
  }
  function enter(kind: RecordKind, id: string) {
    const [value, set] = createSignal<Known>({ is: "loading" });
    const entry = { kind, value, set };
    own.set(id, entry);
    return entry;
  }

  let wasOpened = false;
  const { open } = useLive(
    () => undefined,
    ({ refs: [id], record }) => {
      if (!id || !own.has(id)) return;
      if (record) asking.told(id, record);
      else asking.ask(id);
    },
    () => {
      // The first time everything has just been asked for.
      if (wasOpened) for (const id of own.keys()) if (!held.find(id)) asking.ask(id);
      wasOpened = true;
    },
  );

  /** What is known of a record, as a signal; asks for it at the first time, unless the page holds it. */
  function of(kind: RecordKind, id: string): Known {
    const there = held.find(id);
    if (there) return { is: "here", ...there };
    const was = own.get(id);
    if (was) return was.value();
    const entry = enter(kind, id);
    const isNew = isOpen;
    void held.ready().then(() => {
      if (held.find(id) || entry.value().is !== "loading") return;
      if (isNew) asking.askLater(id, eventMs);
      else asking.ask(id);
    });
    return entry.value();
  }

  return {
    /** Begins to listen. */
    open,
    /** The text stands there with its cards: what comes into it from now on has only just been captured. */
    standing() {
      isOpen = true;
    },
    of,
    /** Whether a record is known to be there. */
    has: (id: string) => held.find(id) !== undefined || own.get(id)?.value().is === "here",
    /** The server answered with a record: it is shown at once, wherever the page shows it. */
    put(id: string, record: Recorded) {
      if (!own.has(id)) enter(record.kind, id);
      asking.told(id, record);
      held.put(record);
    },
    again: (id: string) => asking.ask(id),
  };
}

export type Records = ReturnType<typeof createRecords>;

async function read(kind: RecordKind, id: string): Promise<Recorded> {
  const param = { id };
  if (kind === "decision") return { kind, it: await ask(api.decisions[":id"].$get({ param })) };
  if (kind === "indicator") return { kind, it: await ask(api.indicators[":id"].$get({ param })) };
  return { kind: "commitment", it: await ask(api.commitments[":id"].$get({ param })) };
}
