import type { Kysely } from "kysely";
import { dayIn } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import type { Json } from "../../shared/log/canonical.ts";
import { applyToGroup, type GroupEvent } from "../../shared/meetings/events.ts";
import type { OrganizationEvent } from "../../shared/organizations/events.ts";
import type { NewRemoval, Organization } from "../../shared/organizations/organization.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { planAccessChanged } from "../documents/plans.ts";
import { readInitiative } from "../initiative/queries.ts";
import { type Append, commit } from "../log/commit.ts";
import { groupsOf } from "../meetings/queries.ts";
import { saveGroup } from "../meetings/rows.ts";
import { alsoForOf } from "../people/queries.ts";
import { endLinks } from "../sign-in/links.ts";
import { openOrganization } from "./queries.ts";

type Tx = Kysely<Tables>;
type Removed = Extract<OrganizationEvent, { type: "organization.removed" }>["data"];

/**
 * Notes that a partner has left the initiative. Those who came in for it lose access at once, and it leaves every
 * group and every count; what it said, promised and adopted stays in the record. Said twice, it is said once.
 */
export async function removeOrganization(
  deps: Deps,
  id: string,
  { reason }: NewRemoval,
  who: Who,
): Promise<Organization> {
  const changed = await commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openOrganization(tx, id, who);
    mustRemove(who);
    if (was.kind === "backbone")
      throw new AppError("invalid", "The backbone looks after the initiative and stays. Choose a partner.");
    if (was.removedOn !== null) return undefined;
    const people = await tx
      .selectFrom("person")
      .select("id")
      .where("organization_id", "=", id)
      .where("removed_at", "is", null)
      .orderBy("id")
      .execute();
    const lent = await lentVoices(tx, id, who);
    const groups = (await groupsOf(tx, who.initiativeId)).filter((it) => it.memberIds.includes(id));
    const { timeZone } = await readInitiative(tx, who.initiativeId);
    const data: Removed = {
      reason,
      on: dayIn(timeZone, deps.now()),
      personIds: people.map((it) => it.id),
      groupIds: groups.map((it) => it.id),
      voiceIds: lent.map((it) => it.id),
    };
    await tx
      .updateTable("organization")
      .set({ removed_on: data.on, removed_for: reason, has_voice: 0 })
      .where("id", "=", id)
      .execute();
    await append({ type: "organization.removed", by: who.id, refs: [id], data: data as unknown as Json });
    for (const personId of data.personIds) {
      await tx.updateTable("person").set({ removed_at: deps.now() }).where("id", "=", personId).execute();
      await append({ type: "person.removed", by: who.id, refs: [personId], data: {} });
      await tx.deleteFrom("sign_in").where("person_id", "=", personId).execute();
      await endLinks(tx, personId, deps.now());
    }
    for (const it of lent) {
      await setVoices(
        tx,
        it.id,
        it.also.filter((other) => other !== id),
      );
      await append({
        type: "person.voice_ended",
        by: who.id,
        refs: [it.id, id],
        data: { organizationId: id },
      });
    }
    for (const group of groups)
      await setMembers(
        deps,
        { tx, append },
        group,
        group.memberIds.filter((it) => it !== id),
        who,
      );
    return data;
  });
  if (changed) tell(deps, id, changed);
  return openOrganization(deps.db, id, who);
}

