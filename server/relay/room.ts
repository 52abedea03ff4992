import * as Y from "yjs";
import { closeCode } from "../../shared/relay/messages.ts";
import { Answers } from "./answers.ts";
import type { Connection } from "./connection.ts";
import { type judge, type Known, learn, nothingKnown } from "./gate.ts";
import type { Clock, Host, Report, Seat, StoredDocument } from "./host.ts";
import type { Limits } from "./limits.ts";
import { Listeners } from "./listeners.ts";
import type { Pace } from "./pace.ts";
import { Presence } from "./presence.ts";
import {
  decodeMessage,
  encodeDenied,
  encodeSaved,
  encodeStep1,
  type Message,
  notSavedMessage,
} from "./protocol.ts";
import { asMessage } from "./runs.ts";
import { type Entry, Saver } from "./saver.ts";
import { Snapshots } from "./snapshots.ts";
import { Tail } from "./tail.ts";

export interface RoomOptions {
  name: string;
  host: Host;
  clock: Clock;
  random(): number;
  limits: Limits;
  report: Report;
  /** One for all rooms. */
  pace: Pace;
  /** Says of every update whether it may come in. */
  gate: typeof judge;
  /** Called when the store has gone on without this room. */
  lost(room: Room): void;
}

/** The live copy of one document: who is here, what they may, and what has been said. SPEC.md says how it behaves. */
export class Room {
  readonly name: string;
  readonly connections = new Set<Connection>();
  readonly #options: RoomOptions;
  readonly #known: Known;
  readonly #tail: Tail;
  readonly #saver: Saver;
  readonly #presence: Presence;
  readonly #listeners: Listeners;
  readonly #snapshots: Snapshots;
  /** Who was told that writing fails; empty while it works. */
  readonly #toldNotSaved = new Set<Connection>();
  /** What the server has, as a question for what it lacks: the same for everybody until something new comes. */
  #question: Uint8Array | undefined;
  #isFailing = false;

