import { type Accessor, createEffect, createRoot, createSignal, on } from "solid-js";
import { isOnline } from "../online.ts";
import { createQueue, type Queue } from "./queue.ts";
import type { Recorded } from "./records.ts";
import { type CapturedRecord, tell } from "./send.ts";

type OnSent = (it: CapturedRecord, recorded: Recorded | undefined) => void;

/** What somebody captured in this browser and the server does not have yet. */
export interface Captures {
  queue: Queue;
  /** Everything that waits, the earliest first; follows every tab. */
  all: Accessor<readonly CapturedRecord[]>;
  find(id: string): CapturedRecord | undefined;
  put(it: CapturedRecord): void;
  /** Called whenever the server has taken one. The answer ends it. */
  onSent(listener: OnSent): () => void;
}

const known = new Map<string, Captures>();

/** The captures of a person; they are sent as long as any page of ours is open, whichever it is. */
export function capturesOf(personId: string): Captures {
  const was = known.get(personId);
  if (was) return was;
  const made = createRoot(() => open(personId));
  known.set(personId, made);
  return made;
}

function open(personId: string): Captures {
  const listeners = new Set<OnSent>();
  const [version, setVersion] = createSignal(0);
  // After what is being said to the server now has left: what follows on the page takes longer than that.
  const onChange = () => queueMicrotask(() => setVersion((was) => was + 1));
  const queue = createQueue({
    personId,
    storage: localStorage,
    onChange,
    later: (does, ms) => setTimeout(does, ms),
    now: Date.now,
    // Where there are no locks, two tabs may send the same: the server makes one record of it.
    alone: async (name, does) =>
      void (await (navigator.locks ? navigator.locks.request(name, does) : does())),
    async send(it) {
      const recorded = await tell(it as CapturedRecord);
      for (const hear of listeners) hear(it as CapturedRecord, recorded);
    },
  });
  addEventListener("storage", (event: StorageEventInit) => {
    if (!event.key || event.key.includes(`${personId}:capture:`)) onChange();
  });
  createEffect(on(isOnline, (is) => is && void queue.flush()));
  return {
    queue,
    all: () => {
      version();
      return queue.all() as CapturedRecord[];
    },
    find: (id) => {
      version();
      return queue.find(id) as CapturedRecord | undefined;
    },
    put: (it) => queue.put(it),
    onSent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
