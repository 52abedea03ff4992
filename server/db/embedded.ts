import { existsSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "../../shared/errors.ts";
import type { DatabaseDriver, Rows } from "./driver.ts";
import { failure, openFailure } from "./failure.ts";
import type { Answer, FromWorker, Job, WorkerData } from "./jobs.ts";
import { type DatabaseLimits, databaseLimits } from "./limits.ts";
import { checked, checkedText } from "./traps.ts";

interface Call {
  sql: string;
  resolve(rows: Rows[]): void;
  reject(error: Error): void;
}

/** A job without its number. */
type Work = Job extends infer J ? (J extends Job ? Omit<J, "id"> : never) : never;

/** Where the database is served: the messages of {@link serveDatabase} to and fro. */
export type DatabaseThread = Pick<Worker, "postMessage" | "on" | "once" | "off" | "terminate">;

/** A thread of its own, so that no query and no sync to disk holds up the event loop. */
const beginThread = (data: WorkerData): DatabaseThread =>
  new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: data.limits.workerHeapMbMax },
  });

/**
 * Opens the embedded database, in a worker of its own unless `begin` says where. Throws an AppError for the person who
 * started the server when the file cannot be had.
 */
export async function openEmbedded(
  file: string,
  limits: DatabaseLimits = databaseLimits,
  onDeath: (error: Error) => void = () => {},
  begin = beginThread,
): Promise<DatabaseDriver> {
  const worker = begin({ file, limits });
  const calls = new Map<number, Call>();
  let lastId = 0;
  let outbox: Job[] = [];
  let ended: Error | undefined;
  let closing: Promise<void> | undefined;

  const end = (why: Error) => {
    if (ended) return;
    ended = why;
    for (const call of calls.values()) call.reject(why);
    calls.clear();
  };
  const died = (cause: unknown) => {
    if (ended) return;
    const why = new AppError(
      "unavailable",
      "The database stopped, so this was not saved. Ask whoever runs the server to start it again.",
    );
    why.cause = cause;
    end(why);
    onDeath(why);
  };

  await new Promise<void>((resolve, reject) => {
    const refuse = (code: string, message: string) => {
      void worker.terminate();
      reject(openFailure(file, code, message));
    };
    const early = (error: Error) => refuse("", error.message);
    worker.once("error", early);
    worker.once("message", (first: FromWorker) => {
      worker.off("error", early);
      if (Array.isArray(first) || first.opened) resolve();
      else refuse(first.failed.code, first.failed.message);
    });
  });
  worker.on("error", died);
  worker.on("exit", (code) => died(new Error(`The database thread ended with code ${code}.`)));
  worker.on("message", (answers: Answer[]) => {
    for (const { id, rows, failed } of answers) {
      const call = calls.get(id);
      calls.delete(id);
      if (!call) continue;
      if (failed) call.reject(failure(failed.code, failed.message, call.sql));
      else call.resolve(rows ?? []);
    }
  });

  function ask(work: Work, id = ++lastId): Promise<Rows[]> {
    if (ended) return Promise.reject(ended);
    // What a transaction still needs, and the end, come through: they make the queue shorter.
    if (calls.size >= limits.waitingCallsMax && !("token" in work) && work.kind !== "close")
      return Promise.reject(
        new AppError("unavailable", "The server is very busy. Wait a moment, then try again.", {}, 2),
      );
    return new Promise((resolve, reject) => {
      calls.set(id, { sql: textOf(work), resolve, reject });
      // Calls of the same turn travel together.
      if (outbox.length === 0) queueMicrotask(send);
      outbox.push({ ...work, id } as Job);
    });
  }

  function send() {
    const jobs = outbox;
    outbox = [];
    worker.postMessage(jobs);
  }

  async function letGo() {
    if (ended) return;
    await ask({ kind: "close" });
    end(new AppError("unavailable", "The server is closing. Try again in a moment.", {}, 5));
    await worker.terminate();
  }

  return {
    query: async (sql, params) => (await ask({ kind: "batch", statements: [checked(sql, params)] }))[0]!,

    async batch(statements) {
      if (statements.length > limits.statementsPerBatchMax)
        throw new Error(
          `A batch may hold ${limits.statementsPerBatchMax} statements, not ${statements.length}.`,
        );
      if (statements.length === 0) return [];
      return ask({ kind: "batch", statements: statements.map((it) => checked(it.sql, it.params)) });
    },

    async exec(sql) {
      await ask({ kind: "exec", sql: checkedText(sql) });
    },

    async begin() {
      const token = ++lastId;
      await ask({ kind: "begin" }, token);
      return {
        query: async (sql, params) =>
          (await ask({ kind: "batch", statements: [checked(sql, params)], token }))[0]!,
        commit: async () => void (await ask({ kind: "commit", token })),
        rollback: async () => void (await ask({ kind: "rollback", token })),
      };
    },

    async copyTo(target) {
      if (existsSync(target))
        throw new AppError("conflict", `${target} is already there. Choose another name.`);
      // Under its own name only when it is whole and on the disk.
      const part = `${target}.part`;
      await rm(part, { force: true });
      try {
        await ask({ kind: "copy", file: part });
        await sync(part);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
      await rename(part, target);
      await sync(dirname(target));
    },

    close() {
      closing ??= letGo();
      return closing;
    },
  };
}

const textOf = (work: Work) =>
  work.kind === "batch" ? work.statements[0]!.sql : work.kind === "exec" ? work.sql : work.kind;

/** Waits until a file, or the names in a folder, are on the disk. */
export async function sync(path: string) {
  // Windows syncs names by itself and does not open a folder.
  if (process.platform === "win32" && (await stat(path)).isDirectory()) return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
