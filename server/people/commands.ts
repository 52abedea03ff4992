import type { Kysely } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Invitation, Person, PersonChange } from "../../shared/people/person.ts";
import { may, type Role, rolesToGive, type Who } from "../../shared/roles.ts";
import { isTaken } from "../db/failure.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { type Append, commit } from "../log/commit.ts";
import { queueMail } from "../mail/queue.ts";
import { invitationMail } from "../mail/words.ts";
import { openOrganization, openOrganizationHere } from "../organizations/queries.ts";
import { endLinks, makeLink } from "../sign-in/links.ts";
import type { SignedIn } from "../sign-in/signed-in.ts";
import { openPerson, type PersonRow, personOf, whoOf } from "./queries.ts";

/** Invites somebody to speak, write or read for an organization, and mails them a link. */
export async function invitePerson(deps: Deps, it: Invitation, who: SignedIn): Promise<Person> {
  const organization = await openOrganizationHere(deps.db, it.organizationId, who);
  mayInvite(who, organization, it.role);
  await countInvitation(deps, who);
  const id = newId("per", deps.random);
  let former: string | undefined;
  try {
    await commit(deps, who.initiativeId, async (tx, append) => {
      former = await makeRoom(tx, append, organization.id, it.role, who);
      await tx
        .insertInto("person")
        .values({
          id,
          initiative_id: who.initiativeId,
          organization_id: organization.id,
          name: it.name,
          email: it.email,
          role: it.role,
          language: it.language,
          password_hash: null,
          also_for: "[]",
          created_at: deps.now(),
          first_signed_in_at: null,
          removed_at: null,
        })
        .execute();
      const { name, email, role, language } = it;
      await append({
        type: "person.invited",
        by: who.id,
        refs: [id, organization.id],
        data: { organizationId: organization.id, name, email, role, language },
      });
      await mailInvitation(deps, tx, await openPerson(tx, id, who), organization, who);
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new AppError("conflict", "Somebody with this e-mail address is already here.", {
      email: "Look for them on the partners page, or write another address.",
    });
  }
  if (former) deps.access.changed({ personId: former });
  deps.mail.wake();
  return personOf(await openPerson(deps.db, id, who), who);
}

/** Mails an invitation again; the link in the earlier mail stops working. */
export async function inviteAgain(deps: Deps, id: string, who: SignedIn) {
  const person = await openPerson(deps.db, id, who);
  const organization = await openOrganization(deps.db, person.organization_id, who);
  mayInvite(who, organization, person.role);
  if (person.first_signed_in_at !== null)
    throw new AppError("conflict", `${person.name} has come in already and can ask for a sign-in link.`);
  await countInvitation(deps, who);
  await deps.db.transaction().execute(async (tx) => {
    await endLinks(tx, id, deps.now());
    await mailInvitation(deps, tx, person, organization, who);
  });
  deps.mail.wake();
}

/** Changes what a person may do, or what they are called. Naming a representative relieves the former one. */
export async function changePerson(deps: Deps, id: string, change: PersonChange, who: Who): Promise<Person> {
  const { row, former } = await commit(deps, who.initiativeId, async (tx, append) => {
    const whom = await openPerson(tx, id, who);
    let former: string | undefined;
    if (change.role !== undefined && change.role !== whom.role) {
      const organization = await openOrganization(tx, whom.organization_id, who);
      if (!may.changeRole(who, whoOf(whom), change.role))
        throw notYours("You may not change what this person may do.");
      mustFit(who, organization, change.role);
      former = await makeRoom(tx, append, whom.organization_id, change.role, who);
    }
    if (change.name !== undefined && !may.rename(who, whoOf(whom)))
      throw notYours("You may not change this name.");
    const { role = whom.role, name = whom.name } = change;
    await tx.updateTable("person").set({ role, name }).where("id", "=", id).execute();
    const about = { by: who.id, refs: [id] };
    if (role !== whom.role) await append({ type: "person.role_changed", ...about, data: { role } });
    if (name !== whom.name) await append({ type: "person.renamed", ...about, data: { name } });
    await keepABackbone(tx, who);
    return { row: await openPerson(tx, id, who), former };
  });
  deps.access.changed({ personId: id });
  if (former) deps.access.changed({ personId: former });
  return personOf(row, who);
}

/** Takes a person out, at once: sign-ins, links and open documents end. What they wrote keeps their name. */
export async function removePerson(deps: Deps, id: string, who: Who) {
  await commit(deps, who.initiativeId, async (tx, append) => {
    const whom = await openPerson(tx, id, who);
    if (!may.remove(who, whoOf(whom))) throw notYours("You may not remove this person.");
    await tx.updateTable("person").set({ removed_at: deps.now() }).where("id", "=", id).execute();
    await append({ type: "person.removed", by: who.id, refs: [id], data: {} });
    await tx.deleteFrom("sign_in").where("person_id", "=", id).execute();
    await endLinks(tx, id, deps.now());
    await keepABackbone(tx, who);
  });
  deps.access.changed({ personId: id });
}

function mayInvite(who: Who, organization: Organization, role: Role) {
  if (!may.invite(who, organization.id, role))
    throw notYours("You may not invite people for this partner in this role.");
  mustFit(who, organization, role);
}

function mustFit(who: Who, organization: Organization, role: Role) {
  const fitting = rolesToGive(who, organization);
  if (!fitting.includes(role))
    throw new AppError("invalid", `Nobody can have this role for ${organization.shortName}.`, {
      role: `Choose one of these: ${fitting.join(", ")}.`,
    });
}

export const notYours = (sentence: string) =>
  new AppError("forbidden", `${sentence} Its representative or the backbone can.`);

/** An organization has one representative: the former one goes on as a contributor. Their id. */
async function makeRoom(tx: Kysely<Tables>, append: Append, organizationId: string, role: Role, who: Who) {
  if (role !== "representative") return undefined;
  const former = await tx
    .updateTable("person")
    .set({ role: "contributor" })
    .where("organization_id", "=", organizationId)
    .where("role", "=", "representative")
    .where("removed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (former)
    await append({
      type: "person.role_changed",
      by: who.id,
      refs: [former.id],
      data: { role: "contributor" },
    });
  return former?.id;
}

/** Two people of the backbone who relieve each other at once must not leave the initiative alone. */
async function keepABackbone(tx: Kysely<Tables>, who: Who) {
  const left = await tx
    .selectFrom("person")
    .select("id")
    .where("initiative_id", "=", who.initiativeId)
    .where("role", "=", "backbone")
    .where("removed_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  if (!left)
    throw new AppError("conflict", "Somebody of the backbone has to stay. Give the role to another first.");
}

const countInvitation = (deps: Deps, who: Who) =>
  deps.limits.invitationsByPerson.count(
    who.id,
    "That were many invitations in one hour. Wait a little, then go on.",
  );

async function mailInvitation(
  deps: Deps,
  tx: Kysely<Tables>,
  person: PersonRow,
  organization: Organization,
  by: SignedIn,
) {
  const initiative = await readInitiative(tx, person.initiative_id);
  const mail = invitationMail(person.language, {
    name: person.name,
    by: by.name,
    organization: organization.name,
    role: person.role,
    initiative: initiative.name,
  });
  const linkId = await makeLink(deps, tx, "invitation", person.id);
  const to = { personId: person.id, initiativeId: person.initiative_id, email: person.email };
  await queueMail(deps, tx, to, mail, linkId);
}
