import type { Kysely } from "kysely";
import { type Decision, type DecisionWithHistory, shownOf } from "../../shared/decisions/decision.ts";
import { stillToHearFrom } from "../../shared/decisions/readings.ts";
import { notFound } from "../../shared/errors.ts";
import { may, type Who } from "../../shared/roles.ts";
import { todayOf } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { threadOf } from "../log/history.ts";
import { onlookerOf } from "../meetings/queries.ts";
import { withPositions } from "./rows.ts";
import { sceneOf } from "./scene.ts";

type Db = Kysely<Tables>;

/** The decisions that `who` may see, the newest number first. */
export async function listDecisions(db: Db, who: Who): Promise<Decision[]> {
  const rows = await db
    .selectFrom("decision")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .orderBy("number", "desc")
    .execute();
  const onlooker = await onlookerOf(db, who);
  return (await withPositions(db, rows)).filter((it) => may.see(onlooker, shownOf(it)));
}

/** A decision with who is still to be heard and all that happened to it; or not found. */
export async function readDecisionPage(
  deps: Pick<Deps, "db" | "now">,
  id: string,
  who: Who,
): Promise<DecisionWithHistory> {
  const { db } = deps;
  const decision = await openDecision(db, id, who);
  const [today, history] = await Promise.all([
    todayOf(deps, who.initiativeId),
    threadOf(db, id, who.initiativeId),
  ]);
  const scene = await sceneOf(db, decision, today, who);
  return {
    ...decision,
    ...scene,
    stillToHearFrom: stillToHearFrom(decision, scene.askedIds),
    history,
  };
}

/** The only way to hold a decision: of one's own initiative and for one's eyes, or not found. */
export async function openDecision(db: Db, id: string, who: Who): Promise<Decision> {
  const row = await db
    .selectFrom("decision")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  const [it] = row ? await withPositions(db, [row]) : [];
  if (!it || !may.see(await onlookerOf(db, who), shownOf(it))) throw notFound("decision");
  return it;
}

/** Which of these ids name a decision that `who` may not see, for the log. */
export async function hiddenDecisionIds(db: Db, who: Who, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("decision")
    .select(["id", "visibility", "group_id", "raised_by_organization_id"])
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  const onlooker = await onlookerOf(db, who);
  return rows.filter((it) => !may.see(onlooker, shownOf(shown(it)))).map((it) => it.id);
}

type Shown = Pick<Tables["decision"], "visibility" | "group_id" | "raised_by_organization_id">;

const shown = (row: Shown) => ({
  visibility: row.visibility,
  groupId: row.group_id,
  raisedByOrganizationId: row.raised_by_organization_id,
});
