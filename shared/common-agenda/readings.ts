import type { CommonAgenda } from "./common-agenda.ts";
import type { Adoption, AgendaVersion } from "./version.ts";

/** As much of the common agenda as these readings ask for. */
type Read = Pick<CommonAgenda, "versions" | "adoptions">;

/** The version that is put to the partners now; `undefined` before the first one. */
export const currentVersion = (it: Read): AgendaVersion | undefined => it.versions[0];

/** The last word of an organization; `undefined` when it has adopted none. */
export const adoptionOf = (it: Read, organizationId: string): Adoption | undefined =>
  it.adoptions.findLast((one) => one.organizationId === organizationId);

/**
 * How an organization stands to the current version: it *adopted* it plainly, with a *reservation*, or is *reviewing*
 * it: silence is never an adoption.
 */
export function standingOf(it: Read, organizationId: string): "adopted" | "reservation" | "reviewing" {
  const now = currentVersion(it);
  const own = adoptionOf(it, organizationId);
  if (!now || own?.versionId !== now.id) return "reviewing";
  return own.kind === "plain" ? "adopted" : "reservation";
}

/** What a version is called; `undefined` when it is not known. */
export const versionOf = (it: Read, id: string | undefined): AgendaVersion | undefined =>
  it.versions.find((one) => one.id === id);