/** Takes a removal back: those who left with the partner may come in again, and its places are its own again. */
export async function bringBack(deps: Deps, id: string, who: Who): Promise<Organization> {
  const changed = await commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openOrganization(tx, id, who);
    mustRemove(who);
    if (was.removedOn === null) return undefined;
    const left = await lastRemoval(tx, id, who);
    await tx
      .updateTable("organization")
      .set({ removed_on: null, removed_for: null, has_voice: was.kind === "partner" ? 1 : 0 })
      .where("id", "=", id)
      .execute();
    await append({ type: "organization.brought_back", by: who.id, refs: [id], data: {} });
    for (const personId of await whoCanComeBack(tx, left.personIds, who)) {
      await tx.updateTable("person").set({ removed_at: null }).where("id", "=", personId).execute();
      await append({ type: "person.brought_back", by: who.id, refs: [personId], data: {} });
    }
    for (const personId of left.voiceIds) {
      const person = await tx
        .selectFrom("person")
        .selectAll()
        .where("id", "=", personId)
        .where("removed_at", "is", null)
        .executeTakeFirst();
      const also = person && alsoForOf(person);
      if (!also || also.includes(id)) continue;
      await setVoices(tx, personId, [...also, id]);
      await append({
        type: "person.voice_given",
        by: who.id,
        refs: [personId, id],
        data: { organizationId: id },
      });
    }
    for (const group of await groupsOf(tx, who.initiativeId))
      if (left.groupIds.includes(group.id) && !group.memberIds.includes(id))
        await setMembers(deps, { tx, append }, group, [...group.memberIds, id], who);
    return left;
  });
  if (changed) tell(deps, id, changed);
  return openOrganization(deps.db, id, who);
}

function mustRemove(who: Who) {
  if (!may.removeOrganization(who))
    throw new AppError("forbidden", "The backbone notes that a partner has left, or is back. Ask it to.");
}

/** Whoever has something open is asked again what they may do. */
function tell(deps: Deps, organizationId: string, { groupIds, voiceIds }: Removed) {
  deps.access.changed({ organizationId });
  for (const personId of voiceIds) deps.access.changed({ personId });
  for (const id of groupIds) planAccessChanged(deps.access, id);
}

/** Those of other partners who speak for this one too. */
async function lentVoices(tx: Tx, organizationId: string, { initiativeId }: Who) {
  const rows = await tx
    .selectFrom("person")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .where("organization_id", "!=", organizationId)
    .where("removed_at", "is", null)
    .where("also_for", "like", `%${organizationId}%`)
    .orderBy("id")
    .execute();
  return rows
    .map((row) => ({ id: row.id, also: alsoForOf(row) }))
    .filter((it) => it.also.includes(organizationId));
}

const setVoices = (tx: Tx, personId: string, also: readonly string[]) =>
  tx
    .updateTable("person")
    .set({ also_for: JSON.stringify(also) })
    .where("id", "=", personId)
    .execute();

async function setMembers(
  deps: Deps,
  { tx, append }: { tx: Tx; append: Append },
  was: Awaited<ReturnType<typeof groupsOf>>[number],
  memberIds: string[],
  who: Who,
) {
  const event = { type: "group.changed", by: who.id, refs: [was.id], data: { memberIds } } as const;
  const { seq } = await append(event);
  const made = { ...event, seq, at: deps.now() } as GroupEvent;
  await saveGroup(tx, who.initiativeId, applyToGroup(was, made));
}

/** What went with the partner when it left. */
async function lastRemoval(tx: Tx, id: string, { initiativeId }: Who): Promise<Removed> {
  const row = await tx
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.initiative_id", "=", "event.initiative_id")
        .onRef("event_payload.seq", "=", "event.seq"),
    )
    .select("event_payload.payload")
    .where("event.initiative_id", "=", initiativeId)
    .where("event.type", "=", "organization.removed")
    .where("event.refs", "like", `["${id}"%`)
    .orderBy("event.seq", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return (JSON.parse(row.payload!) as { data: Removed }).data;
}

/** Those who were not erased meanwhile, and whose address nobody else uses here. */
async function whoCanComeBack(tx: Tx, ids: readonly string[], { initiativeId }: Who): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("person")
    .select(["id", "email"])
    .where("id", "in", ids)
    .where("removed_at", "is not", null)
    .where("email", "!=", "")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("person as other")
            .select("other.id")
            .whereRef("other.email", "=", "person.email")
            .where("other.initiative_id", "=", initiativeId)
            .where("other.removed_at", "is", null),
        ),
      ),
    )
    .orderBy("id")
    .execute();
  return rows.map((it) => it.id);
}
