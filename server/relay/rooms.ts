import { AppError, statusOf } from "../../shared/errors.ts";
import { closeCode } from "../../shared/relay/messages.ts";
import { type Connection, newConnection, seatEnd } from "./connection.ts";
import { judge } from "./gate.ts";
import { type Clock, type Host, type Report, type Seat, type Socket, systemClock } from "./host.ts";
import { type Limits, limits as ourLimits } from "./limits.ts";
import { Pace } from "./pace.ts";
import { Room } from "./room.ts";

export interface RelayOptions {
  host: Host;
  clock?: Clock;
  /** From 0 up to 1, without it. */
  random?(): number;
  limits?: Partial<Limits>;
  report?: Report;
  /** Judges every update; without it, as `gate.ts` does. */
  gate?: typeof judge;
}

/** What the owner of a socket tells the relay of it. */
export interface Line {
  receive(bytes: Uint8Array): void;
  left(): void;
}

/** All rooms of one process. */
export interface Relay {
  readonly limits: Limits;
  readonly clock: Clock;
  /** Throws `AppError` when this person, or anybody, cannot have another socket now. Ask before the handshake. */
  expectRoomFor(name: string, personId: string): void;
  /** Seats a socket. It waits while the document is loaded. */
  join(name: string, socket: Socket, seat: Seat, wantsSaved: boolean): Line;
  /** Asks the host again about every seat that fits; what they say is held back until the answer is there. */
  recheck(fits: (seat: Seat, room: string) => boolean): Promise<void>;
  /** Makes a snapshot of an open room now, with all that was said so far; resolves when it is kept. */
  compact(name: string): Promise<void>;
  stats(): { rooms: number; sockets: number };
  /** Writes what waits, says "restart" to everybody, and lets go. Resolves after `msMax` at the latest. */
  close(msMax?: number): Promise<void>;
}

interface Table {
  room: Room | undefined;
  /** Everybody in the room or waiting for it. */
  connections: Set<Connection>;
  /** Since when, while nobody is. */
  emptySince: number;
  /** Set while what was written becomes a snapshot, after which it goes. */
  isLeaving: boolean;
}

