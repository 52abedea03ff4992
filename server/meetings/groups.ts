import { AppError, notFound } from "../../shared/errors.ts";
import { applyToGroup, type GroupEvent } from "../../shared/meetings/events.ts";
import type { Group, GroupChange, NewGroup } from "../../shared/meetings/group.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { openPlan, planAccessChanged } from "../documents/plans.ts";
import { type Append, commit } from "../log/commit.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import type { Tx } from "./change.ts";
import { mustBeHere, mustBePartners } from "./checks.ts";
import { groupsOf } from "./queries.ts";
import { saveGroup } from "./rows.ts";

/** Forms a group of partners. The same group sent twice is one. */
export async function formGroup(deps: Deps, { id, ...said }: NewGroup, who: Who): Promise<Group> {
  mustShape(who);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const taken = await tx
      .selectFrom("partner_group")
      .select(["initiative_id", "changed_by"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (taken) {
      if (taken.initiative_id === who.initiativeId && taken.changed_by === who.id)
        return (await groupsOf(tx, who.initiativeId)).find((it) => it.id === id)!;
      throw new AppError("conflict", "This id belongs to another group. Make a new one and send it again.", {
        id: "Make a new id.",
      });
    }
    const data = { ...said, memberIds: [...new Set(said.memberIds)] };
    await check(tx, data, who);
    const group = await keep(
      tx,
      append,
      undefined,
      { type: "group.formed", refs: [id], data },
      who,
      deps.now(),
    );
    // What it plans, it writes together.
    if (group.kind === "working_group")
      await openPlan(tx, {
        groupId: id,
        initiativeId: who.initiativeId,
        language: await languageOf(tx, who),
        at: deps.now(),
      });
    return group;
  });
}

/** Changes what a group says of itself, who is in it and who leads it. */
export async function changeGroup(
  deps: Deps,
  id: string,
  { version, ...said }: GroupChange,
  who: Who,
): Promise<Group> {
  mustShape(who);
  const changed = await commit(deps, who.initiativeId, async (tx, append) => {
    const was = (await groupsOf(tx, who.initiativeId)).find((it) => it.id === id);
    if (!was) throw notFound("group");
    const data = Object.fromEntries(
      Object.entries(said).filter(
        ([name, it]) => JSON.stringify(it) !== JSON.stringify(was[name as keyof Group]),
      ),
    ) as Partial<typeof said>;
    if (Object.keys(data).length === 0) return was;
    if (was.version !== version) throw await changedMeanwhile(tx, was, who);
    await check(tx, data, who);
    return keep(tx, append, was, { type: "group.changed", refs: [id], data }, who, deps.now());
  });
  if (said.memberIds || said.visibility) planAccessChanged(deps.access, id);
  return changed;
}

async function languageOf(tx: Tx, { initiativeId }: Who) {
  const { default_language } = await tx
    .selectFrom("initiative")
    .select("default_language")
    .where("id", "=", initiativeId)
    .executeTakeFirstOrThrow();
  return default_language;
}

function mustShape(who: Who) {
  if (!may.shapeGroups(who))
    throw new AppError("forbidden", "The backbone forms groups and changes them. Ask it to.");
}

async function check(
  tx: Tx,
  { memberIds, chairIds }: Partial<Pick<Group, "memberIds" | "chairIds">>,
  who: Who,
) {
  if (memberIds) await mustBePartners(tx, memberIds, who);
  if (chairIds) await mustBeHere(tx, chairIds, who, "chairIds");
}

async function keep(
  tx: Tx,
  append: Append,
  was: Group | undefined,
  said: { type: GroupEvent["type"]; refs: string[]; data: object },
  who: Who,
  at: number,
) {
  const event = { ...said, by: who.id, at };
  const { seq } = await append(event as Parameters<Append>[0]);
  const group = applyToGroup(was, { ...event, seq } as unknown as GroupEvent);
  await saveGroup(tx, who.initiativeId, group);
  return group;
}
