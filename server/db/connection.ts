import Database from "libsql";
import type { Rows } from "./driver.ts";
import type { DatabaseLimits } from "./limits.ts";
import { type Checked, plainRow } from "./traps.ts";

/**
 * The one connection to the embedded file, inside the worker. It holds the file exclusively: a second process is
 * refused, and a commit is synced to disk before `commit` returns.
 */
export class Connection {
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();
  readonly #limits: DatabaseLimits;

  constructor(file: string, limits: DatabaseLimits) {
    this.#limits = limits;
    this.#db = new Database(file, { timeout: limits.lockWaitMsMax } as Database.Options);
    // The lock comes first, so that nobody else touches the log; the question takes it.
    this.#ask("pragma locking_mode = exclusive");
    const [mode] = this.#ask("pragma journal_mode = wal");
    if (mode?.journal_mode !== "wal") throw new Error("this disk does not allow SQLite's write-ahead log");
    this.#db.exec("pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on");
    this.#ask(`pragma journal_size_limit = ${limits.walBytesMax}`);
    this.#ask("select count(*) from sqlite_schema");
    // Refuses a folder that can be read only, before anybody writes.
    this.begin();
    this.rollback();
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  begin() {
    this.#db.exec("begin immediate");
  }

  commit() {
    this.#db.exec("commit");
  }

  rollback() {
    if (this.inTransaction) this.#db.exec("rollback");
  }

  /** Runs `work` inside the transaction so that its failure undoes only what it did. */
  undoable<T>(work: () => T): T {
    this.#db.exec("savepoint job");
    try {
      const result = work();
      this.#db.exec("release job");
      return result;
    } catch (error) {
      if (this.inTransaction) this.#db.exec("rollback to job; release job");
      throw error;
    }
  }

  run(statements: readonly Checked[]): Rows[] {
    return statements.map((statement) => {
      const prepared = this.#prepare(statement.sql);
      // Always one array: several arguments, or a buffer as the only one, abort the process.
      if (!prepared.reader) return { rows: [], changes: prepared.run(statement.params).changes };
      const rows = this.#rows(prepared, statement);
      return { rows, changes: statement.reads ? 0 : rows.length };
    });
  }

  #rows(prepared: Database.Statement, { sql, params }: Checked) {
    const rows: Record<string, unknown>[] = [];
    for (const row of prepared.iterate(params)) {
      if (rows.length === this.#limits.rowsPerAnswerMax) {
        // Ends the question: while it is open, no copy can be made and the log cannot start anew.
        prepared.get(params);
        throw new Error(`More than ${rows.length} rows; ask for them in pages: ${sql}`);
      }
      rows.push(row as Record<string, unknown>);
    }
    return rows.map(plainRow);
  }

  /** Several statements in one text. What it leaves open is rolled back. */
  exec(sql: string) {
    try {
      this.#db.exec(sql);
      if (this.inTransaction) throw new Error("This text begins a transaction and does not end it.");
    } finally {
      this.rollback();
    }
  }

  copyTo(file: string) {
    this.#db.prepare("vacuum into ?").run([file]);
  }

  close() {
    this.#prepared.clear();
    this.#db.close();
  }

  #ask(sql: string) {
    return this.#db.prepare(sql).all([]) as Record<string, unknown>[];
  }

  #prepare(sql: string): Database.Statement {
    const known = this.#prepared.get(sql);
    // Put back last: the map is in order of use.
    if (known) this.#prepared.delete(sql);
    const statement = known ?? this.#db.prepare(sql).safeIntegers(true);
    this.#prepared.set(sql, statement);
    if (this.#prepared.size > this.#limits.preparedStatementsMax)
      this.#prepared.delete(this.#prepared.keys().next().value!);
    return statement;
  }
}
