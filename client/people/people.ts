import type { Person } from "../../shared/people/person.ts";
import type { Role } from "../../shared/roles.ts";
import { api, ask } from "../api.ts";
import { people } from "../organizations/organizations.ts";

const changeRole = (id: string, role: Role) =>
  ask(api.people[":id"].$patch({ param: { id }, json: { role } }));

/**
 * Gives a person another part. Naming a representative relieves the former one; what it returns puts both back.
 */
export async function giveRole(person: Person, role: Role): Promise<() => Promise<void>> {
  const former =
    role === "representative"
      ? people.value()?.find((it) => it.organizationId === person.organizationId && it.role === role)
      : undefined;
  await changeRole(person.id, role);
  await people.load();
  return async () => {
    if (former) await changeRole(former.id, "representative");
    await changeRole(person.id, person.role);
    await people.load();
  };
}

/** Takes a person out; the server ends their sign-ins at once. */
export async function removePerson(person: Person) {
  await ask(api.people[":id"].$delete({ param: { id: person.id } }));
  people.change((all) => all.filter((it) => it.id !== person.id));
}

/** Those who left and whom this reader could erase. */
export const askWhoLeft = async (): Promise<Person[]> => (await ask(api.people.left.$get())).items;

/** Erases the name and address of somebody who left, for ever. */
export const erasePerson = (person: Person) =>
  ask(api.people[":id"].erasure.$post({ param: { id: person.id } }));

/** Mails the invitation again; the earlier link ends. */
export const inviteAgain = (person: Person) =>
  ask(api.people[":id"].invitation.$post({ param: { id: person.id } }));
