import * as Y from "yjs";
import type { Host } from "./host.ts";
import type { Limits } from "./limits.ts";
import { emptyUpdate, encodeStep2, encodeUpdate } from "./protocol.ts";
import { mergeAll, mergeSmall, type Tail } from "./tail.ts";

interface Difference {
  seq: number;
  update: Uint8Array;
  /** The answer it makes, as long as the log has no more entries than `seq`. */
  message: Uint8Array;
}

/**
 * What a socket is told when it asks for the document. Whoever has nothing gets the snapshot and the pieces of the
 * tail as they are; whoever has something gets the difference, which is kept for the next one with the same state
 * vector: after a restart everybody comes back with the same. SyncStep2 is the last message, because it says "that is
 * all".
 */
export class Answers {
  readonly #tail: Tail;
  readonly #host: Pick<Host, "difference">;
  readonly #limits: Limits;
  #welcome: { seq: number; messages: Uint8Array[] } | undefined;
  /** The snapshot as a message: it stays the same while the tail grows. */
  #begin: { part: Uint8Array; message: Uint8Array } | undefined;
  #whole: { seq: number; update: Uint8Array } | undefined;
  /** By state vector; the oldest is forgotten first. */
  readonly #differences = new Map<string, Difference>();
  readonly #running = new Map<string, Promise<Difference>>();

  constructor(tail: Tail, host: Pick<Host, "difference">, limits: Limits) {
    this.#tail = tail;
    this.#host = host;
    this.#limits = limits;
  }

  /**
   * The messages for a state vector: at once, or later when a long document needs another thread. They hold
   * everything committed up to the moment they are given.
   */
  to(vector: Uint8Array): Uint8Array[] | Promise<Uint8Array[]> {
    if (vector.length <= 1) return this.#toNewcomer();
    const key = Buffer.from(vector).toString("latin1");
    const found = this.#differences.get(key);
    if (found) return this.#messages(found);
    if (this.#tail.documentBytes <= this.#limits.differenceBytesMax) {
      const update = Y.diffUpdate(this.#wholeDocument(), vector);
      return this.#messages(this.#keep(key, this.#tail.seq, update));
    }
    return this.#elsewhere(key, vector).then((difference) => this.#messages(difference));
  }

  /** Forgets what a new snapshot says shorter. */
  forget() {
    this.#welcome = undefined;
    this.#begin = undefined;
    this.#whole = undefined;
    this.#differences.clear();
  }

  #toNewcomer() {
    const { seq } = this.#tail;
    if (this.#welcome?.seq !== seq) {
      const parts = this.#tail.all();
      const last = parts.pop() ?? emptyUpdate;
      const [begin, ...more] = parts;
      this.#welcome = {
        seq,
        messages: [...(begin ? [this.#asBegin(begin)] : []), ...more.map(encodeUpdate), encodeStep2(last)],
      };
    }
    return this.#welcome.messages;
  }

  #asBegin(part: Uint8Array) {
    if (this.#begin?.part !== part) this.#begin = { part, message: encodeUpdate(part) };
    return this.#begin.message;
  }

  #messages({ seq, update, message }: Difference) {
    if (seq === this.#tail.seq) return [message];
    const parts = [update, ...mergeSmall(this.#tail.since(seq))];
    return parts.map((it, i) => (i < parts.length - 1 ? encodeUpdate(it) : encodeStep2(it)));
  }

  #wholeDocument() {
    const { seq } = this.#tail;
    if (this.#whole?.seq !== seq) {
      const parts = this.#whole
        ? [this.#whole.update, ...this.#tail.since(this.#whole.seq)]
        : this.#tail.all();
      this.#whole = { seq, update: mergeAll(parts) };
    }
    return this.#whole.update;
  }

  #elsewhere(key: string, vector: Uint8Array) {
    let running = this.#running.get(key);
    if (!running) {
      const { seq } = this.#tail;
      running = this.#host
        .difference(this.#tail.all(), vector)
        .then((update) => this.#keep(key, seq, update))
        .finally(() => this.#running.delete(key));
      this.#running.set(key, running);
    }
    return running;
  }

  #keep(key: string, seq: number, update: Uint8Array) {
    const difference: Difference = { seq, update, message: encodeStep2(update) };
    if (this.#differences.size >= this.#limits.differencesKept) {
      const [oldest] = this.#differences.keys();
      this.#differences.delete(oldest!);
    }
    this.#differences.set(key, difference);
    return difference;
  }
}
