import type { Kysely } from "kysely";
import {
  type Commitment,
  type CommitmentFilter,
  type CommitmentWithHistory,
  commitmentsPageMax,
  shownOf,
} from "../../shared/commitments/commitment.ts";
import { isDueWithin, isPastDate, type KeptRate, keptRate } from "../../shared/commitments/readings.ts";
import { type Day, dayIn } from "../../shared/dates.ts";
import { notFound } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { threadOf } from "../log/history.ts";
import { onlookerOf, shownRow } from "../meetings/queries.ts";
import { commitmentOf } from "./rows.ts";

type Db = Kysely<Tables>;
type Asked = Pick<Deps, "db" | "now">;

/** The commitments that `who` may see and that fit, by number; `next` when there are more. */
export async function listCommitments(deps: Asked, filter: CommitmentFilter, who: Who) {
  const today = await todayOf(deps, who.initiativeId);
  const onlooker = await onlookerOf(deps.db, who);
  const { limit = commitmentsPageMax } = filter;
  const fits: Commitment[] = [];
  let after = filter.after ?? 0;
  for (;;) {
    const some = await commitmentsAfter(deps.db, after, limit + 1, filter, who);
    fits.push(...some.filter((it) => may.see(onlooker, shownOf(it)) && isAskedFor(it, filter, today)));
    if (fits.length > limit || some.length <= limit) break;
    after = some.at(-1)!.number;
  }
  const items = fits.slice(0, limit);
  return fits.length > limit ? { items, next: items.at(-1)!.number } : { items };
}

/** What only looking at each of them tells. */
function isAskedFor(it: Commitment, { indicatorId, due, q }: CommitmentFilter, today: Day) {
  return (
    (indicatorId === undefined || it.indicatorIds.includes(indicatorId)) &&
    (due === undefined || (due === "past" ? isPastDate(it, today) : isDueWithin(it, today))) &&
    (q === undefined || withoutAccents(`C-${it.number} ${it.what}`).includes(withoutAccents(q.trim())))
  );
}

const withoutAccents = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The next commitments that fit as far as the database can tell, by number, whoever may see them. */
async function commitmentsAfter(db: Db, after: number, count: number, filter: CommitmentFilter, who: Who) {
  const equal = {
    status: filter.status,
    owner_organization_id: filter.ownerOrganizationId,
    group_id: filter.groupId,
    from_meeting_id: filter.meetingId,
    activity_id: filter.activityId,
    needs_help: filter.needsHelp && 1,
  };
  let rows = db
    .selectFrom("commitment")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("number", ">", after)
    .orderBy("number")
    .limit(count);
  for (const [column, value] of Object.entries(equal))
    if (value !== undefined) rows = rows.where(column as keyof typeof equal, "=", value);
  if (filter.moved) rows = rows.where("times_moved", ">", 0);
  return (await rows.execute()).map(commitmentOf);
}

/** A commitment with its thread: all that happened to it, the first thing first. */
export async function readCommitmentPage(db: Db, id: string, who: Who): Promise<CommitmentWithHistory> {
  const commitment = await openCommitment(db, id, who);
  const owner =
    commitment.ownerPersonId === null
      ? undefined
      : await db
          .selectFrom("person")
          .select("removed_at")
          .where("id", "=", commitment.ownerPersonId)
          .executeTakeFirst();
  return {
    ...commitment,
    ownerHasLeft: (owner?.removed_at ?? null) !== null,
    history: await threadOf(db, id, who.initiativeId),
  };
}

/** The only way to hold a commitment: of one's own initiative and for one's eyes, or not found. */
export async function openCommitment(db: Db, id: string, who: Who): Promise<Commitment> {
  const row = await db
    .selectFrom("commitment")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  const it = row && commitmentOf(row);
  if (!it || !may.see(await onlookerOf(db, who), shownOf(it))) throw notFound("commitment");
  return it;
}

/** The initiative's kept rate for everybody; an organization's for itself and the backbone. */
export async function readKeptRate(
  deps: Asked,
  who: Who,
): Promise<{ initiative: KeptRate; organizations: (KeptRate & { organizationId: string })[] }> {
  const today = await todayOf(deps, who.initiativeId);
  const rows = await deps.db
    .selectFrom("commitment")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .execute();
  const all = rows.map(commitmentOf);
  const byOwner = Map.groupBy(all, (it) => it.ownerOrganizationId);
  return {
    initiative: keptRate(all, today),
    organizations: [...byOwner]
      .filter(([organizationId]) => may.seeKeptRate(who, organizationId))
      .map(([organizationId, own]) => ({ organizationId, ...keptRate(own, today) })),
  };
}

/** Which of these ids name a commitment that `who` may not see, for the log. */
export async function hiddenCommitmentIds(db: Db, who: Who, ids: readonly string[]): Promise<string[]> {
  const onlooker = await onlookerOf(db, who);
  const rows = await db
    .selectFrom("commitment")
    .select(["id", "visibility", "group_id", "owner_organization_id", "support_organization_ids"])
    .select("handed_over_by")
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  return rows.filter((it) => !may.see(onlooker, shownRow(it))).map((it) => it.id);
}

/** Today in the initiative's place. */
export async function todayOf({ db, now }: Asked, initiativeId: string): Promise<Day> {
  return dayIn((await readInitiative(db, initiativeId)).timeZone, now());
}
