import * as Y from "yjs";
import { limits } from "./limits.ts";

interface Piece {
  /** The first and the last entry of the log in it. */
  from: number;
  to: number;
  update: Uint8Array;
}

/**
 * A document as bytes: its last snapshot and what was committed since. Merging is done by fifties, and fifties of
 * fifties, so that the cost of a keystroke does not grow with the tail.
 */
export class Tail {
  #snapshot: Uint8Array | undefined;
  /** Pieces that a snapshot in the making already covers. */
  #sealed: Piece[] = [];
  /** Pieces too large to be merged here. */
  #apart: Piece[] = [];
  /** The tree: `#levels[0]` holds single updates, `#levels[1]` merged fifties, and so on. */
  #levels: Piece[][] = [];
  #snapshotSeq: number;
  #seq: number;
  #bytes = 0;

  constructor(snapshot: Uint8Array | undefined, seq: number) {
    this.#snapshot = snapshot;
    this.#snapshotSeq = seq;
    this.#seq = seq;
  }

  get snapshotBytes() {
    return this.#snapshot?.length ?? 0;
  }
  /** The last entry of the log that is in here. */
  get seq() {
    return this.#seq;
  }
  /** Bytes committed since the last snapshot, as they came. */
  get bytes() {
    return this.#bytes;
  }
  get documentBytes() {
    return this.snapshotBytes + this.#bytes;
  }

  /** Adds the next entry of the log. */
  push(update: Uint8Array) {
    this.#seq++;
    this.#bytes += update.length;
    let piece: Piece = { from: this.#seq, to: this.#seq, update };
    for (let depth = 0; ; depth++) {
      this.#levels[depth] ??= [];
      const level = this.#levels[depth]!;
      level.push(piece);
      if (level.length < limits.mergeCount) return;
      const updates = level.map((it) => it.update);
      if (lengthOf(updates) > limits.mergeBytesMax) {
        this.#apart.push(...this.#inTree());
        this.#levels = [];
        return;
      }
      piece = { from: level[0]!.from, to: piece.to, update: Y.mergeUpdates(updates) };
      this.#levels[depth] = [];
    }
  }

  /** Everything since the entry `seq`, oldest first; the first part may begin earlier. */
  since(seq: number): Uint8Array[] {
    if (seq >= this.#seq) return [];
    const pieces = [...this.#sealed, ...this.#apart, ...this.#inTree()]
      .filter((it) => it.to > seq)
      .map((it) => it.update);
    return this.#snapshot && seq < this.#snapshotSeq ? [this.#snapshot, ...pieces] : pieces;
  }

  /** The whole document, oldest first. */
  all() {
    return this.since(-1);
  }

  /** Begins a snapshot: what it has to cover. Later updates are kept apart until `settle`. */
  seal() {
    this.#sealed.push(...this.#apart, ...this.#inTree());
    this.#apart = [];
    this.#levels = [];
    return { seq: this.#seq, parts: this.all(), bytes: this.#bytes };
  }

  /** Takes the snapshot of what `sealed` covered. */
  settle(snapshot: Uint8Array, sealed: { seq: number; bytes: number }) {
    this.#snapshot = snapshot;
    this.#snapshotSeq = sealed.seq;
    this.#sealed = [];
    this.#bytes -= sealed.bytes;
  }

  #inTree() {
    return this.#levels.toReversed().flat();
  }
}

const lengthOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, it) => sum + it.length, 0);

/** The same as one update, or as they are when merging them would take too long here. */
export const mergeSmall = (parts: readonly Uint8Array[]) =>
  parts.length === 0 || lengthOf(parts) > limits.mergeBytesMax ? [...parts] : [mergeAll(parts)];

/** One update out of many, merged by fifties. */
export function mergeAll(parts: readonly Uint8Array[]): Uint8Array {
  let row = [...parts];
  while (row.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += limits.mergeCount)
      next.push(Y.mergeUpdates(row.slice(i, i + limits.mergeCount)));
    row = next;
  }
  return row[0] ?? new Uint8Array([0, 0]);
}
