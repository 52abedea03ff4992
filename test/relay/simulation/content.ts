import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { messageType } from "../../../shared/relay/messages.ts";

/** Ranges of letters, for each Yjs client. */
class Ranges {
  readonly #clients = new Map<number, [start: number, end: number][]>();

  add(client: number, start: number, end: number) {
    const list = this.#clients.get(client);
    if (!list) {
      this.#clients.set(client, [[start, end]]);
      return;
    }
    const last = list.at(-1)!;
    if (start >= last[0] && start <= last[1]) last[1] = Math.max(last[1], end);
    else list.push([start, end]);
  }

  addAll(other: Ranges) {
    for (const [client, list] of other.#clients)
      for (const [start, end] of list) this.add(client, start, end);
  }

  clients() {
    return [...this.#clients.keys()];
  }

  /** The first letter of these that is not in `other`. */
  firstMissingIn(other: Ranges) {
    for (const client of this.#clients.keys()) {
      const theirs = other.#joined(client);
      for (const [start, end] of this.#joined(client)) {
        let from = start;
        for (const it of theirs) if (it[0] <= from && it[1] > from) from = it[1];
        if (from < end) return { client, clock: from };
      }
    }
    return undefined;
  }

  #joined(client: number) {
    const list = this.#clients.get(client) ?? [];
    if (list.length < 2) return list;
    list.sort(([a], [b]) => a - b);
    const joined = [list[0]!];
    for (const [start, end] of list) {
      const last = joined.at(-1)!;
      if (start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    this.#clients.set(client, joined);
    return joined;
  }
}

/** What updates say: which letters there are, and which are deleted. Told apart from how the relay does it. */
export class Content {
  readonly written = new Ranges();
  readonly deleted = new Ranges();

  static of(update: Uint8Array) {
    const content = new Content();
    const { structs, ds } = Y.decodeUpdate(update);
    for (const { id, length } of structs) content.written.add(id.client, id.clock, id.clock + length);
    content.#delete(ds);
    return content;
  }

  static ofDocument(doc: Y.Doc) {
    const content = new Content();
    for (const [client, end] of Y.decodeStateVector(Y.encodeStateVector(doc)))
      content.written.add(client, 0, end);
    content.#delete(Y.createDeleteSetFromStructStore(doc.store));
    return content;
  }

  add(other: Content) {
    this.written.addAll(other.written);
    this.deleted.addAll(other.deleted);
  }

  /** In words what of this is not in `other`. */
  missingIn(other: Content) {
    const letter = this.written.firstMissingIn(other.written);
    if (letter) return `letter ${letter.clock} of client ${letter.client}`;
    const deletion = this.deleted.firstMissingIn(other.deleted);
    return deletion && `the deletion of letter ${deletion.clock} of client ${deletion.client}`;
  }

  #delete({ clients }: { clients: Map<number, { clock: number; len: number }[]> }) {
    for (const [client, list] of clients)
      for (const { clock, len } of list) this.deleted.add(client, clock, clock + len);
  }
}

/** The update in a message, if it is one that carries any. */
export function updateIn(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== messageType.sync || (bytes[1] !== 1 && bytes[1] !== 2)) return undefined;
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = 2;
  return decoding.readVarUint8Array(decoder);
}
