import type { Kysely } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { dayIn } from "../../shared/dates.ts";
import { commitmentOf } from "../commitments/rows.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import type { Job } from "../jobs/jobs.ts";
import type { DoJobs } from "../jobs/runner.ts";
import { mailTo } from "../mail/mail-to.ts";
import { askedOf } from "./asked.ts";
import { lastReminderDay, payloadOf } from "./plan.ts";
import { reminderMail } from "./reminder-words.ts";

type Tx = Kysely<Tables>;

/** Mails the reminders that are due: one mail a person, whatever they look after. */
export const remindOfDates =
  (deps: Pick<Deps, "now" | "random">): DoJobs =>
  async (tx, jobs) => {
    const dropped = new Set<string>();
    const due: { commitment: Commitment; job: Job }[] = [];
    for (const job of jobs) {
      const commitment = await stillMeant(tx, job, jobs);
      if (commitment) due.push({ commitment, job });
      else dropped.add(job.id);
    }
    const { timeZone } = await readInitiative(tx, jobs[0]!.initiative_id);
    const today = dayIn(timeZone, deps.now());
    const last = new Set(
      due.filter(({ job }) => payloadOf(job).days === lastReminderDay).map(({ commitment }) => commitment.id),
    );
    for (const [personId, theirs] of await byReader(
      tx,
      due.map(({ commitment }) => commitment),
    ))
      await mailTo(deps, tx, { personId, canStop: "reminders" }, (reader) =>
        reminderMail({
          commitments: theirs.map(({ commitment }) => commitment),
          today,
          reader,
          hasVoice: (it) => theirs.some(({ commitment, hasVoice }) => commitment === it && hasVoice),
          isLast: ({ id }) => last.has(id),
        }),
      );
    return dropped;
  };

/** The commitment, unless it was closed or moved, or a later reminder of it is due as well: after a long pause, say. */
async function stillMeant(tx: Tx, job: Job, jobs: readonly Job[]): Promise<Commitment | undefined> {
  const { dueOn, days } = payloadOf(job);
  const hasLater = jobs.some((it) => it.record_id === job.record_id && payloadOf(it).days > days);
  const row = await tx
    .selectFrom("commitment")
    .selectAll()
    .where("id", "=", job.record_id)
    .executeTakeFirst();
  const isMeant = row?.status === "active" && row.due_on === dueOn && !hasLater;
  return isMeant ? commitmentOf(row) : undefined;
}

/** Who is asked about which of these. */
async function byReader(tx: Tx, all: readonly Commitment[]) {
  const theirs = new Map<string, { commitment: Commitment; hasVoice: boolean }[]>();
  for (const commitment of all)
    for (const { id, hasVoice } of await askedOf(tx, commitment))
      theirs.set(id, [...(theirs.get(id) ?? []), { commitment, hasVoice }]);
  return theirs;
}
