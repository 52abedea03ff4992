import type { Clock, Seat, Socket } from "./host.ts";
import type { Limits } from "./limits.ts";

/**
 * Where a socket is: it *waits* while its room is loaded, is *seated*, has fallen behind (*stale*: nothing new goes
 * out until it has drained; it has everything up to the entry `seq`), or has *left*.
 */
export type State =
  | { at: "waiting" }
  | { at: "seated" }
  | { at: "stale"; since: number; seq: number; asksFor?: Uint8Array }
  | { at: "left" };

/** One socket in a room, with everything the room keeps of it. */
export interface Connection {
  readonly socket: Socket;
  readonly wantsSaved: boolean;
  readonly budget: Budget;
  seat: Seat;
  state: State;
  /** What it says while its room is loaded or its seat is asked about. */
  held: Uint8Array[] | undefined;
  /** How often its seat was asked about, and which time was answered; only the last answer counts. */
  seatAsked: number;
  /** When its seat ends by itself; `Infinity` when it does not. */
  seatEndsAt: number;
  seatAnswered: number;
  /** Its first SyncStep1 was answered: it hears what others write from then on. */
  hears: boolean;
  /** Update frames it has sent, and how many of them wait for the disk. */
  received: number;
  pending: number;
  /** Bytes of the last whole answer; a slow line gets time for it. */
  answerBytes: number;
  /** Set while it has been asked for what is missing before an update it sent. */
  gap: { count: number; since: number } | undefined;
}

export function newConnection(
  socket: Socket,
  seat: Seat,
  wantsSaved: boolean,
  clock: Clock,
  limits: Limits,
): Connection {
  return {
    socket,
    wantsSaved,
    budget: new Budget(clock, limits),
    seat,
    state: { at: "waiting" },
    held: [],
    seatAsked: 0,
    seatEndsAt: seatEnd(seat, clock),
    seatAnswered: 0,
    hears: false,
    received: 0,
    pending: 0,
    answerBytes: 0,
    gap: undefined,
  };
}

export const seatEnd = ({ lastsMs = Number.POSITIVE_INFINITY }: Seat, clock: Clock) => clock.now() + lastsMs;

/** What a socket may still send: messages and bytes refill with time, up to a burst. */
class Budget {
  readonly #clock: Clock;
  readonly #limits: Limits;
  #messages: number;
  #bytes: number;
  #at: number;

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#messages = limits.messagesBurst;
    this.#bytes = limits.bytesBurst;
    this.#at = clock.now();
  }

  /** Takes one message out of it; whether there was room. */
  take(bytes: number) {
    const now = this.#clock.now();
    const seconds = (now - this.#at) / 1000;
    this.#at = now;
    const { messagesPerSecond, messagesBurst, bytesPerSecond, bytesBurst } = this.#limits;
    this.#messages = Math.min(messagesBurst, this.#messages + seconds * messagesPerSecond) - 1;
    this.#bytes = Math.min(bytesBurst, this.#bytes + seconds * bytesPerSecond) - bytes;
    return this.#messages >= 0 && this.#bytes >= 0;
  }
}
