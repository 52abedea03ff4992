import type { Kysely } from "kysely";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import type { Job, JobKind } from "./jobs.ts";

/**
 * Does jobs of one kind of one initiative that are due, all in the transaction that notes them as done. Answers the
 * ids of those that came to nothing, because what they were about has changed.
 */
export type DoJobs = (tx: Kysely<Tables>, jobs: readonly Job[]) => Promise<ReadonlySet<string>>;

/** Does what is planned when its time comes: at the start, every minute, and when told. */
export interface Jobs {
  /** Something may be due: look soon. */
  wake(): void;
  /** Does what is due now; resolves when all of it was tried once. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

const everyMs = 60_000;
const attemptsMax = 20;
/** As many in one transaction. */
const jobsMax = 500;
const waitMs = 60_000;
const waitMsMax = 60 * 60_000;

export function openJobs(
  deps: Pick<Deps, "db" | "now" | "log" | "mail">,
  handlers: Record<JobKind, DoJobs>,
): Jobs {
  const { db, now, log } = deps;
  /** When a job that failed may be tried again; after a restart all may be at once. */
  const notBefore = new Map<string, number>();
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function run() {
    // A second caller asks for one more round, so that what it has just planned is not missed.
    again = true;
    running ??= rounds().finally(() => {
      running = undefined;
    });
    await running;
  }

  async function rounds() {
    while (again && !stopped) {
      again = false;
      const due = await dueJobs();
      const groups = Map.groupBy(due, (it) => `${it.initiative_id} ${it.kind}`);
      for (const jobs of groups.values()) if (!stopped) await attempt(jobs);
      // There may be more than one round brings.
      if (due.length === jobsMax) again = true;
      if (due.length > 0) deps.mail.wake();
    }
  }

  async function dueJobs() {
    const waiting = [...notBefore].filter(([, at]) => at > now()).map(([id]) => id);
    let rows = db
      .selectFrom("job")
      .selectAll()
      .where("done_at", "is", null)
      .where("due_at", "<=", now())
      .where("attempts", "<", attemptsMax)
      .orderBy("due_at")
      .orderBy("key")
      .limit(jobsMax);
    if (waiting.length > 0) rows = rows.where("id", "not in", waiting);
    return rows.execute();
  }

  async function attempt(jobs: readonly Job[]): Promise<void> {
    try {
      await doAll(jobs);
    } catch (error) {
      // One that cannot be done must not hold up the others.
      if (jobs.length > 1) {
        for (const job of jobs) await attempt([job]);
        return;
      }
      const [job] = jobs as [Job];
      const attempts = job.attempts + 1;
      notBefore.set(job.id, now() + Math.min(waitMsMax, waitMs * 2 ** job.attempts));
      log.warn({ err: error, job: job.key, attempts }, "A job could not be done; it is tried again.");
      const last_error = String((error as Error).message).slice(0, 300);
      await db.updateTable("job").set({ attempts, last_error }).where("id", "=", job.id).execute();
    }
  }

  const doAll = (jobs: readonly Job[]) =>
    db.transaction().execute(async (tx) => {
      // What was dropped since it was read is no longer due.
      const still = await tx
        .selectFrom("job")
        .selectAll()
        .where(
          "id",
          "in",
          jobs.map(({ id }) => id),
        )
        .where("done_at", "is", null)
        .orderBy("due_at")
        .orderBy("key")
        .execute();
      if (still.length === 0) return;
      const dropped = await handlers[still[0]!.kind as JobKind](tx, still);
      for (const { id } of still)
        await tx
          .updateTable("job")
          .set({ done_at: now(), outcome: dropped.has(id) ? "dropped" : "done", last_error: null })
          .where("id", "=", id)
          .execute();
      for (const { id } of still) notBefore.delete(id);
    });

  const wake = () => void run().catch((error) => log.error({ err: error }, "The jobs could not be read."));
  const timer = setInterval(wake, everyMs);
  timer.unref();

  return {
    wake,
    run,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running?.catch(() => {});
    },
  };
}
