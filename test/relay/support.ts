import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import type { Clock, Host, NewUpdate, Seat, Socket, StoredDocument } from "../../server/relay/host.ts";
import type { Limits } from "../../server/relay/limits.ts";
import { createRelay, type Line, type Relay } from "../../server/relay/rooms.ts";
import { notFound } from "../../shared/errors.ts";
import { messageType } from "../../shared/relay/messages.ts";

/** Time that stands still until it is moved. */
export function heldClock() {
  let now = 1_000;
  const timers = new Map<number, { at: number; run: () => void }>();
  let last = 0;
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const id = ++last;
      timers.set(id, { at: now + ms, run });
      return () => timers.delete(id);
    },
  };
  /** Moves time, running what falls due in its order, with the promises in between. */
  async function advance(ms: number) {
    const end = now + ms;
    for (;;) {
      await settle();
      const next = [...timers].sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next || next[1].at > end) break;
      timers.delete(next[0]);
      now = Math.max(now, next[1].at);
      next[1].run();
    }
    now = end;
    await settle();
  }
  return { ...clock, advance };
}

/** Lets everything run that waits for promises only. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

export interface Kept extends NewUpdate {
  seq: number;
}

/** A host in memory: what a disk would hold, and how it behaves. */
export function memoryHost() {
  const documents = new Map<string, { snapshot?: Uint8Array; seq: number; log: Kept[] }>();
  const state = {
    documents,
    /** Set, every write waits for it. */
    gate: undefined as Promise<void> | undefined,
    /** Set, every write fails with it. */
    failure: undefined as Error | undefined,
    loads: 0,
    appends: 0,
    compactions: 0,
    differences: 0,
    /** Answers `seatAgain`; without it seats stay as they are. */
    seatAgain: undefined as ((room: string, seat: Seat) => Promise<Seat>) | undefined,
    add(name: string, ...updates: Uint8Array[]) {
      const log = updates.map((update, i) => ({ update, personId: "server", newClients: [], seq: i + 1 }));
      documents.set(name, { seq: 0, log });
    },
    /** The document as a new client would have it. */
    doc(name: string) {
      const doc = new Y.Doc();
      const { snapshot, seq, log } = documents.get(name)!;
      if (snapshot) Y.applyUpdate(doc, snapshot);
      for (const it of log) if (it.seq > seq) Y.applyUpdate(doc, it.update);
      return doc;
    },
    /** From now on every write waits, until the answer is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      state.gate = promise;
      return resolve;
    },
    log: (name: string) => documents.get(name)?.log ?? [],
    host: undefined as unknown as Host,
  };
  const built = (parts: readonly Uint8Array[]) => {
    const doc = new Y.Doc();
    for (const part of parts) Y.applyUpdate(doc, part);
    return Y.encodeStateAsUpdate(doc);
  };
  state.host = {
    async load(name): Promise<StoredDocument> {
      state.loads++;
      const found = documents.get(name);
      if (!found) throw notFound("document");
      const owners = new Map<number, string>();
      for (const it of found.log) for (const client of it.newClients) owners.set(client, it.personId);
      return {
        snapshot: found.snapshot,
        snapshotSeq: found.seq,
        updates: found.log.filter((it) => it.seq > found.seq).map((it) => it.update),
        owners,
      };
    },
    async append(name, after, updates) {
      state.appends++;
      const { failure } = state;
      if (failure) throw failure;
      await state.gate;
      const { log } = documents.get(name)!;
      updates.forEach((it, i) => {
        log.push({ ...it, update: it.update.slice(), seq: after + 1 + i });
      });
    },
    async compact(name, seq, parts) {
      state.compactions++;
      const snapshot = built(parts);
      Object.assign(documents.get(name)!, { snapshot, seq });
      return snapshot;
    },
    async difference(parts, vector) {
      state.differences++;
      return Y.diffUpdate(built(parts), vector);
    },
    seatAgain: async (room, seat) => (state.seatAgain ? state.seatAgain(room, seat) : seat),
  };
  return state;
}

/** A line in memory. What is sent on it waits here; the test reads it. */
export function memorySocket() {
  const state = {
    sent: [] as Uint8Array[],
    closed: undefined as { code: number; reason: string } | undefined,
    buffered: 0,
    onSend: undefined as ((bytes: Uint8Array) => void) | undefined,
    socket: undefined as unknown as Socket,
  };
  state.socket = {
    send(bytes) {
      state.sent.push(bytes);
      state.onSend?.(bytes);
    },
    close(code, reason) {
      state.closed ??= { code, reason };
    },
    bufferedBytes: () => state.buffered,
  };
  return state;
}

export const seat = (personId: string, more: Partial<Seat> = {}): Seat => ({
  personId,
  signInId: `sign-in of ${personId}`,
  mayEdit: true,
  presence: { name: personId },
  ...more,
});

export function openRelay(limits: Partial<Limits> = {}) {
  const memory = memoryHost();
  const clock = heldClock();
  const reports: { what: string; details: Record<string, unknown> }[] = [];
  const relay = createRelay({
    host: memory.host,
    clock,
    // Time stands still here: a room does not wait for others unless a test asks for it.
    limits: { pauseMsMax: 0, ...limits },
    report: (what, details) => reports.push({ what, details }),
  });
  memory.add("agenda");
  return { relay, memory, clock, reports };
}

export type Partner = ReturnType<typeof sitDown>;

/** Somebody with a Yjs document on a line in memory, speaking as y-websocket does. */
export function sitDown(
  relay: Relay,
  at: Seat,
  options: { saved?: boolean; doc?: Y.Doc; awareness?: Awareness; room?: string } = {},
) {
  const doc = options.doc ?? new Y.Doc();
  const awareness = options.awareness ?? new Awareness(doc);
  clearInterval((awareness as unknown as { _checkInterval: NodeJS.Timeout })._checkInterval);
  const line = memorySocket();
  const saved: number[] = [];
  const state = {
    doc,
    awareness,
    line,
    saved,
    notSaved: 0,
    isSynced: false,
    textWhenSynced: undefined as string | undefined,
    seat: at,
    text: () => doc.getText("t").toString(),
    connection: undefined as unknown as Line,
    /** Says any bytes. */
    say(...bytes: (number | Uint8Array)[]) {
      state.connection.receive(
        Uint8Array.from(bytes.flatMap((it) => (typeof it === "number" ? [it] : [...it]))),
      );
    },
    update: (update: Uint8Array) => state.connection.receive(syncMessage(2, update)),
    step2: (update: Uint8Array) => state.connection.receive(syncMessage(1, update)),
    askWith: (vector: Uint8Array) => state.connection.receive(syncMessage(0, vector)),
    ask: () => state.askWith(Y.encodeStateVector(doc)),
    tellPresence: (clients = [doc.clientID]) =>
      state.connection.receive(presenceMessage(encodeAwarenessUpdate(awareness, clients))),
    leave() {
      doc.off("update", sendUpdate);
      state.connection.left();
    },
  };
  const answers: Uint8Array[] = [];
  line.onSend = (bytes) => {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === messageType.sync) {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, messageType.sync);
      const kind = sync.readSyncMessage(decoder, encoder, doc, line);
      if (kind === sync.messageYjsSyncStep2) {
        state.isSynced = true;
        state.textWhenSynced ??= state.text();
      }
      if (encoding.length(encoder) > 1) answers.push(encoding.toUint8Array(encoder));
    } else if (type === messageType.awareness)
      applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), line);
    else if (type === messageType.saved) saved.push(decoding.readVarUint(decoder));
    else if (type === messageType.notSaved) state.notSaved++;
    // What a client answers comes in a turn of its own.
    queueMicrotask(() => {
      for (const answer of answers.splice(0)) state.connection.receive(answer);
    });
  };
  const sendUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== line && state.connection) state.update(update);
  };
  doc.on("update", sendUpdate);
  state.connection = relay.join(options.room ?? "agenda", line.socket, at, options.saved ?? false);
  state.ask();
  return state;
}

export function syncMessage(kind: number, payload: Uint8Array) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageType.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

export function presenceMessage(states: Uint8Array) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageType.awareness);
  encoding.writeVarUint8Array(encoder, states);
  return encoding.toUint8Array(encoder);
}

/** A seeded source of chance (mulberry32), so that what failed can be run again. */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (max: number) => Math.floor(next() * max) };
}
