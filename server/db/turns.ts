import type { MessagePort } from "node:worker_threads";
import { Connection } from "./connection.ts";
import type { Answer, Failed, FromWorker, Job, WorkerData } from "./jobs.ts";

type Batch = Extract<Job, { kind: "batch" }>;

/**
 * Opens the database and does what `port` asks, in turns, until it is told to close. One connection, in this file and
 * nowhere else: two would meet the bug of SQLite 3.45 in which committed writes can vanish when the log is reset.
 */
export function serveDatabase(port: MessagePort, { file, limits }: WorkerData) {
  const waiting: Job[] = [];
  let turnComes = false;
  let closed = false;
  let transaction: { token: number; timer: NodeJS.Timeout } | undefined;
  let connection: Connection;

  const say = (message: FromWorker) => port.postMessage(message);

  try {
    connection = new Connection(file, limits);
    say({ opened: true });
    port.on("message", (jobs: Job[]) => {
      for (const job of jobs) {
        if ("token" in job && job.token !== undefined) say([inTransaction(job, job.token)]);
        else waiting.push(job);
      }
      comeToTurn();
    });
  } catch (error) {
    say({ opened: false, failed: failed(error) });
  }

  /** A turn starts when every message that has arrived is read, so that they can share it. */
  function comeToTurn() {
    if (turnComes || closed || transaction || waiting.length === 0) return;
    turnComes = true;
    setImmediate(() => {
      turnComes = false;
      const first = waiting[0];
      if (first?.kind === "batch") together(takeTogether());
      else if (first) alone(waiting.shift()!);
      comeToTurn();
    });
  }

  function takeTogether(): Batch[] {
    const end = waiting.findIndex((job, at) => job.kind !== "batch" || at === limits.jobsPerCommitMax);
    return waiting.splice(0, end < 0 ? waiting.length : end) as Batch[];
  }

  /**
   * One commit for all writes that wait. Questions ask what is committed: those that came before the first write
   * are asked before, the others after the commit.
   */
  function together(jobs: Batch[]) {
    // Several questions need no transaction either: nobody else comes between on the one connection.
    const reads = (job: Batch) => job.statements.every((statement) => statement.reads);
    const firstWrite = jobs.findIndex((job) => !reads(job));
    const before = firstWrite < 0 ? jobs : jobs.slice(0, firstWrite);
    const rest = firstWrite < 0 ? [] : jobs.slice(firstWrite);
    // These have no reason to wait for the sync of the others.
    if (before.length > 0) say(before.map(asked));
    if (rest.length > 0)
      say([...commitTogether(rest.filter((job) => !reads(job))), ...rest.filter(reads).map(asked)]);
  }

  const asked = (job: Batch) => answer(job.id, () => connection.run(job.statements));

  function commitTogether(jobs: Batch[]): Answer[] {
    if (jobs.length === 0) return [];
    try {
      connection.begin();
      const answers = jobs.map((job) => {
        const done = answer(job.id, () => connection.undoable(() => connection.run(job.statements)));
        // A job that fails is undone alone, unless SQLite gave up the whole transaction, as on a full disk.
        if (!connection.inTransaction) throw done.failed;
        return done;
      });
      connection.commit();
      return answers;
    } catch (error) {
      connection.rollback();
      const why = failed(error);
      // Some rules speak up for all, such as a reference that is checked at the commit: then each has its own commit.
      if (jobs.length > 1 && why.code.startsWith("SQLITE_CONSTRAINT"))
        return jobs.flatMap((job) => commitTogether([job]));
      return jobs.map((job) => ({ id: job.id, failed: why }));
    }
  }

  function alone(job: Job) {
    if (job.kind === "close") {
      connection.close();
      closed = true;
      // The server ends the thread when it has this; ending by itself would look like a death.
      say([{ id: job.id, rows: [] }]);
      return;
    }
    say([
      answer(job.id, () => {
        if (job.kind === "exec") connection.exec(job.sql);
        else if (job.kind === "copy") connection.copyTo(job.file);
        else if (job.kind === "begin") hold(job.id);
        return [];
      }),
    ]);
  }

  /** From now on only jobs with this token run. */
  function hold(token: number) {
    connection.begin();
    const timer = setTimeout(() => {
      connection.rollback();
      letGo();
    }, limits.transactionMsMax);
    transaction = { token, timer };
  }

  function letGo() {
    clearTimeout(transaction?.timer);
    transaction = undefined;
    comeToTurn();
  }

  function inTransaction(job: Job, token: number): Answer {
    return answer(job.id, () => {
      if (transaction?.token !== token)
        throw new Error(
          `This transaction is over: it ended, or it took longer than ${limits.transactionMsMax} ms and was rolled back.`,
        );
      try {
        if (job.kind === "commit") connection.commit();
        else if (job.kind === "rollback") connection.rollback();
        else if (job.kind === "batch") return connection.undoable(() => connection.run(job.statements));
        return [];
      } catch (error) {
        if (job.kind === "commit") connection.rollback();
        throw error;
      } finally {
        // A full disk ends a transaction without being asked.
        if (!connection.inTransaction) letGo();
      }
    });
  }
}

function answer(id: number, work: () => Answer["rows"]): Answer {
  try {
    return { id, rows: work() };
  } catch (error) {
    return { id, failed: failed(error) };
  }
}

function failed(error: unknown): Failed {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { code: typeof code === "string" ? code : "", message: String(message ?? error) };
}
