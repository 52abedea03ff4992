import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Connection } from "./connection.ts";
import type { Clock } from "./host.ts";
import type { Limits } from "./limits.ts";
import { encodePresence } from "./protocol.ts";

interface Present {
  /** The one Yjs client of this socket. */
  client: number;
  /** As the client sent it; who it is is laid over it when it goes out. */
  state: Record<string, unknown> | null;
}

interface Options {
  clock: Clock;
  limits: Limits;
  /** Whose letters a Yjs client writes, where that is known. */
  ownerOf(client: number): string | undefined;
  listeners(): Iterable<Connection>;
  /** From 0 up to 1, without it. */
  random(): number;
}

/** What is remembered of a Yjs client. */
interface Remembered {
  /** The last that was sent. */
  clock: number;
  personId: string;
  /** What others are shown in its place. */
  alias: number;
}

/**
 * Who is here, and where their caret is. It never touches the log. A socket speaks for one Yjs client, its own;
 * y-websocket also repeats what it hears of others, which is left out. The clocks that clients send do not count:
 * the server counts, so that a made-up clock cannot keep a state in place.
 *
 * Nobody is shown another's Yjs client, but a number in its place: whoever knew it before its owner has written could
 * write under it first, once this server is started anew and no longer knows who was here. A number that was never
 * shown before is also heard at once by browsers that remember the clocks of an earlier server.
 */
export class Presence {
  readonly #options: Options;
  readonly #present = new Map<Connection, Present>();
  readonly #sockets = new Map<number, Connection>();
  /** Also of those who left, so that they are heard again. */
  readonly #remembered = new Map<number, Remembered>();
  /** What y-websocket may repeat. */
  readonly #aliases = new Set<number>();
  readonly #changed = new Set<number>();
  #flushedAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Takes the socket's own state out of a message. Throws when it is no presence message. */
  receive(connection: Connection, states: Uint8Array) {
    const decoder = decoding.createDecoder(states);
    const count = decoding.readVarUint(decoder);
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      const json = decoding.readVarUint8Array(decoder);
      if (json.length > this.#options.limits.presenceBytesMax || !this.#owns(connection, client)) continue;
      const state: unknown = JSON.parse(new TextDecoder().decode(json));
      if (state !== null && (typeof state !== "object" || Array.isArray(state)))
        throw new Error("a presence is an object or null");
      if (state === null && !this.#present.has(connection)) continue;
      this.#present.set(connection, { client, state: state as Present["state"] });
      this.#sockets.set(client, connection);
      this.#touch(client, connection.seat.personId);
    }
  }

  /** Everybody's state again, with who they are now: somebody's seat has changed. */
  restamp(connection: Connection) {
    const present = this.#present.get(connection);
    if (present) this.#touch(present.client, connection.seat.personId);
  }

  leave(connection: Connection) {
    const present = this.#present.get(connection);
    if (!present) return;
    this.#present.delete(connection);
    this.#sockets.delete(present.client);
    this.#touch(present.client, connection.seat.personId);
  }

  /** The messages that tell a joiner who is here. */
  all(but?: Connection): Uint8Array[] {
    if (this.#present.size === 0) return [];
    const clients = [...this.#present].filter(([it]) => it !== but).map(([, it]) => it.client);
    return this.#messages(clients);
  }

  stop() {
    this.#cancel?.();
  }

  /** Who was the last to be here under a Yjs client. */
  personOf(client: number) {
    return this.#sockets.get(client)?.seat.personId ?? this.#remembered.get(client)?.personId;
  }

  /** Whether the socket may speak for this Yjs client: its own, or one that is free and not another person's. */
  #owns(connection: Connection, client: number) {
    const own = this.#present.get(connection);
    if (own) return own.client === client;
    if (this.#aliases.has(client)) return false;
    const { personId } = connection.seat;
    const holder = this.#sockets.get(client);
    if (holder) {
      // The same browser on a new line, before the old one is known to be dead.
      if (holder.seat.personId !== personId) return false;
      this.#present.delete(holder);
      return true;
    }
    const owner = this.#options.ownerOf(client) ?? this.personOf(client);
    return owner === undefined || owner === personId;
  }

  #touch(client: number, personId: string) {
    const { clock = 0, alias = this.#newAlias() } = this.#remembered.get(client) ?? {};
    // Set anew, so that the oldest are the first.
    this.#remembered.delete(client);
    this.#remembered.set(client, { clock: clock + 1, personId, alias });
    this.#changed.add(client);
    if (this.#cancel) return;
    const { clock: time, limits } = this.#options;
    const pause = Math.max(0, this.#flushedAt + limits.presencePauseMs - time.now());
    this.#cancel = time.after(pause, () => this.#flush());
  }

  /** As Yjs draws its clients. */
  #newAlias() {
    const alias = Math.floor(this.#options.random() * 2 ** 32);
    this.#aliases.add(alias);
    return alias;
  }

  /** Sends what changed since the last time, once, to everybody but whom it is about. */
  #flush() {
    const { clock, limits, listeners } = this.#options;
    this.#cancel = undefined;
    this.#flushedAt = clock.now();
    const changed = [...this.#changed];
    this.#changed.clear();
    const messages = this.#messages(changed);
    const concerned = new Set(changed.map((it) => this.#sockets.get(it)));
    for (const connection of listeners()) {
      const own = concerned.has(connection) ? this.#present.get(connection)?.client : undefined;
      const mine = own === undefined ? messages : this.#messages(changed.filter((it) => it !== own));
      for (const message of mine) connection.socket.send(message);
    }
    for (const [client, { alias }] of this.#remembered) {
      if (this.#remembered.size <= limits.presenceRememberedMax + this.#sockets.size) break;
      if (this.#sockets.has(client)) continue;
      this.#remembered.delete(client);
      this.#aliases.delete(alias);
    }
  }

  /** States as messages, each of at most half of what a client may send back. */
  #messages(clients: readonly number[]) {
    const messages: Uint8Array[] = [];
    let entries: Uint8Array[] = [];
    let bytes = 0;
    const close = () => {
      if (entries.length === 0) return;
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, entries.length);
      for (const it of entries) encoding.writeUint8Array(encoder, it);
      messages.push(encodePresence(encoding.toUint8Array(encoder)));
      entries = [];
      bytes = 0;
    };
    for (const client of clients) {
      const entry = this.#entry(client);
      if (bytes + entry.length > this.#options.limits.presenceFrameBytesMax / 2) close();
      entries.push(entry);
      bytes += entry.length;
    }
    close();
    return messages;
  }

  #entry(client: number) {
    const connection = this.#sockets.get(client);
    const state = connection && this.#present.get(connection)?.state;
    const { clock, alias } = this.#remembered.get(client)!;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, alias);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(
      encoder,
      JSON.stringify(state ? { ...state, ...connection.seat.presence } : null),
    );
    return encoding.toUint8Array(encoder);
  }
}
