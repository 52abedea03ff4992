import { Kysely } from "kysely";
import * as Y from "yjs";
import { dialect } from "../../../server/db/dialect.ts";
import type { DatabaseDriver } from "../../../server/db/driver.ts";
import type { Tables } from "../../../server/db/tables.ts";
import {
  type Access,
  createAccess,
  type DocumentSeat,
  isTouchedBy,
  seatFor,
} from "../../../server/documents/access.ts";
import { build } from "../../../server/documents/build.ts";
import { documentHost } from "../../../server/documents/host.ts";
import { createDocumentStore } from "../../../server/documents/store.ts";
import { judge } from "../../../server/relay/gate.ts";
import type { Clock, Host, Seat } from "../../../server/relay/host.ts";
import type { Limits } from "../../../server/relay/limits.ts";
import { createRelay, type Relay } from "../../../server/relay/rooms.ts";
import { serveSocket } from "../../../server/relay/socket.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Disk } from "./disk.ts";
import type { Fault } from "./faults.ts";
import type { Knock, Line, Network } from "./network.ts";
import type { Oracle } from "./oracle.ts";
import { documentName } from "./stage.ts";
import type { World } from "./world.ts";

/** Small, so that within a minute a text is compacted, a line falls behind and another thread is asked. */
const limits: Partial<Limits> = {
  tailBytesMin: 1_200,
  differenceBytesMax: 1_500,
  // More than the presence of all together: a line is not behind because it was told who is here.
  staleBytes: 1_800,
  drainedBytes: 300,
  slowBytesMax: 48_000,
};

/** What one process of the server is made of. */
export interface Parts {
  relay: Relay;
  driver: DatabaseDriver;
  host: Host;
  db: Kysely<Tables>;
  access: Access;
  /** Resolves when this process is no more: whoever still waits for an answer of it hears that there is none. */
  gone: Promise<undefined>;
  end(): void;
}

/** The real relay over the real store, one process after the other on the same disk. */
export class Server {
  readonly #world: World;
  readonly #disk: Disk;
  readonly #network: Network;
  readonly #oracle: Oracle;
  readonly #fault: Fault;
  parts: Parts | undefined;

  constructor(world: World, disk: Disk, network: Network, oracle: Oracle, fault: Fault) {
    this.#world = world;
    this.#disk = disk;
    this.#network = network;
    this.#oracle = oracle;
    this.#fault = fault;
  }

  start() {
    const world = this.#world;
    let isAlive = true;
    const ifAlive = (run: () => void) => () => {
      if (isAlive) run();
    };
    const clock: Clock = { now: world.now, after: (ms, run) => world.after(ms, ifAlive(run)) };
    this.#disk.answersEarly = this.#fault.answersEarly ?? false;
    const driver = this.#fault.driver?.(this.#disk.driver()) ?? this.#disk.driver();
    const db = new Kysely<Tables>({ dialect: dialect(driver) });
    const access = createAccess();
    const store = createDocumentStore(driver, world.wallNow);
    const soon = <T>(make: () => T) =>
      new Promise<T>((resolve, reject) => {
        clock.after(world.between(1, 60), () => {
          try {
            resolve(make());
          } catch (error) {
            reject(error);
          }
        });
      });
    const honest = documentHost(db, world.wallNow, store, {
      snapshot: (parts) => soon(() => build(parts)),
      difference: (parts, vector) => soon(() => Y.diffUpdate(build(parts), vector)),
    });
    const watched = this.#watchSeats(honest);
    const host = this.#fault.host?.(watched, { driver, store, network: this.#network }) ?? watched;
    const relay = createRelay({
      host,
      clock,
      random: world.random,
      limits,
      gate: this.#fault.gate ?? judge,
      report: (what) => world.note(`reported: ${what}`),
    });
    access.subscribe((change) => {
      if (!this.#fault.asksNoMore)
        void relay.recheck((seat, name) => isTouchedBy(seat as DocumentSeat, name, change));
    });
    let leave = (_: undefined) => {};
    const gone = new Promise<undefined>((resolve) => {
      leave = resolve;
    });
    const parts: Parts = {
      relay,
      driver,
      host,
      db,
      access,
      gone,
      end() {
        isAlive = false;
        leave(undefined);
      },
    };
    this.parts = parts;
    this.#network.door = (line) => void this.#answerDoor(parts, line);
  }

  /** Which line a seat is of, and how many questions about it are not answered. */
  readonly #asks = new WeakMap<Seat, { line: Line; open: number }>();

  /** Whoever is told that a seat is no more has to let go of its line at once: the oracle hears of it, too. */
  #watchSeats(honest: Host): Host {
    return {
      ...honest,
      seatAgain: async (name, seat) => {
        const ask = this.#asks.get(seat);
        if (ask) ask.open++;
        try {
          const again = await honest.seatAgain(name, seat);
          if (ask) this.#asks.set(again, ask);
          return again;
        } catch (error) {
          // Of two questions the later one counts.
          if (ask?.open === 1 && error instanceof AppError) this.#oracle.seatEnded(ask.line);
          throw error;
        } finally {
          if (ask) ask.open--;
        }
      },
    };
  }

