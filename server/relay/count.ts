import * as decoding from "lib0/decoding";
import type { DeleteSet } from "./deletions.ts";

/**
 * How many structs and deletions an update (format V1) has, counted without making any; it stops soon after `max`.
 * Yjs makes an object of each two bytes before anybody can say that there are too many. Throws when the bytes end early.
 */
export function countParts(update: Uint8Array, max: number): number {
  const reader = new Reader(update);
  let parts = 0;
  for (let clients = reader.number(); clients > 0; clients--) {
    const structs = reader.number();
    reader.number();
    reader.number();
    for (let i = 0; i < structs; i++) {
      if (++parts > max) return parts;
      reader.struct();
    }
  }
  for (let clients = reader.number(); clients > 0; clients--) {
    reader.number();
    for (let ranges = reader.number(); ranges > 0; ranges--) {
      if (++parts > max) return parts;
      reader.number();
      reader.number();
    }
  }
  return parts;
}

/** Of how many Yjs clients an update (format V1) says that it brings structs. Throws when the bytes end early. */
export const countClients = (update: Uint8Array) => new Reader(update).number();

/**
 * How far each Yjs client has counted in an update (format V1), and what the update deletes: five times as fast as
 * when Yjs makes each struct, which is what a long document takes to load. Throws when the bytes end early.
 */
export function readEnds(update: Uint8Array): { ends: Map<number, number>; deletions: DeleteSet } {
  const reader = new Reader(update);
  const ends = new Map<number, number>();
  const deletions: DeleteSet = new Map();
  for (let clients = reader.number(); clients > 0; clients--) {
    const structs = reader.number();
    const client = reader.number();
    let clock = reader.number();
    for (let left = structs; left > 0; left--) clock += reader.struct();
    if (structs > 0) ends.set(client, Math.max(ends.get(client) ?? 0, clock));
  }
  for (let clients = reader.number(); clients > 0; clients--) {
    const client = reader.number();
    const ranges = deletions.get(client) ?? [];
    deletions.set(client, ranges);
    for (let count = reader.number(); count > 0; count--)
      ranges.push({ clock: reader.number(), len: reader.number() });
  }
  return { ends, deletions };
}

/** Goes through an update number by number. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number() {
    const bytes = this.#bytes;
    const first = bytes[this.#at++];
    if (first === undefined) throw tooShort();
    if (first < 128) return first;
    let number = first & 127;
    for (let factor = 128; factor <= Number.MAX_SAFE_INTEGER; factor *= 128) {
      const byte = bytes[this.#at++];
      if (byte === undefined) throw tooShort();
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
    throw new Error("a number is too large");
  }

  /** Passes a struct over; how many letters it counts for. */
  struct() {
    const info = this.#byte();
    const content = info & 31;
    // Something collected or skipped has only a length.
    if (content === 0 || content === 10) return this.number();
    const [hasOrigin, hasRightOrigin, hasKey] = [info & 128, info & 64, info & 32];
    if (hasOrigin) this.#id();
    if (hasRightOrigin) this.#id();
    if (!hasOrigin && !hasRightOrigin) {
      if (this.number() === 1) this.#pass();
      else this.#id();
      if (hasKey) this.#pass();
    }
    return this.#content(content);
  }

  /** By Yjs' numbers of contents. */
  #content(content: number) {
    switch (content) {
      case 1: // deleted
        return this.number();
      case 2: // JSON, one text each
        return this.#times(() => this.#pass());
      case 3: // binary
      case 5: // embedded
        this.#pass();
        return 1;
      case 4:
        return this.#text();
      case 6: // formatting: key and value
        this.#pass();
        this.#pass();
        return 1;
      case 7: {
        // A type; elements and hooks have a name.
        const type = this.number();
        if (type === 3 || type === 5) this.#pass();
        return 1;
      }
      case 8: // any values
        return this.#times(() => this.#any());
      case 9: // another document
        this.#pass();
        this.#any();
        return 1;
      default:
        throw new Error("unknown content");
    }
  }

  #byte() {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw tooShort();
    return byte;
  }

  #id() {
    this.number();
    this.number();
  }

  /** Passes over bytes that begin with their number. */
  #pass() {
    const length = this.number();
    this.#at += length;
    if (this.#at > this.#bytes.length) throw tooShort();
  }

  #times(pass: () => void) {
    const times = this.number();
    for (let left = times; left > 0; left--) pass();
    return times;
  }

  /** A text counts as JavaScript does: what begins with 0xf0 or more is two. */
  #text() {
    const bytes = this.#bytes;
    let letters = 0;
    const length = this.number();
    const end = this.#at + length;
    if (end > bytes.length) throw tooShort();
    for (let at = this.#at; at < end; at++) {
      const byte = bytes[at]!;
      if ((byte & 0xc0) !== 0x80) letters += byte >= 0xf0 ? 2 : 1;
    }
    this.#at = end;
    return letters;
  }

  #any() {
    const decoder = decoding.createDecoder(this.#bytes);
    decoder.pos = this.#at;
    decoding.readAny(decoder);
    this.#at = decoder.pos;
  }
}

const tooShort = () => new Error("the bytes end early");
