import { closeCode } from "../../shared/relay/messages.ts";
import type { Answers } from "./answers.ts";
import type { Connection } from "./connection.ts";
import type { Clock, Report } from "./host.ts";
import type { Limits } from "./limits.ts";
import { encodeUpdate } from "./protocol.ts";
import type { Entry } from "./saver.ts";
import { mergeSmall, type Tail } from "./tail.ts";

interface Options {
  connections: ReadonlySet<Connection>;
  tail: Tail;
  answers: Answers;
  close(connection: Connection, code: number, reason: string): void;
  /** Tells who is here: it was not told while it was behind. */
  tellPresence(connection: Connection): void;
  clock: Clock;
  limits: Limits;
  report: Report;
}

/** What leaves a room: news to everybody who keeps up, whole answers, and one difference to whoever fell behind. */
export class Listeners {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Sends what was committed to everybody but its author; `before` is the last entry of the log before it. */
  tell(batch: readonly Entry[], before: number) {
    const listening: Connection[] = [];
    for (const connection of this.#options.connections)
      if (connection.hears && !this.#fallsBehind(connection, before)) listening.push(connection);
    for (const { connection, message } of batch) {
      if (!message) continue;
      for (const it of listening) if (it !== connection) it.socket.send(message);
    }
  }

  /** Answers a SyncStep1: now, when another thread has computed it, or when the line has drained. */
  answer(connection: Connection, vector: Uint8Array) {
    const { answers, tail, report, close } = this.#options;
    if (this.#fallsBehind(connection, tail.seq)) {
      if (connection.state.at === "stale") connection.state.asksFor = vector;
      return;
    }
    const answer = answers.to(vector);
    if (Array.isArray(answer)) return sendAnswer(connection, answer);
    answer.then(
      (messages) => sendAnswer(connection, messages),
      (error: unknown) => {
        report("a difference could not be computed", { error });
        close(connection, closeCode.tryAgainLater, "Please try again.");
      },
    );
  }

  /** Looks whether those who are behind have caught up, and whether others have fallen behind. */
  sweep() {
    const { connections, tail } = this.#options;
    for (const connection of connections)
      if (connection.state.at === "stale") this.#lookAfter(connection, connection.state);
      else this.#fallsBehind(connection, tail.seq);
  }

  /** Whether it gets nothing more for the moment; `seq` is the last entry it was sent. */
  #fallsBehind(connection: Connection, seq: number) {
    if (connection.state.at !== "seated") return true;
    const { clock, limits } = this.#options;
    if (connection.socket.bufferedBytes() <= limits.staleBytes) return false;
    connection.state = { at: "stale", since: clock.now(), seq };
    return true;
  }

  #lookAfter(connection: Connection, state: Connection["state"] & { at: "stale" }) {
    const { clock, limits, tail, close, tellPresence } = this.#options;
    const bytes = connection.socket.bufferedBytes();
    const patience = limits.staleMsMax + (connection.answerBytes / limits.slowestBytesPerSecond) * 1000;
    if (bytes > limits.slowBytesMax + connection.answerBytes || clock.now() - state.since > patience)
      return close(connection, closeCode.tryAgainLater, "This line is too slow at the moment.");
    if (bytes > limits.drainedBytes) return;
    connection.state = { at: "seated" };
    const missed = connection.hears ? mergeSmall(tail.since(state.seq)) : [];
    for (const update of missed) connection.socket.send(encodeUpdate(update));
    tellPresence(connection);
    if (state.asksFor) this.answer(connection, state.asksFor);
  }
}

function sendAnswer(connection: Connection, messages: readonly Uint8Array[]) {
  if (connection.state.at === "left") return;
  connection.hears = true;
  connection.answerBytes = 0;
  for (const message of messages) {
    connection.answerBytes += message.length;
    connection.socket.send(message);
  }
}
