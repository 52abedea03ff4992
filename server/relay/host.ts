/** What the relay asks of the house it lives in. `server/documents/host.ts` is ours; a test has one in memory. */
export interface Host {
  /** The document as it is kept. Throws `AppError` when there is none. */
  load(room: string): Promise<StoredDocument>;
  /**
   * Keeps updates as the entries `after + 1`, `after + 2`, …; resolves when they are synced to disk. When it rejects,
   * the relay calls again with the same arguments and `isRetry`, until it resolves: an entry that was kept after all
   * must not be kept twice. Rejects with `RoomLost` when the document has other entries there.
   */
  append(room: string, after: number, updates: readonly NewUpdate[], isRetry: boolean): Promise<void>;
  /** Makes one snapshot of all `parts` away from the main thread and keeps it as covering the log up to `seq`. */
  compact(room: string, seq: number, parts: readonly Uint8Array[]): Promise<Uint8Array>;
  /** What a client with this state vector lacks of a document, computed away from the main thread. */
  difference(parts: readonly Uint8Array[], vector: Uint8Array): Promise<Uint8Array>;
  /** The seat as it is now. Throws `AppError` when the person may not sit there any more. */
  seatAgain(room: string, seat: Seat): Promise<Seat>;
}

export interface StoredDocument {
  snapshot: Uint8Array | undefined;
  /** The entry of the log up to which the snapshot goes. */
  snapshotSeq: number;
  /** The entries after the snapshot, in order. */
  updates: Uint8Array[];
  /** Whose letters a Yjs client writes. */
  owners: Map<number, string>;
}

export interface NewUpdate {
  update: Uint8Array;
  personId: string;
  /** Yjs clients that write here for the first time, and belong to this person from now on. */
  newClients: readonly number[];
}

/** Somebody's place in a room. */
export interface Seat {
  readonly personId: string;
  /** Which sign-in it comes from; the relay only hands it back. */
  readonly signInId: string;
  readonly mayEdit: boolean;
  /** How many milliseconds from now it holds; then it is asked about again. Without it, it has no such end. */
  readonly lastsMs?: number;
  /** Laid over the presence that the client sends, so that nobody chooses a name. */
  readonly presence: Readonly<Record<string, unknown>>;
}

/** The store and the room disagree about the log: the room is dropped and read again. */
export class RoomLost extends Error {
  override readonly name = "RoomLost";
}

/** A line to one client. `send` may be given the same bytes for many sockets, and must not change them. */
export interface Socket {
  send(bytes: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Bytes handed over that have not left yet. */
  bufferedBytes(): number;
}

/** Time, as an argument. */
export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number;
  /** Runs once after `ms`; the answer calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Tells the operator; never a person's words. */
export type Report = (what: string, details: Record<string, unknown>) => void;
