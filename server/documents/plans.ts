import type { Kysely } from "kysely";
import { Doc, encodeStateAsUpdate, XmlElement } from "yjs";
import type { Activity } from "../../shared/action-plans/activity.ts";
import { addActivity, moveDays, movedTo, setMovedTo } from "../../shared/action-plans/plan.ts";
import { type Day, daysBetween } from "../../shared/dates.ts";
import { planDocument } from "../../shared/documents/name.ts";
import type { Language } from "../../shared/languages.ts";
import { activityOf } from "../action-plans/rows.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import type { Access } from "./access.ts";
import { editDocument } from "./edit.ts";

export interface NewPlan {
  groupId: string;
  initiativeId: string;
  language: Language;
  /** Milliseconds since 1970. */
  at: number;
  /** What it begins with. */
  activities?: readonly Activity[];
  /** Of a sample: the day for which its days are true. */
  movedTo?: Day | null;
}

/** Makes the action plan of a group, in the transaction that forms it. Asked for again, it changes nothing. */
export async function openPlan(tx: Kysely<Tables>, it: NewPlan) {
  await tx
    .insertInto("document")
    .values({
      name: planDocument(it.groupId),
      initiative_id: it.initiativeId,
      kind: "action-plan",
      meeting_id: null,
      group_id: it.groupId,
      read_seq: 0,
      language: it.language,
      is_source: 1,
      created_at: it.at,
      snapshot: writePlan(it),
      snapshot_seq: 0,
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
}

/** A new plan: its activities, and under them a text that begins with an empty line. */
function writePlan({ activities = [], movedTo: day }: NewPlan) {
  const doc = new Doc();
  doc.transact(() => {
    for (const [index, it] of activities.entries())
      addActivity(doc, {
        ...it,
        visibility: it.visibility === "public" ? "public" : "partners",
        resources: it.resources ?? "",
        note: it.note ?? "",
        addedAt: index,
      });
    if (day) setMovedTo(doc, day);
    doc.get("root-v2", XmlElement).insert(0, [new XmlElement("paragraph")]);
  });
  const update = encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** Gives a plan to every working group that is older than plans: what its rows say. */
export async function openMissingPlans({ db, now }: Pick<Deps, "db" | "now">) {
  const groups = await db
    .selectFrom("partner_group")
    .innerJoin("initiative", "initiative.id", "partner_group.initiative_id")
    .leftJoin("document", "document.group_id", "partner_group.id")
    .where("document.name", "is", null)
    .where("partner_group.kind", "=", "working_group")
    .select(["partner_group.id", "initiative.id as initiative_id"])
    .select(["initiative.default_language", "initiative.sample_as_of"])
    .execute();
  for (const { id, initiative_id, default_language, sample_as_of } of groups) {
    const rows = await db
      .selectFrom("activity")
      .selectAll()
      .where("group_id", "=", id)
      .where("removed_on", "is", null)
      .execute();
    await openPlan(db, {
      groupId: id,
      initiativeId: initiative_id,
      language: default_language,
      at: now(),
      activities: rows.map(activityOf).sort(byCode),
      movedTo: sample_as_of,
    });
  }
}

const byCode = (a: Activity, b: Activity) => a.code.localeCompare(b.code, "en", { numeric: true });

/**
 * Moves the days in a sample's plans on to `day`. Each plan says itself up to when it was moved, so that a server that
 * ends in between goes on where it stopped.
 */
export async function movePlans(
  deps: Pick<Deps, "db" | "documents">,
  initiativeId: string,
  day: Day,
  by: string,
) {
  const plans = await deps.db
    .selectFrom("document")
    .select("name")
    .where("initiative_id", "=", initiativeId)
    .where("kind", "=", "action-plan")
    .execute();
  for (const { name } of plans)
    await editDocument(deps.documents, name, { personId: by, signInId: "" }, (doc) => {
      const days = daysBetween(movedTo(doc) ?? day, day);
      if (days > 0) moveDays(doc, days, day);
    });
}

/**
 * Whoever has a group's plan open is asked again what they may do. To be called after the commit that changes who is in
 * the group.
 */
export const planAccessChanged = (access: Access, groupId: string) =>
  access.changed({ documentName: planDocument(groupId) });
