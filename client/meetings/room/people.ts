import { initialsOf } from "../../../shared/organizations/organization.ts";
import { organizations, people } from "../../organizations/organizations.ts";

export const organizationOf = (id: string | null | undefined) =>
  organizations.value()?.find((it) => it.id === id);
export const personOf = (id: string | null | undefined) => people.value()?.find((it) => it.id === id);

/** An organization by the name that screens use; empty until it is known. */
export const partnerName = (id: string | null | undefined) => organizationOf(id)?.shortName ?? "";

/** What an organization's tile shows. */
export function tileOf(id: string | null | undefined) {
  const it = organizationOf(id);
  return { initials: it ? initialsOf(it.name) : "··", hue: it?.hue ?? 0, name: it?.shortName ?? "" };
}
