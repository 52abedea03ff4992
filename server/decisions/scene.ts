import type { Kysely } from "kysely";
import type { Day } from "../../shared/dates.ts";
import type { Verdict } from "../../shared/decisions/closing.ts";
import { verdictOf } from "../../shared/decisions/closing.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { isOpen } from "../../shared/decisions/readings.ts";
import type { Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { readInitiative } from "../initiative/queries.ts";
import { groupsOf } from "../meetings/queries.ts";

type Db = Kysely<Tables>;

/** What a decision stands in: who is asked, who leads its group, whether it meets now, how things stand. */
export interface Scene {
  askedIds: string[];
  chairIds: string[];
  isMeeting: boolean;
  verdict: Verdict;
}

/** Reads what the rules about a decision ask for besides the decision itself. */
export async function sceneOf(db: Db, it: Decision, today: Day, who: Who): Promise<Scene> {
  const [groups, voices, { governance }, isMeeting] = await Promise.all([
    groupsOf(db, who.initiativeId),
    voicesIn(db, who),
    readInitiative(db, who.initiativeId),
    meetsNow(db, it.groupId),
  ]);
  const group = groups.find(({ id }) => id === it.groupId)!;
  const members = group.memberIds.filter((id) => voices.has(id));
  // Who counted when it was closed is part of what was decided.
  const askedIds = isOpen(it) ? members : (it.closing?.askedIds ?? members);
  return {
    askedIds,
    chairIds: group.chairIds,
    isMeeting,
    verdict: verdictOf(it, { askedIds, quorumPercent: group.quorumPercent, today, governance }),
  };
}

/** The organizations that have a voice. */
async function voicesIn(db: Db, who: Who): Promise<ReadonlySet<string>> {
  const voices = await db
    .selectFrom("organization")
    .select("id")
    .where("initiative_id", "=", who.initiativeId)
    .where("has_voice", "=", 1)
    .execute();
  return new Set(voices.map((it) => it.id));
}

/** Whether a group is in a meeting now. */
export async function meetsNow(db: Db, groupId: string): Promise<boolean> {
  const live = await db
    .selectFrom("meeting")
    .select("id")
    .where("group_id", "=", groupId)
    .where("status", "=", "live")
    .limit(1)
    .executeTakeFirst();
  return live !== undefined;
}
