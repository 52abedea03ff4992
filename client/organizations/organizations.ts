import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** The partners in joining order, then the backbone that serves them. */
export const organizations = createKept<Organization[]>("organizations", async () => {
  const { items } = await ask(api.organizations.$get());
  return items.toSorted((a, b) => Number(a.kind === "backbone") - Number(b.kind === "backbone"));
});

/** Those that have not left: whatever begins now is offered to them alone. */
export const partnersHere = () => partnersToChoose();

/** Whom a field offers: those that are here, and those that its record `names` already, so that it still shows them. */
export const partnersToChoose = (...names: readonly (string | null | undefined)[]) =>
  (organizations.value() ?? []).filter((it) => it.removedOn === null || names.includes(it.id));

/** Notes that a partner has left; its people leave with it. */
export async function removeOrganization(id: string, reason: string) {
  await ask(api.organizations[":id"].removal.$post({ param: { id }, json: { reason } }));
  await Promise.all([organizations.load(), people.load()]);
}

/** Takes that back. */
export async function bringBack(id: string) {
  await ask(api.organizations[":id"].removal.$delete({ param: { id } }));
  await Promise.all([organizations.load(), people.load()]);
}

/** Everybody who speaks, writes or reads for one of them. */
export const people = createKept<Person[]>("people", async () => (await ask(api.people.$get())).items);

/** The people of one organization: who speaks for it first, then by name. */
export function peopleOf(organizationId: string): Person[] {
  const order = ["backbone", "representative", "alternate", "contributor", "observer"];
  return (people.value() ?? [])
    .filter((it) => it.organizationId === organizationId)
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name));
}

/** Sees that both are asked for. */
export const loadPartners = () => Promise.all([organizations.need(), people.need()]);
