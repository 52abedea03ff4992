import type { Report } from "./host.ts";
import type { Limits } from "./limits.ts";
import type { Tail } from "./tail.ts";

interface Options {
  tail: Tail;
  compact(seq: number, parts: readonly Uint8Array[]): Promise<Uint8Array>;
  /** Called when the tail begins from a new snapshot. */
  made(): void;
  limits: Limits;
  report: Report;
}

/** Keeps a room's tail short: one snapshot at a time, made elsewhere, while people write on. */
export class Snapshots {
  readonly #options: Options;
  #making: Promise<void> | undefined;
  /** How long the tail has to be, after a snapshot has failed. */
  #bytesMin = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  makeWhenLong() {
    const { tail, limits } = this.#options;
    const enough = Math.max(limits.tailBytesMin, tail.snapshotBytes / 2, this.#bytesMin);
    if (tail.bytes > enough && !this.#making) void this.make();
  }

  /** Resolves when the snapshot is kept, or has failed and was reported. */
  make() {
    this.#making ??= this.#make().finally(() => {
      this.#making = undefined;
    });
    return this.#making;
  }

  async #make() {
    const { tail, compact, made, report } = this.#options;
    const sealed = tail.seal();
    try {
      tail.settle(await compact(sealed.seq, sealed.parts), sealed);
      made();
      this.#bytesMin = 0;
    } catch (error) {
      // Nothing is lost: the log has it all. Another try when there is twice as much.
      this.#bytesMin = sealed.bytes * 2;
      report("a snapshot could not be made", { error });
    }
  }
}
