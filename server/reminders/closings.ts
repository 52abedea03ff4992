import type { Kysely } from "kysely";
import { addDays, type Day, dayIn, instantIn } from "../../shared/dates.ts";
import { type Decision, shownOf } from "../../shared/decisions/decision.ts";
import { closingTime, stillToHearFrom } from "../../shared/decisions/readings.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { withPositions } from "../decisions/rows.ts";
import { sceneOf } from "../decisions/scene.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { dropJobs, type JobKind, planJobs } from "../jobs/jobs.ts";
import type { DoJobs } from "../jobs/runner.ts";
import { mailTo } from "../mail/mail-to.ts";
import { maySee, speakersOf } from "./asked.ts";
import { type DecisionMail, decisionMail } from "./decision-words.ts";

type Tx = Kysely<Tables>;
type Asked = Pick<Deps, "now" | "random">;
type Dated = Pick<Decision, "id" | "status" | "respondBy">;

export const closingKind: JobKind = "decision.closing";

/** As many hours before its last moment those are written to who are still to be heard: once. */
const dayBefore = -1;

/** Plans the mail before a decision's last day, in the caller's transaction, and drops the one for another day. */
export async function planClosing(deps: Asked, tx: Tx, initiativeId: string, it: Dated) {
  await dropJobs(deps, tx, it.id, closingKind);
  if (it.status !== "open" || it.respondBy === null) return;
  const { timeZone } = await readInitiative(tx, initiativeId);
  const dueAt = instantIn(timeZone, addDays(it.respondBy, dayBefore), closingTime);
  if (dueAt <= deps.now()) return;
  await planJobs(deps, tx, [
    {
      initiativeId,
      kind: closingKind,
      key: `${closingKind}:${it.id}:${it.respondBy}`,
      recordId: it.id,
      dueAt,
      payload: { respondBy: it.respondBy },
    },
  ]);
}

/** Plans for the open decisions that nobody has planned for: of a sample just opened, of a database from before. */
export async function planMissingClosings(deps: Asked & Pick<Deps, "db">) {
  const rows = await deps.db
    .selectFrom("decision")
    .select(["id", "initiative_id", "status", "respond_by"])
    .where("status", "=", "open")
    .where("respond_by", "is not", null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("job").select("id").whereRef("job.record_id", "=", "decision.id"))),
    )
    .execute();
  for (const row of rows)
    await deps.db
      .transaction()
      .execute((tx) => planClosing(deps, tx, row.initiative_id, { ...row, respondBy: row.respond_by }));
}

/** Plans the mails of a sample's decisions anew, after its days have moved on. */
export async function moveClosings(deps: Asked, tx: Tx, initiativeId: string) {
  const rows = await tx
    .selectFrom("decision")
    .select(["id", "status", "respond_by"])
    .where("initiative_id", "=", initiativeId)
    .where("status", "=", "open")
    .execute();
  for (const row of rows) await planClosing(deps, tx, initiativeId, { ...row, respondBy: row.respond_by });
}

/** Mails those who are still to be heard one day before a decision's last moment. */
export const remindOfClosings =
  (deps: Asked): DoJobs =>
  async (tx, jobs) => {
    const dropped = new Set<string>();
    for (const job of jobs) {
      const it = await openOf(tx, job.record_id, JSON.parse(job.payload).respondBy);
      if (!it) {
        dropped.add(job.id);
        continue;
      }
      const { timeZone } = await readInitiative(tx, job.initiative_id);
      const who = { initiativeId: job.initiative_id } as Who;
      const scene = await sceneOf(tx, it, dayIn(timeZone, deps.now()), who);
      await mailVoices(deps, tx, it, stillToHearFrom(it, scene.askedIds), { why: "closing" });
    }
    return dropped;
  };

async function openOf(tx: Tx, id: string, respondBy: Day): Promise<Decision | undefined> {
  const row = await tx.selectFrom("decision").selectAll().where("id", "=", id).executeTakeFirst();
  if (row?.status !== "open" || row.respond_by !== respondBy) return undefined;
  return (await withPositions(tx, [row]))[0];
}

/** Asks those to look again who had a reservation or an objection to the words before, but for whoever changed them. */
export async function mailReworded(deps: Asked, tx: Tx, it: Decision, askedIds: readonly string[], by: Who) {
  const affected = it.positions.filter(
    ({ organizationId, position }) =>
      askedIds.includes(organizationId) &&
      organizationId !== by.organizationId &&
      (position === "objection" || position === "consent_with_reservation"),
  );
  const ids = affected.map(({ organizationId }) => organizationId);
  await mailVoices(deps, tx, it, ids, { why: "reworded" });
}

/**
 * Writes to those who speak for some organizations, with a button for each position. Answers the organizations of which
 * somebody was written to.
 */
export async function mailVoices(
  deps: Asked,
  tx: Tx,
  it: Decision,
  organizationIds: readonly string[],
  { why }: Pick<DecisionMail, "why">,
): Promise<string[]> {
  const reached: string[] = [];
  for (const organizationId of organizationIds) {
    const organization = await tx
      .selectFrom("organization")
      .select(["id", "short_name", "speaks_in_meetings_only"])
      .where("id", "=", organizationId)
      .executeTakeFirstOrThrow();
    for (const reader of await speakersOf(tx, organizationId)) {
      if (!(await maySee(tx, reader, shownOf(it)))) continue;
      const mayAnswer = organization.speaks_in_meetings_only === 0;
      const sent = await mailTo(deps, tx, { personId: reader.id }, (to) =>
        decisionMail({
          decision: it,
          organization: { id: organization.id, shortName: organization.short_name },
          reader: to,
          why,
          mayAnswer,
        }),
      );
      if (sent && !reached.includes(organizationId)) reached.push(organizationId);
    }
  }
  return reached;
}