  constructor(stored: StoredDocument, options: RoomOptions) {
    const { name, host, clock, limits } = options;
    this.name = name;
    this.#options = options;
    this.#known = { ...nothingKnown(), owners: stored.owners };
    this.#tail = new Tail(stored.snapshot, stored.snapshotSeq);
    if (stored.snapshot) learn(this.#known, stored.snapshot);
    for (const update of stored.updates) {
      learn(this.#known, update);
      this.#tail.push(update);
    }
    const tellOperator: Report = (what, details) => options.report(what, { room: name, ...details });
    const answers = new Answers(this.#tail, host, limits);
    this.#snapshots = new Snapshots({
      tail: this.#tail,
      compact: (seq, parts) => host.compact(name, seq, parts),
      made: () => answers.forget(),
      limits,
      report: tellOperator,
    });
    this.#saver = new Saver({
      seq: this.#tail.seq,
      append: (after, updates, isRetry) => host.append(name, after, updates, isRetry),
      committed: (batch) => this.#committed(batch),
      failing: (error) => this.#failing(error),
      lost: () => options.lost(this),
      pace: options.pace,
      clock,
      limits,
    });
    this.#presence = new Presence({
      clock,
      limits,
      ownerOf: (client) => this.#known.owners.get(client),
      listeners: () => [...this.connections].filter(isListening),
      random: options.random,
    });
    this.#listeners = new Listeners({
      connections: this.connections,
      tail: this.#tail,
      answers,
      close: (...args) => this.close(...args),
      tellPresence: (connection) => this.#tellPresence(connection),
      clock,
      limits,
      report: tellOperator,
    });
  }

  /** Nobody is here and nothing waits for the disk. */
  get isQuiet() {
    return this.connections.size === 0 && this.#saver.isIdle;
  }

  join(connection: Connection) {
    this.connections.add(connection);
    connection.state = { at: "seated" };
    if (connection.seat.mayEdit) this.#askFor(connection);
    this.#tellPresence(connection);
    if (connection.seatAnswered === connection.seatAsked) this.release(connection);
  }

  leave(connection: Connection) {
    connection.state = { at: "left" };
    this.#toldNotSaved.delete(connection);
    connection.held = undefined;
    if (!this.connections.delete(connection)) return;
    this.#presence.leave(connection);
  }

  close(connection: Connection, code: number, reason: string) {
    if (connection.state.at === "left") return;
    this.leave(connection);
    connection.socket.close(code, reason);
  }

  /** Takes in what was held back while the seat was asked about. */
  release(connection: Connection) {
    const held = connection.held ?? [];
    connection.held = undefined;
    for (const frame of held) this.receive(connection, frame);
  }

  /** Gives somebody who sits here the seat as it is now. */
  reseat(connection: Connection, seat: Seat) {
    const before = connection.seat;
    connection.seat = seat;
    if (before.mayEdit && !seat.mayEdit)
      connection.socket.send(encodeDenied("You may read this text now, and no longer write in it."));
    if (!before.mayEdit && seat.mayEdit) this.#askFor(connection);
    if (JSON.stringify(before.presence) !== JSON.stringify(seat.presence)) this.#presence.restamp(connection);
  }

  receive(connection: Connection, bytes: Uint8Array) {
    if (connection.state.at === "left") return;
    let message: Message;
    try {
      message = decodeMessage(bytes);
    } catch {
      return this.close(connection, closeCode.invalid, "This message could not be read.");
    }
    switch (message.type) {
      case "step1":
        return this.#answerInTurn(connection, message.vector);
      case "step2":
      case "update":
        connection.received++;
        return this.#take(connection, message.type, message.update);
      case "presence":
        return this.#takePresence(connection, message.states);
      case "queryPresence":
        return this.#tellPresence(connection);
    }
  }

  /** Looks after slow readers, slow writes and answers that do not come. */
  sweep() {
    const { clock, limits } = this.#options;
    this.#saver.sweep();
    this.#listeners.sweep();
    for (const connection of this.connections)
      if (connection.gap && clock.now() - connection.gap.since > limits.gapMsMax)
        this.close(connection, closeCode.invalid, "What came before this update is missing.");
  }

  /** Makes a snapshot of what is committed; resolves when it is kept, or has failed and was reported. */
  compact() {
    return this.#snapshots.make();
  }

  get tailBytes() {
    return this.#tail.bytes;
  }

  /** Resolves when all that was said is synced to disk. */
  saved() {
    return this.#saver.idle();
  }

  stop() {
    this.#saver.stop();
    this.#presence.stop();
  }

  // An update: judged, brought to the disk, and then told to the others.

  #take(connection: Connection, type: "step2" | "update", update: Uint8Array) {
    const { gate, limits } = this.#options;
    if (type === "update" && update.length > limits.updateBytesMax)
      return this.close(connection, closeCode.tooLarge, "This change is too large to be sent at once.");
    const verdict = gate(this.#known, update, connection.seat.personId);
    if (verdict.kind === "refused") return this.close(connection, verdict.code, verdict.reason);
    if (verdict.kind === "gap") return this.#takeGap(connection, type);
    if (type === "step2") connection.gap = undefined;
    // Yjs deletes some things by itself while it takes in what others wrote; a reader's whole text says so too. What it
    // deleted by itself and what a person deleted look alike: whoever waits to hear "saved" is not told so of either.
    const isHearsay = !connection.seat.mayEdit && type === "step2" && !connection.wantsSaved;
    if (verdict.kind === "nothing" || (isHearsay && verdict.onlyDeletes))
      return this.#enqueue({ connection, number: connection.received, bytes: 0 });
    if (!connection.seat.mayEdit)
      return this.close(connection, closeCode.forbidden, "You may read this text, not write in it.");
    // Everybody sees the clients of those who are here: nobody is to write under one before its owner does.
    if (verdict.newClients.some((it) => !this.#isFree(it, connection.seat.personId)))
      return this.close(connection, closeCode.forbidden, "This Yjs client belongs to somebody else.");
    const waiting = this.#saver.pendingBytes + verdict.update.length;
    if (this.#tail.documentBytes + waiting > limits.documentBytesMax)
      return this.close(connection, closeCode.tooLarge, "This document has grown too large.");
    if (waiting > limits.pendingBytesMax)
      return this.close(connection, closeCode.tryAgainLater, "Nothing can be saved at the moment.");
    verdict.accept();
    this.#question = undefined;
    const { personId } = connection.seat;
    const { message, update: kept } = asMessage(verdict.update);
    this.#enqueue({
      connection,
      number: connection.received,
      bytes: kept.length,
      message,
      update: { update: kept, personId, newClients: verdict.newClients },
    });
  }

  #isFree(client: number, personId: string) {
    const present = this.#presence.personOf(client);
    return present === undefined || present === personId;
  }

  /**
   * Two tabs of one browser may hear each other before the server hears the first. What builds on something missing
   * is left out, and the socket is asked once for all that is missing.
   */
  #takeGap(connection: Connection, type: "step2" | "update") {
    if (!connection.seat.mayEdit)
      return this.close(connection, closeCode.forbidden, "You may read this text, not write in it.");
    if (!connection.gap) {
      connection.gap = { count: 0, since: this.#options.clock.now() };
      this.#askFor(connection);
    }
    if (type === "step2" || ++connection.gap.count > this.#options.limits.gapsMax)
      this.close(connection, closeCode.invalid, "What came before this update is missing.");
  }

  #enqueue(entry: Entry) {
    entry.connection.pending++;
    this.#saver.push(entry);
  }

  #committed(batch: readonly Entry[]) {
    const before = this.#tail.seq;
    for (const { update } of batch) if (update) this.#tail.push(update.update);
    if (this.#tail.seq > before) {
      this.#isFailing = false;
      this.#toldNotSaved.clear();
      this.#listeners.tell(batch, before);
    }
    for (const { connection } of batch) connection.pending--;
    for (const entry of batch) {
      this.#acknowledge(entry);
      entry.turn?.();
    }
    this.#snapshots.makeWhenLong();
  }

  #acknowledge({ connection, number }: Entry) {
    if (!connection.wantsSaved || number === 0 || connection.gap || connection.state.at === "left") return;
    connection.socket.send(encodeSaved(connection.pending === 0 ? connection.received : number));
  }

  #failing(error: unknown) {
    if (!this.#isFailing) this.#options.report("updates could not be written", { room: this.name, error });
    this.#isFailing = true;
    // Called at every attempt, so that whoever writes meanwhile is told as well, once.
    for (const connection of this.connections) {
      if (!connection.wantsSaved || connection.pending === 0 || this.#toldNotSaved.has(connection)) continue;
      this.#toldNotSaved.add(connection);
      connection.socket.send(notSavedMessage);
    }
  }

  // Joining and catching up.

  #askFor(connection: Connection) {
    this.#question ??= encodeStep1(Y.encodeStateVector(this.#known.clocks));
    connection.socket.send(this.#question);
  }

  #answerInTurn(connection: Connection, view: Uint8Array) {
    const vector = view.slice();
    try {
      if (vector.length > this.#options.limits.vectorBytesMax) throw new Error("too long");
      Y.decodeStateVector(vector);
    } catch {
      return this.close(connection, closeCode.invalid, "This state vector could not be read.");
    }
    if (connection.pending === 0) this.#listeners.answer(connection, vector);
    // "Synced" is not said before what the socket sent earlier is on disk.
    else
      this.#enqueue({
        connection,
        number: 0,
        bytes: 0,
        turn: () => this.#listeners.answer(connection, vector),
      });
  }

  // Presence.

  #takePresence(connection: Connection, states: Uint8Array) {
    if (states.length > this.#options.limits.presenceFrameBytesMax)
      return this.close(connection, closeCode.tooLarge, "This presence is too large.");
    try {
      this.#presence.receive(connection, states);
    } catch {
      this.close(connection, closeCode.invalid, "This presence could not be read.");
    }
  }

  #tellPresence(connection: Connection) {
    for (const message of this.#presence.all(connection)) connection.socket.send(message);
  }
}

/** Whether presence reaches it: it has not fallen behind. */
const isListening = (connection: Connection) => connection.state.at === "seated";
