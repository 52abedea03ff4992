/** What may be bound to a statement. Booleans become 0 and 1, whole numbers integers, `undefined` null. */
export type Value = string | number | bigint | boolean | Uint8Array | null | undefined;

export interface Statement {
  sql: string;
  params?: readonly Value[];
}

export interface Rows {
  /** Blobs are `Uint8Array`, integers are `number`. */
  rows: Record<string, unknown>[];
  changes: number;
}

export interface Transaction {
  query(sql: string, params?: readonly Value[]): Promise<Rows>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * A database as the rest of the server sees it: the embedded libSQL file behind its worker, or a libSQL server
 * by URL. A promise that resolves means *committed and synced to disk*; one that rejects means nothing was kept
 * (over a network that is cut during the commit, nobody can know).
 */
export interface DatabaseDriver {
  query(sql: string, params?: readonly Value[]): Promise<Rows>;
  /** All statements or none, in order, as one commit that may be shared with other callers' work. */
  batch(statements: readonly Statement[]): Promise<Rows[]>;
  /** Several statements in one text, without parameters: migrations and pragmas. Not atomic by itself. */
  exec(sql: string): Promise<void>;
  /** A transaction that asks between its steps. Others wait meanwhile; it is rolled back after `transactionMsMax`. */
  begin(): Promise<Transaction>;
  /** Writes a consistent copy to a new file. Throws on a remote database, which has backups of its own. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}
