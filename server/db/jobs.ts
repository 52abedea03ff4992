import type { Rows } from "./driver.ts";
import type { DatabaseLimits } from "./limits.ts";
import type { Checked } from "./traps.ts";

/** What the server asks of the worker that holds the database. Jobs with a `token` belong to that transaction. */
export type Job = { id: number } & (
  | { kind: "batch"; statements: Checked[]; token?: number }
  | { kind: "exec"; sql: string }
  /** Its own id becomes the token. */
  | { kind: "begin" }
  | { kind: "commit" | "rollback"; token: number }
  | { kind: "copy"; file: string }
  | { kind: "close" }
);

export interface Failed {
  code: string;
  message: string;
}

/** What the worker answers: the rows of each statement, or why nothing was kept. */
export type Answer = { id: number; rows?: Rows[]; failed?: Failed };

/** The worker's first message, then one array of answers after each commit. */
export type FromWorker = { opened: true } | { opened: false; failed: Failed } | Answer[];

export interface WorkerData {
  file: string;
  limits: DatabaseLimits;
}
