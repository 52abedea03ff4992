import { dayIn } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import type {
  NewOrganization,
  Organization,
  OrganizationChange,
} from "../../shared/organizations/organization.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { commit } from "../log/commit.ts";
import { openOrganization } from "./queries.ts";

/** The hue of the nth partner; the twelve begin again after the last, leaving the backbone its own. */
export const hueOf = (partnersBefore: number) => 1 + (partnersBefore % 11);

/** Welcomes a partner organization, as of today. */
export async function addOrganization(deps: Deps, it: NewOrganization, who: Who): Promise<Organization> {
  if (!may.addOrganization(who))
    throw new AppError("forbidden", "Only the backbone adds a partner. Ask it to add this one.");
  const { timeZone } = await readInitiative(deps.db, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const others = await tx
      .selectFrom("organization")
      .select(["name", "kind"])
      .where("initiative_id", "=", who.initiativeId)
      .execute();
    const isSame = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;
    if (others.some(({ name }) => isSame(name, it.name)))
      throw new AppError("conflict", "A partner with this name is already here.", {
        name: "Choose another name, or open the partner that is already here.",
      });
    const id = newId("org", deps.random);
    await tx
      .insertInto("organization")
      .values({
        id,
        initiative_id: who.initiativeId,
        name: it.name,
        short_name: it.shortName,
        sector: it.sector,
        kind: "partner",
        hue: hueOf(others.filter(({ kind }) => kind === "partner").length),
        joined_on: dayIn(timeZone, deps.now()),
        is_public_body: it.isPublicBody ? 1 : 0,
        has_voice: 1,
        speaks_in_meetings_only: 0,
        removed_on: null,
        removed_for: null,
        language: it.language,
        created_at: deps.now(),
      })
      .execute();
    const organization = await openOrganization(tx, id, who);
    const { id: _, ...data } = organization;
    await append({ type: "organization.added", by: who.id, refs: [id], data });
    return organization;
  });
}

/** Notes that a public body reads between meetings and comments to the backbone alone, or no longer. */
export async function setOpenMeetings(
  deps: Deps,
  id: string,
  { speaksInMeetingsOnly }: OrganizationChange,
  who: Who,
): Promise<Organization> {
  return commit(deps, who.initiativeId, async (tx, append) => {
    const was = await openOrganization(tx, id, who);
    if (!may.setOpenMeetings(who, id))
      throw new AppError("forbidden", "Its representative does this, or the backbone. Ask them to.");
    if (!was.isPublicBody)
      throw new AppError(
        "invalid",
        "Only a public body speaks in meetings only. Other partners speak at any time.",
      );
    if (was.speaksInMeetingsOnly === speaksInMeetingsOnly) return was;
    await tx
      .updateTable("organization")
      .set({ speaks_in_meetings_only: speaksInMeetingsOnly ? 1 : 0 })
      .where("id", "=", id)
      .execute();
    const data = { speaksInMeetingsOnly };
    await append({ type: "organization.open_meetings_set", by: who.id, refs: [id], data });
    return { ...was, speaksInMeetingsOnly };
  });
}
