import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { DatabaseDriver, Transaction, Value } from "./driver.ts";

/** What Kysely believes to be a connection: the driver, or one transaction of it. */
class Connection implements DatabaseConnection {
  readonly #driver: DatabaseDriver;
  transaction: Transaction | undefined;

  constructor(driver: DatabaseDriver) {
    this.#driver = driver;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const done = await (this.transaction ?? this.#driver).query(query.sql, query.parameters as Value[]);
    return { rows: done.rows as R[], numAffectedRows: BigInt(done.changes) };
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("This database does not stream rows; ask for a page of them.");
  }
}

/**
 * SQLite's own adapter lets one question through at a time, since a connection has one transaction. Ours are as many as
 * one likes: the driver keeps transactions apart, and questions that wait together travel together.
 */
class ManyAtOnce extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true;
  }
}

/** Kysely over either driver. A Kysely transaction is one of the driver's, with its time limit. */
export function dialect(driver: DatabaseDriver): Dialect {
  const kyselyDriver: Driver = {
    init: async () => {},
    acquireConnection: async () => new Connection(driver),
    beginTransaction: async (it) => {
      (it as Connection).transaction = await driver.begin();
    },
    commitTransaction: (it) => ending(it as Connection, "commit"),
    rollbackTransaction: (it) => ending(it as Connection, "rollback"),
    releaseConnection: async () => {},
    destroy: () => driver.close(),
  };
  return {
    createDriver: () => kyselyDriver,
    createAdapter: () => new ManyAtOnce(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<any>) => new SqliteIntrospector(db),
  };
}

async function ending(it: Connection, how: "commit" | "rollback") {
  const transaction = it.transaction;
  it.transaction = undefined;
  await transaction?.[how]();
}
