import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { DatabaseDriver } from "../db/driver.ts";
import type { Tables } from "../db/tables.ts";
import type { Clock, Host } from "../relay/host.ts";
import type { Limits } from "../relay/limits.ts";
import { createRelay, type Relay } from "../relay/rooms.ts";
import { type Access, type DocumentSeat, isTouchedBy, seatAt, seatFor } from "./access.ts";
import { createDocumentJobs, type DocumentJobs } from "./jobs.ts";
import { gatherKnocks } from "./places.ts";
import { createDocumentStore, type DocumentStore } from "./store.ts";

export interface DocumentDeps {
  db: Kysely<Tables>;
  driver: DatabaseDriver;
  /** Milliseconds since 1970. */
  now(): number;
  access: Access;
  log: Logger;
}

/** The live documents of this server: what the routes, the sockets and `main.ts` need of them. */
export interface Documents {
  relay: Relay;
  store: DocumentStore;
  jobs: DocumentJobs;
  /** Tells after every write which document has grown; the answer ends it. */
  onSaved(listener: (name: string) => void): () => void;
  /** Saves what waits, tells everybody that the server restarts, and ends the thread. */
  close(msMax?: number): Promise<void>;
}

interface HostOptions {
  clock?: Clock;
  limits?: Partial<Limits>;
  jobs?: DocumentJobs;
}

/** Opens the relay over our database, and keeps its seats as true as the access they come from. */
export function openDocuments(
  { db, driver, now, access, log }: DocumentDeps,
  { jobs = createDocumentJobs(), ...options }: HostOptions = {},
): Documents {
  const store = createDocumentStore(driver, now);
  const listeners = new Set<(name: string) => void>();
  const host = documentHost(db, now, store, jobs);
  const placeOf = gatherKnocks(db);
  const seatAgain: Host["seatAgain"] = async (name, { signInId }) =>
    seatAt(await placeOf(name, signInId), { name, signInId }, now());
  const append: Host["append"] = async (name, ...rest) => {
    await host.append(name, ...rest);
    for (const listener of listeners) listener(name);
  };
  const relay = createRelay({ ...options, host: { ...host, append, seatAgain }, report });
  const unsubscribe = access.subscribe((change) => {
    void relay.recheck((seat, name) => isTouchedBy(seat as DocumentSeat, name, change));
  });

  function report(what: string, { error, ...details }: Record<string, unknown>) {
    log.error({ ...details, err: error }, `Documents: ${what}.`);
  }

  return {
    relay,
    store,
    jobs,
    onSaved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close(msMax) {
      unsubscribe();
      await relay.close(msMax);
      await jobs.close();
    },
  };
}

/** The three questions of the relay, answered by the database. */
export function documentHost(
  db: Kysely<Tables>,
  now: () => number,
  store: DocumentStore,
  jobs: Pick<DocumentJobs, "snapshot" | "difference">,
): Host {
  return {
    load: store.load,
    append: store.append,
    async compact(name, seq, parts) {
      const snapshot = await jobs.snapshot(parts);
      await store.keepSnapshot(name, seq, snapshot);
      return snapshot;
    },
    difference: jobs.difference,
    seatAgain: (name, seat) => seatFor(db, name, seat.signInId, now()),
  };
}
