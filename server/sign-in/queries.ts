import type { Me, SignIn } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { openOrganization } from "../organizations/queries.ts";
import { openPerson, personOf, whoOf } from "../people/queries.ts";
import type { SignedIn } from "./signed-in.ts";

/** Who a person is, with where they belong. */
export async function readMe(deps: Deps, person: { id: string; initiativeId: string }): Promise<Me> {
  const self = { ...person, organizationId: "", role: "observer" as const };
  const row = await openPerson(deps.db, person.id, self);
  const who = whoOf(row);
  return {
    person: { ...personOf(row, who), hasPassword: row.password_hash !== null },
    organization: await openOrganization(deps.db, row.organization_id, who),
    initiative: await readInitiative(deps.db, row.initiative_id),
  };
}

/** The browsers in which one is signed in, the one in use first. */
export async function listSignIns(deps: Deps, person: SignedIn): Promise<SignIn[]> {
  const rows = await deps.db
    .selectFrom("sign_in")
    .selectAll()
    .where("person_id", "=", person.id)
    .where("expires_at", ">", deps.now())
    .orderBy("last_used_at", "desc")
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      device: row.device,
      createdAt: new Date(row.created_at).toISOString(),
      lastUsedAt: new Date(row.last_used_at).toISOString(),
      isThisOne: row.id === person.signInId,
    }))
    .sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne));
}