  async #answerDoor(parts: Parts, line: Line) {
    try {
      const changesBefore = parts.access.changes;
      const seat = await this.#grant(parts, line.knock);
      this.#asks.set(seat, { line, open: 0 });
      line.open();
      this.#fault.line?.(line);
      serveSocket(parts.relay, line.webSocket, line.knock.name, seat, line.knock.wantsSaved);
      // As `upgrade.ts` does.
      if (parts.access.changes !== changesBefore && !this.#fault.asksNoMore)
        void parts.relay.recheck((it) => it === seat);
    } catch (error) {
      if (!(error instanceof AppError)) this.#world.note("a door failed");
      line.refuse();
    }
  }

  /** As the route `/sync/:document` decides it. */
  async #grant({ db, relay }: Parts, { name, signInId, epoch }: Knock): Promise<Seat> {
    if (epoch !== undefined && !this.#fault.forgetsEpoch && epoch !== (await epochOf(db)))
      throw new AppError("conflict", "This was put back to a backup.");
    const seat = await seatFor(db, name, signInId, this.#world.wallNow());
    relay.expectRoomFor(name, seat.personId);
    return this.#fault.seat?.(seat) ?? seat;
  }

  /** Why a line was refused, as a browser asks it; `undefined` when the server does not answer. */
  async summary(signInId: string, epoch: string): Promise<{ mayEdit: boolean } | number | undefined> {
    const { parts } = this;
    return parts && Promise.race([this.#summary(parts, signInId, epoch), parts.gone]);
  }

  async #summary({ db }: Parts, signInId: string, epoch: string) {
    try {
      if (epoch !== (await epochOf(db)) && !this.#fault.forgetsEpoch) return 409;
      return await seatFor(db, documentName, signInId, this.#world.wallNow());
    } catch (error) {
      return error instanceof AppError
        ? { signed_out: 401, not_found: 404, forbidden: 403 }[error.code as "forbidden"]
        : undefined;
    }
  }

  /** The power goes, whatever is under way; then everything that was promised is looked for. */
  async kill() {
    this.#end();
    this.#disk.crash();
    (await this.#oracle.look()).destroy();
  }

  /** It is asked to stop, and has its time. */
  async stop() {
    const { parts } = this;
    if (!parts) return;
    this.#network.door = undefined;
    await parts.relay.close();
    if (this.parts === parts) await this.kill();
  }

  #end() {
    this.parts?.end();
    this.parts = undefined;
    this.#network.serverGone();
  }

  async begin() {
    await this.#oracle.begin();
    this.start();
  }
}

async function epochOf(db: Kysely<Tables>) {
  return (await db.selectFrom("initiative").select("epoch").executeTakeFirstOrThrow()).epoch;
}
