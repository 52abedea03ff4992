import type { Kysely } from "kysely";
import { addDays, type Day, instantIn } from "../../shared/dates.ts";
import type { Round } from "../../shared/indicators/round.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { sendCall, writeCall } from "../indicators/calls.ts";
import { indicatorOf, roundOf } from "../indicators/rows.ts";
import { readInitiative } from "../initiative/queries.ts";
import { dropJobs, type JobKind, planJobs } from "../jobs/jobs.ts";
import type { DoJobs } from "../jobs/runner.ts";
import { reminderTime } from "./plan.ts";

type Tx = Kysely<Tables>;
type Asked = Pick<Deps, "now" | "random">;

export const roundKind: JobKind = "round.reminder";

/** When those are written to whose numbers are not there, in days after the day of a round. */
const roundReminderDays = [-3, 0] as const;

/** Plans the mails of a round that are still to come, in the caller's transaction. */
export async function planRoundReminders(deps: Asked, tx: Tx, initiativeId: string, it: Round) {
  const { timeZone } = await readInitiative(tx, initiativeId);
  const jobs = roundReminderDays
    // Whoever was written to today because the round was opened is not written to again.
    .filter((days) => addDays(it.dueOn, days) > it.openedOn)
    .map((days) => ({
      initiativeId,
      kind: roundKind,
      key: `${roundKind}:${it.id}:${it.dueOn}:${days}`,
      recordId: it.id,
      dueAt: instantIn(timeZone, addDays(it.dueOn, days), reminderTime),
      payload: { dueOn: it.dueOn, days },
    }))
    .filter(({ dueAt }) => dueAt > deps.now());
  await planJobs(deps, tx, jobs);
}

export const dropRoundReminders = (deps: Asked, tx: Tx, roundId: string) =>
  dropJobs(deps, tx, roundId, roundKind);

/** Plans the mails of a sample's rounds anew, after its days have moved on. */
export async function moveRoundReminders(deps: Asked, tx: Tx, initiativeId: string) {
  const rows = await tx
    .selectFrom("data_round")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .where("closed_on", "is", null)
    .execute();
  for (const row of rows) {
    await dropRoundReminders(deps, tx, row.id);
    await planRoundReminders(deps, tx, initiativeId, roundOf(row));
  }
}

/** Mails those whose numbers of an open round are not there, before its day and on it. */
export const remindOfRounds =
  (deps: Asked): DoJobs =>
  async (tx, jobs) => {
    const dropped = new Set<string>();
    for (const job of jobs) {
      const { dueOn, days } = JSON.parse(job.payload) as { dueOn: Day; days: number };
      // After a long pause only the last one of a round is mailed.
      const hasLater = jobs.some(
        (it) => it.record_id === job.record_id && JSON.parse(it.payload).days > days,
      );
      const row = await tx
        .selectFrom("data_round")
        .selectAll()
        .where("id", "=", job.record_id)
        .executeTakeFirst();
      const round = row && roundOf(row);
      if (!round || round.closedOn !== null || round.dueOn !== dueOn || hasLater) {
        dropped.add(job.id);
        continue;
      }
      const indicators = await tx
        .selectFrom("indicator")
        .selectAll()
        .where("id", "in", round.indicatorIds)
        .execute();
      const written = await writeCall(
        deps,
        tx,
        indicators.map((it) => ({ indicator: indicatorOf(it), period: round.period })),
        { initiativeId: job.initiative_id, why: "due", dueOn, note: null },
      );
      await sendCall(deps, tx, written, "due");
    }
    return dropped;
  };
