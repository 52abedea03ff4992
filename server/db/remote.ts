import { type Client, createClient, type InStatement, type ResultSet } from "@libsql/client/web";
import { AppError } from "../../shared/errors.ts";
import type { DatabaseDriver, Rows, Value } from "./driver.ts";
import { failure } from "./failure.ts";
import { type DatabaseLimits, databaseLimits } from "./limits.ts";
import { type Checked, checked, checkedText, plainRow } from "./traps.ts";

/**
 * A libSQL server (sqld, Turso) by its URL. Throws an AppError when it cannot be reached. When the network is cut
 * during a commit, nobody can know whether it was kept: then a call may reject although it was.
 */
export async function openRemote(
  url: string,
  token?: string,
  limits: DatabaseLimits = databaseLimits,
): Promise<DatabaseDriver> {
  const client = connect(url, token, limits);
  try {
    await client.execute("select 1");
  } catch (error) {
    client.close();
    throw unreachable(url, error);
  }
  // The server has one writer too; in a row here, transactions do not have to ask it again and again.
  let last: Promise<unknown> = Promise.resolve();

  const one = async (
    work: (statement: InStatement) => Promise<ResultSet>,
    sql: string,
    params?: readonly Value[],
  ) => {
    const statement = checked(sql, params);
    return rows(await told(work(asked(statement)), sql), statement);
  };

  return {
    query: (sql, params) => one((statement) => client.execute(statement), sql, params),

    async batch(statements) {
      if (statements.length > limits.statementsPerBatchMax)
        throw new Error(
          `A batch may hold ${limits.statementsPerBatchMax} statements, not ${statements.length}.`,
        );
      if (statements.length === 0) return [];
      const all = statements.map((it) => checked(it.sql, it.params));
      const results = await told(client.batch(all.map(asked), "write"), all[0]!.sql);
      return results.map((result, at) => rows(result, all[at]!));
    },

    async exec(sql) {
      await told(client.executeMultiple(checkedText(sql)), sql);
    },

    async begin() {
      const before = last;
      let letGo = () => {};
      last = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await before;
      const transaction = await told(client.transaction("write"), "begin").catch((error) => {
        letGo();
        throw error;
      });
      let over = false;
      const end = () => {
        over = true;
        clearTimeout(timer);
        transaction.close();
        letGo();
      };
      const timer = setTimeout(end, limits.transactionMsMax);
      const open = () => {
        if (over)
          throw new Error(
            `This transaction is over: it ended, or it took longer than ${limits.transactionMsMax} ms and was rolled back.`,
          );
      };
      return {
        async query(sql, params) {
          open();
          return one((statement) => transaction.execute(statement), sql, params);
        },
        async commit() {
          open();
          await told(transaction.commit(), "commit").finally(end);
        },
        async rollback() {
          open();
          await told(transaction.rollback(), "rollback").finally(end);
        },
      };
    },

    async copyTo() {
      throw new AppError(
        "invalid",
        "This database is on a libSQL server; copy it there, with that server's own backup.",
      );
    },

    async close() {
      client.close();
    },
  };
}

function connect(url: string, token: string | undefined, limits: DatabaseLimits): Client {
  const patiently = (request: Request) =>
    fetch(request, { signal: AbortSignal.timeout(limits.remoteAnswerMsMax) });
  try {
    return createClient({ url, authToken: token, fetch: patiently, intMode: "bigint" });
  } catch (error) {
    throw unreachable(url, error);
  }
}

const asked = ({ sql, params }: Checked) => ({ sql, args: params });

function rows(result: ResultSet, statement: Checked): Rows {
  const plain = result.rows.map((row) =>
    plainRow(Object.fromEntries(result.columns.map((name, at) => [name, row[at]]))),
  );
  return { rows: plain, changes: statement.reads ? 0 : result.rowsAffected };
}

async function told<T>(work: Promise<T>, sql: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, extendedCode, message } = error as {
      code?: unknown;
      extendedCode?: unknown;
      message: string;
    };
    const name = [extendedCode, code].find((it) => typeof it === "string") ?? "";
    // Everything else is the network, or the server at its other end.
    if (!/^SQL/.test(name))
      throw new AppError(
        "unavailable",
        "The database server does not answer, so this may not be saved. Try again in a moment.",
        {},
        5,
      );
    throw failure(name, message, sql);
  }
}

function unreachable(url: string, error: unknown) {
  const { code, message, cause } = error as { code?: string; message: string; cause?: { code?: string } };
  // The message itself may repeat the address with its secrets.
  const status = /HTTP status \d+/.exec(message)?.[0];
  const why = status
    ? `refuses us (${status})`
    : `does not answer (${cause?.code ?? code ?? "no connection"})`;
  return new AppError(
    "unavailable",
    `The database server ${withoutSecrets(url)} ${why}. Check DATABASE_URL and DATABASE_TOKEN, and that it runs.`,
  );
}

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return "in DATABASE_URL";
  const it = new URL(url);
  return `${it.protocol}//${it.host}${it.pathname}`.replace(/\/$/, "");
}
