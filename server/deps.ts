import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { PlanReader } from "./action-plans/reader.ts";
import type { Config } from "./config.ts";
import type { DatabaseDriver } from "./db/driver.ts";
import type { Tables } from "./db/tables.ts";
import type { Access } from "./documents/access.ts";
import type { Documents } from "./documents/host.ts";
import type { Addresses } from "./http/origin.ts";
import type { Jobs } from "./jobs/runner.ts";
import type { Later } from "./later.ts";
import type { Live } from "./log/live.ts";
import type { Post } from "./mail/post.ts";
import type { Limits } from "./sign-in/limits.ts";
import type { Secrets } from "./sign-in/secrets.ts";

/** Everything a route may need, handed over explicitly. Time, randomness and mail are arguments. */
export interface Deps {
  config: Config;
  addresses: Addresses;
  db: Kysely<Tables>;
  driver: DatabaseDriver;
  /** Milliseconds since 1970. */
  now(): number;
  /** Fills `bytes` with randomness fit for secrets. */
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;
  log: Logger;
  /** Told after every commit that changes who may do what; open sockets listen. */
  access: Access;
  /** Told after every commit that appended to the log; live streams listen. */
  live: Live;
  /** The live documents: their relay, their store, the thread that builds them. */
  documents: Documents;
  /** Keeps the rows of activities as the action plans say. */
  plans: PlanReader;
  mail: Post;
  /** What is planned, and done when its time comes. */
  jobs: Jobs;
  secrets: Secrets;
  /** Who has tried to sign in too often. */
  limits: Limits;
  /** Work that goes on after the answer. */
  later: Later;
}
