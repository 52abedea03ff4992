import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** The backbone and its partners, in joining order. */
export const organizations = createKept<Organization[]>(
  "organizations",
  async () => (await ask(api.organizations.$get())).items,
);

/** Everybody who speaks, writes or reads for one of them. */
export const people = createKept<Person[]>("people", async () => (await ask(api.people.$get())).items);

/** The people of one organization: who speaks for it first, then by name. */
export function peopleOf(organizationId: string): Person[] {
  const order = ["backbone", "representative", "alternate", "contributor", "observer"];
  return (people.value() ?? [])
    .filter((it) => it.organizationId === organizationId)
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name));
}

/** Asks the server for both. */
export const loadPartners = () => Promise.all([organizations.load(), people.load()]);