export function createRelay({
  host,
  clock = systemClock,
  random = Math.random,
  report = () => {},
  gate = judge,
  ...options
}: RelayOptions): Relay {
  const limits: Limits = { ...ourLimits, ...options.limits };
  const pace = new Pace(clock, limits);
  const tables = new Map<string, Table>();
  const socketsOf = new Map<string, number>();
  let sockets = 0;
  let isClosing = false;
  let cancelSweep: (() => void) | undefined;
  let seatsAskedAt = clock.now();

  function expectRoomFor(name: string, personId: string) {
    if (isClosing)
      throw new AppError("unavailable", "The server restarts. Please try again in a moment.", {}, 5);
    if ((socketsOf.get(personId) ?? 0) >= limits.socketsPerPersonMax)
      throw new AppError(
        "too_many",
        "You have this open in too many places. Close some of them, then try again.",
      );
    const isFull = () => tables.size >= limits.roomsMax && !emptyTable();
    if (sockets >= limits.socketsMax || (!tables.has(name) && isFull()))
      throw new AppError("unavailable", "The server is full. Please try again in a few minutes.", {}, 60);
  }

  function join(name: string, socket: Socket, seat: Seat, wantsSaved: boolean): Line {
    const connection = newConnection(socket, seat, wantsSaved, clock, limits);
    try {
      expectRoomFor(name, seat.personId);
    } catch (error) {
      connection.state = { at: "left" };
      closeWith(socket, error);
      return { receive() {}, left() {} };
    }
    const table = tables.get(name) ?? open(name);
    table.connections.add(connection);
    count(seat.personId, 1);
    table.room?.join(connection);
    sweepLater();
    return {
      receive: (bytes) => receive(table, connection, bytes),
      left: () => leave(table, connection),
    };
  }

  function open(name: string) {
    // A room that waits only in case somebody comes back makes room; the log has what it holds.
    const leaving = tables.size >= limits.roomsMax ? emptyTable() : undefined;
    if (leaving) letGo(...leaving);
    const table: Table = {
      room: undefined,
      connections: new Set(),
      emptySince: clock.now(),
      isLeaving: false,
    };
    tables.set(name, table);
    host.load(name).then(
      (stored) => {
        table.room = new Room(stored, {
          name,
          host,
          clock,
          random,
          limits,
          report,
          pace,
          gate,
          lost: () => lose(name, table),
        });
        for (const connection of table.connections) table.room.join(connection);
      },
      (error: unknown) => {
        if (!(error instanceof AppError)) report("a document could not be loaded", { room: name, error });
        tables.delete(name);
        for (const connection of table.connections) {
          connection.state = { at: "left" };
          closeWith(connection.socket, error);
        }
      },
    );
    return table;
  }

  function receive(table: Table, connection: Connection, bytes: Uint8Array) {
    const { room } = table;
    if (connection.state.at === "left" || isClosing) return;
    if (!connection.budget.take(bytes.length)) return turnAway(closeCode.tooMany, "Too much at once.");
    if (!connection.held && room) return room.receive(connection, bytes);
    connection.held ??= [];
    if (connection.held.length >= limits.waitingFramesMax)
      return turnAway(closeCode.tooMany, "Too much at once.");
    // The bytes are the receiver's and change when this turn ends.
    connection.held.push(bytes.slice());

    function turnAway(code: number, reason: string) {
      if (room) return room.close(connection, code, reason);
      connection.state = { at: "left" };
      connection.socket.close(code, reason);
    }
  }

  function leave(table: Table, connection: Connection) {
    if (!table.connections.delete(connection)) return;
    count(connection.seat.personId, -1);
    table.room?.leave(connection);
    connection.state = { at: "left" };
    if (table.connections.size === 0) table.emptySince = clock.now();
  }

  function count(personId: string, change: number) {
    sockets += change;
    const left = (socketsOf.get(personId) ?? 0) + change;
    if (left > 0) socketsOf.set(personId, left);
    else socketsOf.delete(personId);
  }

  /** The longest empty room, with its name. */
  function emptyTable() {
    let found: [string, Table] | undefined;
    for (const it of tables)
      if (isEmpty(it[1]) && (!found || it[1].emptySince < found[1].emptySince)) found = it;
    return found;
  }

  /**
   * A room that nobody came back to leaves memory, with a snapshot of what was written. Who reloads a page or loses a
   * line is back within seconds, and finds it as it was.
   */
  async function putAway(name: string, table: Table) {
    const isOver = () => isEmpty(table) && clock.now() - table.emptySince >= limits.emptyMsMax;
    if (table.isLeaving || !isOver()) return;
    table.isLeaving = true;
    if (table.room!.tailBytes > 0) await table.room!.compact();
    table.isLeaving = false;
    if (tables.get(name) === table && isOver()) letGo(name, table);
  }

  function letGo(name: string, table: Table) {
    table.room!.stop();
    tables.delete(name);
  }

  function lose(name: string, table: Table) {
    report("the store has gone on without this room", { room: name });
    tables.delete(name);
    const room = table.room!;
    room.stop();
    for (const connection of [...room.connections])
      room.close(connection, closeCode.restart, "The document is read again.");
  }

  async function recheck(fits: (seat: Seat, room: string) => boolean) {
    const asked: Promise<void>[] = [];
    for (const [name, table] of tables)
      for (const connection of table.connections)
        if (connection.state.at !== "left" && fits(connection.seat, name))
          asked.push(recheckOne(name, table, connection));
    await Promise.all(asked);
  }

  async function recheckOne(name: string, table: Table, connection: Connection) {
    const number = ++connection.seatAsked;
    connection.held ??= [];
    try {
      const seat = await host.seatAgain(name, connection.seat);
      if (number !== connection.seatAsked || connection.state.at === "left") return;
      connection.seatAnswered = number;
      connection.seatEndsAt = seatEnd(seat, clock);
      if (!table.room) connection.seat = seat;
      else {
        table.room.reseat(connection, seat);
        table.room.release(connection);
      }
    } catch (error) {
      if (!(error instanceof AppError)) report("a seat could not be asked about", { room: name, error });
      if (number !== connection.seatAsked || connection.state.at === "left") return;
      table.room?.leave(connection);
      connection.state = { at: "left" };
      closeWith(connection.socket, error);
    }
  }

  function sweepLater() {
    if (cancelSweep || isClosing) return;
    cancelSweep = clock.after(limits.sweepMs, () => {
      cancelSweep = undefined;
      for (const [name, table] of tables) {
        table.room?.sweep();
        void putAway(name, table);
      }
      askAboutEndedSeats();
      if (clock.now() - seatsAskedAt > limits.seatMsMax) {
        seatsAskedAt = clock.now();
        void recheck(() => true);
      }
      if (tables.size > 0) sweepLater();
    });
  }

  /** A sign-in may end by itself, or have been prolonged meanwhile: the host knows. */
  function askAboutEndedSeats() {
    for (const [name, table] of tables)
      for (const connection of table.connections)
        if (connection.seatEndsAt <= clock.now() && connection.seatAsked === connection.seatAnswered)
          void recheckOne(name, table, connection);
  }

  async function compact(name: string) {
    const room = tables.get(name)?.room;
    await room?.saved();
    // One that is being made may have begun before.
    await room?.compact();
    if (room && room.tailBytes > 0) await room.compact();
  }

  async function close(msMax = 5_000) {
    isClosing = true;
    cancelSweep?.();
    const rooms = [...tables.values()].flatMap((it) => it.room ?? []);
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      cancel = clock.after(msMax, resolve);
    });
    await Promise.race([Promise.all(rooms.map((it) => it.saved())), late]);
    cancel();
    for (const table of tables.values())
      for (const connection of table.connections) {
        connection.state = { at: "left" };
        connection.socket.close(closeCode.restart, "The server restarts.");
      }
    for (const room of rooms) room.stop();
    tables.clear();
  }

  return {
    limits,
    clock,
    expectRoomFor,
    join,
    recheck,
    compact,
    stats: () => ({ rooms: tables.size, sockets }),
    close,
  };
}

/** Nobody is in it or waits for it, and all that was said in it is on the disk. */
const isEmpty = ({ room, connections }: Table) => connections.size === 0 && room?.isQuiet === true;

/** Says why in the close code, which is 4000 and the HTTP status; a bug of ours asks to try again. */
function closeWith(socket: Socket, error: unknown) {
  if (error instanceof AppError && statusOf[error.code] < 500)
    socket.close(4000 + statusOf[error.code], error.message);
  else socket.close(closeCode.tryAgainLater, "Something went wrong on our side. Please try again.");
}
