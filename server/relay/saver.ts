import type { Connection } from "./connection.ts";
import { type Clock, type NewUpdate, RoomLost } from "./host.ts";
import type { Limits } from "./limits.ts";
import type { Pace } from "./pace.ts";
import { inRuns } from "./runs.ts";

/** Something that waits for the disk: an update, or only a place in the line behind the updates before it. */
export interface Entry {
  connection: Connection;
  /** Which of the socket's update frames it answers; 0 for none. */
  number: number;
  /** What it brought, in bytes. */
  bytes: number;
  update?: NewUpdate;
  /** The update as a message to the others. */
  message?: Uint8Array;
  /** What waits for its turn behind the socket's earlier updates. */
  turn?: () => void;
}

interface Options {
  /** The last entry of the log. */
  seq: number;
  append(after: number, updates: readonly NewUpdate[], isRetry: boolean): Promise<void>;
  /** Called in order, once for each entry, when it and all before it are synced to disk. */
  committed(batch: readonly Entry[]): void;
  /** Called when a write fails, or takes longer than `slowWriteMs`. */
  failing(error: unknown): void;
  lost(error: RoomLost): void;
  pace: Pace;
  clock: Clock;
  limits: Limits;
}

/**
 * Brings a room's updates to the disk in the order they came: one write at a time, and what comes meanwhile is the
 * next one. A write that fails is tried again, the same, until it succeeds.
 */
export class Saver {
  readonly #options: Options;
  #seq: number;
  #queue: Entry[] = [];
  #writing: readonly Entry[] | undefined;
  #isWaiting = false;
  #since = 0;
  #saidSlow = false;
  #pendingBytes = 0;
  #stopped = false;
  #idleWaiters: (() => void)[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.#seq = options.seq;
  }

  get isIdle() {
    return this.#writing === undefined && this.#queue.length === 0;
  }
  get pendingBytes() {
    return this.#pendingBytes;
  }

  push(entry: Entry) {
    this.#pendingBytes += entry.bytes;
    this.#queue.push(entry);
    if (!this.#writing) this.#next();
  }

  /** Resolves when nothing waits any more. */
  idle() {
    if (this.isIdle) return Promise.resolve();
    return new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Looks whether the write that is running takes too long. */
  sweep() {
    const { clock, limits, failing } = this.#options;
    if (!this.#writing || this.#saidSlow || clock.now() - this.#since < limits.slowWriteMs) return;
    this.#saidSlow = true;
    failing(undefined);
  }

  /** Forgets what waits; a write that is running is left alone. */
  stop() {
    this.#stopped = true;
    this.#queue = [];
  }

  #next() {
    if (this.#isWaiting) return;
    this.#writing = undefined;
    if (this.#queue.length === 0) {
      for (const resolve of this.#idleWaiters.splice(0)) resolve();
    } else if (this.#queue.every((it) => !it.update)) {
      // Nothing to write: whoever only waits for a place in the line has it.
      this.#done(this.#queue.splice(0), 0);
    } else {
      this.#isWaiting = true;
      this.#options.pace.join(() => this.#begin());
    }
  }

  #begin() {
    this.#isWaiting = false;
    const came = this.#queue.filter((it) => it.update).length;
    const batch = inRuns(this.#queue);
    this.#queue = [];
    const updates = batch.flatMap((it) => it.update ?? []);
    if (updates.length === 0) {
      this.#next();
      return 0;
    }
    this.#writing = batch;
    this.#since = this.#options.clock.now();
    this.#saidSlow = false;
    this.#write(batch, updates, 0);
    return came;
  }

  #write(batch: readonly Entry[], updates: readonly NewUpdate[], attempt: number) {
    const { append, failing, lost, clock, limits } = this.#options;
    append(this.#seq, updates, attempt > 0).then(
      () => this.#done(batch, updates.length),
      (error: unknown) => {
        if (this.#stopped) {
          this.#next();
          return;
        }
        if (error instanceof RoomLost) {
          this.stop();
          this.#next();
          lost(error);
          return;
        }
        failing(error);
        const pause = Math.min(limits.retryMsMax, limits.retryMsFirst * 2 ** attempt);
        clock.after(pause, () => {
          if (this.#stopped) this.#next();
          else this.#write(batch, updates, attempt + 1);
        });
      },
    );
  }

  #done(batch: readonly Entry[], count: number) {
    this.#seq += count;
    for (const { bytes } of batch) this.#pendingBytes -= bytes;
    this.#options.committed(batch);
    this.#next();
  }
}
