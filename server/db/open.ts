import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely } from "kysely";
import { dialect } from "./dialect.ts";
import type { DatabaseDriver } from "./driver.ts";
import { type DatabaseThread, openEmbedded, sync } from "./embedded.ts";
import { openFailure } from "./failure.ts";
import type { WorkerData } from "./jobs.ts";
import { type DatabaseLimits, databaseLimits } from "./limits.ts";
import { migrate } from "./migrate.ts";
import { openRemote } from "./remote.ts";
import type { Tables } from "./tables.ts";

export interface DatabaseOptions {
  dataDir: string;
  /** A libSQL server; without it, the embedded file in `dataDir`. */
  url?: string;
  token?: string;
  now(): number;
  log?: DatabaseLog;
  limits?: DatabaseLimits;
  /** Where the numbered `.sql` files are; the project's own when absent. */
  migrations?: URL;
  /** Looks, and refuses what would have to be brought up to date first. */
  isForLooking?: boolean;
  /** Called when the embedded database ends by itself: nothing can be saved from then on. */
  died?: () => void;
  /** Where the embedded database is served; in a thread of its own when absent. */
  thread?: (data: WorkerData) => DatabaseThread;
}

/** The part of a pino logger that the database speaks to. */
export interface DatabaseLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Database {
  driver: DatabaseDriver;
  db: Kysely<Tables>;
  /** Waits for what is being written, then lets go of the file. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Opens the database and brings it to this version's tables. Throws an AppError that says what to do when it is in
 * use, damaged, not to be written, not reachable, or written by a newer version.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, token, log, now, limits = databaseLimits } = options;
  const driver = url ? await openRemote(url, token, limits) : await openIn(options, limits);
  try {
    await migrate(driver, {
      folder: options.migrations ?? new URL("./migrations/", import.meta.url),
      copies: url ? undefined : join(options.dataDir, "copies"),
      now,
      log,
      isForLooking: options.isForLooking,
    });
  } catch (error) {
    await driver.close();
    throw error;
  }
  return { driver, db: new Kysely<Tables>({ dialect: dialect(driver) }), close: () => driver.close() };
}

async function openIn({ dataDir, log, died, thread }: DatabaseOptions, limits: DatabaseLimits) {
  const file = join(dataDir, "common-thread.db");
  try {
    // For this user only: it holds people's addresses and words.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // SQLite would only speak of a disk error.
    accessSync(dataDir, constants.W_OK);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw openFailure(file, (error as NodeJS.ErrnoException).code ?? "", (error as Error).message);
  }
  const onDeath = (error: Error) => {
    log?.error({ err: error.cause ?? error }, "The database stopped; start the server again.");
    died?.();
  };
  const driver = await openEmbedded(file, limits, onDeath, thread);
  // A new file is safe only when its name is on the disk too.
  await sync(dataDir);
  return driver;
}
