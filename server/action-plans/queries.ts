import type { Kysely } from "kysely";
import { type Activity, type ActivityWithHistory, shownOf } from "../../shared/action-plans/activity.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import { notFound } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { threadOf } from "../log/history.ts";
import { onlookerOf } from "../meetings/queries.ts";
import { activityOf, strategyOf } from "./rows.ts";

type Db = Kysely<Tables>;

/** The strategies in their order. They stand in the common agenda, which everybody here reads. */
export async function listStrategies(
  db: Db,
  { initiativeId }: Pick<Who, "initiativeId">,
): Promise<Strategy[]> {
  const rows = await db
    .selectFrom("strategy")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("place")
    .execute();
  return rows.map(strategyOf);
}

/** The activities that `who` may see, by code: A2 before A10. */
export async function listActivities(db: Db, who: Who): Promise<Activity[]> {
  const rows = await db
    .selectFrom("activity")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("removed_on", "is", null)
    .execute();
  const sees = await eyesOf(db, who);
  return rows
    .map(activityOf)
    .filter(sees)
    .sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
}

/** One activity with its thread, for somebody who may see it, or not found; also one that was taken out. */
export async function openActivity(db: Db, id: string, who: Who): Promise<ActivityWithHistory> {
  const row = await db
    .selectFrom("activity")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!row || !(await eyesOf(db, who))(activityOf(row))) throw notFound("activity");
  return { ...activityOf(row), history: await threadOf(db, id, who.initiativeId) };
}

/** Which of these ids name an activity that `who` may not see, for the log. */
export async function hiddenActivityIds(db: Db, who: Who, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("activity")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  const sees = await eyesOf(db, who);
  return rows
    .map(activityOf)
    .filter((it) => !sees(it))
    .map((it) => it.id);
}

/** Says of an activity whether `who` may see it. */
async function eyesOf(db: Db, who: Who) {
  const onlooker = await onlookerOf(db, who);
  const groups = await db
    .selectFrom("partner_group")
    .select(["id", "visibility"])
    .where("initiative_id", "=", who.initiativeId)
    .execute();
  const groupOf = new Map(groups.map((it) => [it.id, it]));
  return (it: Activity) => may.see(onlooker, shownOf(it, groupOf.get(it.groupId ?? "")));
}
