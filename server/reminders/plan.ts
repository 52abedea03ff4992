import type { Kysely } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { addDays, type Day, instantIn } from "../../shared/dates.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { dropJobs, type Job, type JobKind, type NewJob, planJobs } from "../jobs/jobs.ts";

type Tx = Kysely<Tables>;
type Asked = Pick<Deps, "now" | "random">;
type Dated = Pick<Commitment, "id" | "status" | "dueOn">;

/** When a commitment is remembered, in days after its date. */
export const reminderDays = [-3, 0, 3, 7] as const;
/** After as many days its reminders are used up: from then on it stands in the backbone's list alone. */
export const lastReminderDay = 7;
/** On the clock of the initiative's place. */
export const reminderTime = "08:00";

/** For as many commitments reminders are planned in one transaction when a server starts. */
const plannedAtOnce = 100;

export const reminderKind: JobKind = "commitment.reminder";

/** What a reminder was planned for. */
export interface ReminderPayload {
  dueOn: Day;
  days: number;
}
export const payloadOf = (job: Pick<Job, "payload">) => JSON.parse(job.payload) as ReminderPayload;

/**
 * Plans what is still to come of a commitment's reminders, in the caller's transaction, and drops those for a date that
 * is no longer its own. A moved date brings four new ones; whatever is not active has none.
 */
export async function planReminders(deps: Asked, tx: Tx, initiativeId: string, it: Dated) {
  await dropJobs(deps, tx, it.id, reminderKind);
  const { timeZone } = await readInitiative(tx, initiativeId);
  await planJobs(deps, tx, remindersOf(it, { initiativeId, timeZone, now: deps.now() }));
}

interface Scene {
  initiativeId: string;
  timeZone: string;
  now: number;
}

function remindersOf({ id, status, dueOn }: Dated, { initiativeId, timeZone, now }: Scene): NewJob[] {
  if (status !== "active") return [];
  return reminderDays
    .map((days) => jobFor({ id, dueOn, days, initiativeId, timeZone }))
    .filter(({ dueAt }) => dueAt > now);
}

const jobFor = (it: {
  id: string;
  dueOn: Day;
  days: number;
  initiativeId: string;
  timeZone: string;
}): NewJob => ({
  initiativeId: it.initiativeId,
  kind: reminderKind,
  key: `${reminderKind}:${it.id}:${it.dueOn}:${it.days}`,
  recordId: it.id,
  dueAt: instantIn(it.timeZone, addDays(it.dueOn, it.days), reminderTime),
  payload: { dueOn: it.dueOn, days: it.days },
});

/** Plans for the commitments that nobody has planned for: of a sample just opened, of a database from before. */
export async function planMissing(deps: Asked & Pick<Deps, "db">) {
  const initiatives = await deps.db.selectFrom("initiative").select(["id", "time_zone"]).execute();
  for (const { id: initiativeId, time_zone: timeZone } of initiatives) {
    const rows = await deps.db
      .selectFrom("commitment")
      .select(["id", "status", "due_on"])
      .where("initiative_id", "=", initiativeId)
      .where("status", "=", "active")
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("job").select("id").whereRef("job.record_id", "=", "commitment.id"))),
      )
      .execute();
    const scene = { initiativeId, timeZone, now: deps.now() };
    // A transaction has a few seconds; thousands of commitments take longer on a busy machine.
    for (let from = 0; from < rows.length; from += plannedAtOnce) {
      const some = rows.slice(from, from + plannedAtOnce);
      const jobs = some.flatMap((it) => remindersOf({ ...it, dueOn: it.due_on }, scene));
      if (jobs.length > 0) await deps.db.transaction().execute((tx) => planJobs(deps, tx, jobs));
    }
  }
}

/** Moves a sample's reminders on with its days: what was mailed stays mailed, what was to come stays as far away. */
export async function moveReminders(tx: Tx, initiativeId: string, days: number) {
  const { timeZone } = await readInitiative(tx, initiativeId);
  const jobs = await tx
    .selectFrom("job")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .where("kind", "=", reminderKind)
    .execute();
  // All go before the first comes back, so that no two are called the same on the way.
  await tx
    .deleteFrom("job")
    .where("initiative_id", "=", initiativeId)
    .where("kind", "=", reminderKind)
    .execute();
  for (const job of jobs) {
    const was = payloadOf(job);
    const { key, dueAt, payload } = jobFor({
      ...was,
      id: job.record_id,
      dueOn: addDays(was.dueOn, days),
      initiativeId,
      timeZone,
    });
    await tx
      .insertInto("job")
      .values({ ...job, key, due_at: dueAt, payload: JSON.stringify(payload) })
      .execute();
  }
}
