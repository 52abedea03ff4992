import type { Activity } from "../../shared/action-plans/activity.ts";
import { apply } from "../../shared/action-plans/events.ts";
import { bringLate, type Cells, cameLate, cellsOf, noteOrigin } from "../../shared/action-plans/left.ts";
import { activityIn, leaveFor, type PlannedActivity, placeActivity } from "../../shared/action-plans/plan.ts";
import { planDocument } from "../../shared/documents/name.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { openDocument } from "../documents/access.ts";
import { editDocument } from "../documents/edit.ts";
import { commit } from "../log/commit.ts";
import { openActivity } from "./queries.ts";
import { activityOf, saveActivity } from "./rows.ts";

type Mover = Who & { signInId: string };

/**
 * Moves an activity into another group's plan, for somebody who may write in both. It stands in the new plan before it
 * is taken out of the old one: a server that ends in between leaves it twice rather than nowhere.
 */
export async function moveActivity(deps: Deps, id: string, groupId: string, who: Mover): Promise<Activity> {
  const { history: _, ...was } = await openActivity(deps.db, id, who);
  if (was.removedOn !== null || was.groupId === null) throw notFound("activity");
  const [from, to] = [planDocument(was.groupId), planDocument(groupId)];
  for (const name of [from, to])
    if (!(await openDocument(deps.db, name, who)).mayEdit)
      throw new AppError(
        "forbidden",
        "Members of this group write in its plan. Ask the backbone to be added.",
      );
  if (from === to) return was;
  // What others wrote until now is told as theirs, before it is copied.
  await deps.plans.settled();
  const by = { personId: who.id, signInId: who.signInId };

  let standing: { it: PlannedActivity; cells: Cells } | undefined;
  await editDocument(deps.documents, from, by, (doc) => {
    const [it, cells] = [activityIn(doc, id), cellsOf(doc, id)];
    if (it && cells) standing = { it, cells };
  });
  if (!standing) throw notFound("activity");
  const { it: copied, cells } = standing;
  await editDocument(deps.documents, to, by, (doc) => {
    placeActivity(doc, copied);
    noteOrigin(doc, id, was.groupId!, { at: deps.now(), cells });
  });
  const moved = await commit(deps, who.initiativeId, async (tx, append) => {
    const row = await tx.selectFrom("activity").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    if (row.group_id !== was.groupId)
      throw new AppError("conflict", "Somebody else has just moved this activity. Look where it is now.");
    const event = {
      type: "activity.changed",
      by: who.id,
      refs: [id],
      data: { changed: { groupId } },
    } as const;
    const { seq } = await append(event);
    await tx.insertInto("record_event").values({ record_id: id, seq }).execute();
    const it = apply(activityOf(row), { ...event, refs: [id], seq, at: deps.now() });
    await saveActivity(tx, who.initiativeId, it);
    return it;
  });

  // What somebody wrote in the old plan meanwhile goes along; what comes later still is brought by the reader.
  let last: Cells = {};
  await editDocument(deps.documents, from, by, (doc) => {
    last = cellsOf(doc, id) ?? {};
    leaveFor(doc, id, groupId);
  });
  await editDocument(deps.documents, to, by, (doc) =>
    bringLate(doc, id, was.groupId!, cameLate(doc, id, was.groupId!, last, deps.now())),
  );
  return moved;
}
