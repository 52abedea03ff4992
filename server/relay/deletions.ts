import { lengthOf, writeVarUint } from "./protocol.ts";

/** Which letters of a document are deleted: for each Yjs client sorted, separate ranges `start, end, start, end, …`. */
export class Deletions {
  readonly #clients = new Map<number, number[]>();

  /** Calls `part` for each piece of the range that is not deleted yet, in order. */
  missing(client: number, start: number, end: number, part: (start: number, end: number) => void) {
    const ranges = this.#clients.get(client);
    let from = start;
    for (let i = ranges ? firstEndingAfter(ranges, start) : 0; ranges && i < ranges.length; i += 2) {
      if (ranges[i]! >= end) break;
      if (ranges[i]! > from) part(from, ranges[i]!);
      from = Math.max(from, ranges[i + 1]!);
    }
    if (from < end) part(from, end);
  }

  /** Adds many at once: one by one in any order would cost the square of their number. */
  addAll(client: number, added: readonly { clock: number; len: number }[]) {
    if (added.length < 16) {
      for (const { clock, len } of added) this.add(client, clock, clock + len);
      return;
    }
    const ranges = this.#clients.get(client) ?? [];
    const all = added.map(({ clock, len }): [number, number] => [clock, clock + len]);
    for (let i = 0; i < ranges.length; i += 2) all.push([ranges[i]!, ranges[i + 1]!]);
    all.sort(([a], [b]) => a - b);
    const joined: number[] = [];
    for (const [start, end] of all) {
      const last = joined.length - 1;
      if (last > 0 && start <= joined[last]!) joined[last] = Math.max(joined[last]!, end);
      else joined.push(start, end);
    }
    this.#clients.set(client, joined);
  }

  add(client: number, start: number, end: number) {
    const ranges = this.#clients.get(client);
    if (!ranges) {
      this.#clients.set(client, [start, end]);
      return;
    }
    // Ranges that touch are joined, so that deleting letter by letter keeps one range.
    const first = firstEndingAfter(ranges, start - 1);
    let last = first;
    let [from, to] = [start, end];
    for (; last < ranges.length && ranges[last]! <= end; last += 2) {
      from = Math.min(from, ranges[last]!);
      to = Math.max(to, ranges[last + 1]!);
    }
    if (last === first + 2) {
      ranges[first] = from;
      ranges[first + 1] = to;
    } else ranges.splice(first, last - first, from, to);
  }
}

/** The index of the first range that ends after `clock`. */
function firstEndingAfter(ranges: number[], clock: number) {
  let [low, high] = [0, ranges.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle * 2 + 1]! > clock) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}

/** Ranges as `[clock, length]` for each client: what an update says is deleted. */
export type DeleteSet = Map<number, { clock: number; len: number }[]>;

/** A delete set in the bytes that end a Yjs update (format V1). */
export function encodeDeleteSet(set: DeleteSet) {
  const numbers = [set.size];
  for (const [client, ranges] of set) {
    numbers.push(client, ranges.length);
    for (const { clock, len } of ranges) numbers.push(clock, len);
  }
  const bytes = new Uint8Array(numbers.reduce((sum, it) => sum + lengthOf(it), 0));
  let at = 0;
  for (const it of numbers) at = writeVarUint(bytes, at, it);
  return bytes;
}
