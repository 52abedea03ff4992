import type { RecordKind } from "../../shared/documents/record.ts";
import type { LinePlace } from "./line-id.ts";

/** What was captured and has not been recorded yet, with all that the server needs to be told. */
export interface Captured<Body = unknown> {
  /** The id that the record will have: sent twice, it is one. */
  id: string;
  kind: RecordKind;
  meetingId: string;
  body: Body;
  /** The line that it was made of. */
  line?: LinePlace;
  /** When it was captured, in milliseconds since 1970. */
  at: number;
  /** Why the server would not take it. It stays here with its words until somebody mends it, or lets it go. */
  refusal?: Refusal;
}

export interface Refusal {
  message: string;
  fields: Readonly<Record<string, string>>;
  /** Somebody else made the record of this line first, and it says something else. */
  isSecond?: boolean;
}

/** As much of a failure as decides whether to try again. */
interface Failure {
  code?: string;
  message: string;
  fields?: Readonly<Record<string, string>>;
  isSecond?: boolean;
}

export interface QueueOptions {
  personId: string;
  /** Where it survives a restart; the browser's own. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;
  /** Tells the server; throws a failure with a `code`. */
  send(it: Captured): Promise<void>;
  /** Runs `does` while no other tab of this browser sends. */
  alone(name: string, does: () => Promise<void>): Promise<void>;
  /** Called after every change, also when another tab has made it. */
  onChange(): void;
  /** Runs `does` later, in milliseconds. */
  later(does: () => void, ms: number): void;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Failures that say nothing about the capture itself: nobody was reached, or somebody has to sign in again. Everything
 * else is an answer.
 */
const tryAgain = new Set(["offline", "signed_out", "unavailable", "internal", "too_many"]);
/** Of these, the ones that pass by themselves. */
const passes = new Set(["unavailable", "internal", "too_many"]);
const againMs = 5_000;
/** A tab that sends something at once has it for itself for so long: after that it counts as gone. */
const claimMs = 5_000;

export type Queue = ReturnType<typeof createQueue>;

/**
 * What this person captured in this browser, until the server has it. Each capture has an entry of its own, so that
 * tabs never write over one another; it counts as one edit that waits (see `offline-copies.ts`), so that whoever
 * signs out is asked first, and nothing stays behind for the next person.
 */
export function createQueue({ personId, storage, send, alone, onChange, later, now }: QueueOptions) {
  const prefix = `ct:unsent:ct:${personId}:capture:`;
  /** What the browser would not keep; it lives as long as this page. */
  const unkept = new Map<string, Captured>();
  let isSending = false;
  let isAskedAgain = false;

  const entryOf = (id: string): { capture: Captured; sendingUntil?: number } | undefined => {
    const waits = unkept.get(id);
    try {
      const entry = JSON.parse(storage.getItem(prefix + id) ?? "null");
      return entry?.capture ? entry : waits && { capture: waits };
    } catch {
      return waits && { capture: waits };
    }
  };
  const read = (id: string) => entryOf(id)?.capture;
  const keep = (it: Captured, sendingUntil?: number) => {
    try {
      storage.setItem(prefix + it.id, JSON.stringify({ edits: 1, recent: [], capture: it, sendingUntil }));
      unkept.delete(it.id);
    } catch {
      unkept.set(it.id, it);
    }
  };
  const forget = (id: string) => {
    unkept.delete(id);
    try {
      storage.removeItem(prefix + id);
    } catch {
      // What may not be kept is not there to be removed.
    }
  };

  /** Everything that waits, the earliest first. */
  function all(): Captured[] {
    const ids = new Set(unkept.keys());
    try {
      for (let at = 0; at < storage.length; at++) {
        const key = storage.key(at);
        if (key?.startsWith(prefix)) ids.add(key.slice(prefix.length));
      }
    } catch {
      // A browser that keeps nothing has nothing to look at.
    }
    return [...ids].flatMap((id) => read(id) ?? []).sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
  }

  /** Sends what waits, one after the other and in no other tab meanwhile. */
  async function flush() {
    if (isSending) {
      isAskedAgain = true;
      return;
    }
    isSending = true;
    try {
      do {
        isAskedAgain = false;
        await alone(`ct:captures:${personId}`, sendAll);
      } while (isAskedAgain);
    } finally {
      isSending = false;
    }
  }

  async function sendAll() {
    for (const { id } of all()) {
      // Another tab may have sent it, or somebody mended it, since the list was read.
      const entry = entryOf(id);
      if (!entry || entry.capture.refusal) continue;
      const claimedMs = (entry.sendingUntil ?? 0) - now();
      if (claimedMs > 0) {
        // Another tab is at it.
        later(() => void flush(), claimedMs);
        continue;
      }
      if (!(await sendOne(entry.capture))) return;
    }
  }

  /** False when there is no use in sending the next one now. */
  async function sendOne(it: Captured) {
    try {
      await send(it);
      forget(it.id);
    } catch (error) {
      const { code = "internal", message, fields = {}, isSecond = false } = error as Failure;
      if (tryAgain.has(code)) {
        if (passes.has(code)) later(() => void flush(), againMs);
        if (read(it.id)) keep(it);
        return false;
      }
      // Unless it was let go meanwhile.
      if (read(it.id)) keep({ ...it, refusal: { message, fields, ...(isSecond && { isSecond }) } });
    }
    onChange();
    return true;
  }

  /** Sends what nothing else waits before in this very turn: asking for the lock of all tabs would take longer. */
  async function sendAtOnce(it: Captured) {
    isSending = true;
    try {
      await sendOne(it);
    } finally {
      isSending = false;
      if (isAskedAgain) void flush();
    }
  }

  return {
    all,
    find: read,
    /** Captures something, or says it anew after it was refused. */
    put({ refusal: _, ...it }: Captured) {
      const isFirst = !isSending && all().every((one) => one.id === it.id || one.refusal);
      keep(it, isFirst ? now() + claimMs : undefined);
      if (isFirst) void sendAtOnce(it);
      else void flush();
      onChange();
    },
    /** Lets go of something that was refused. */
    drop(id: string) {
      forget(id);
      onChange();
    },
    flush,
    /** Whether the browser keeps what waits, also when the page goes. */
    keepsAll: () => unkept.size === 0,
  };
}
