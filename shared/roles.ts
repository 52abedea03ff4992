import * as v from "valibot";

/**
 * What a person may do here. A *representative* and an *alternate* speak for their organization; a
 * *contributor* writes with it; an *observer* (a funder, say) reads; the *backbone* looks after the initiative.
 */
export const roles = ["backbone", "representative", "alternate", "contributor", "observer"] as const;
export type Role = (typeof roles)[number];
export const Role = v.picklist(roles);

/** As much of a person as a rule needs to know. */
export interface Who {
  id: string;
  initiativeId: string;
  organizationId: string;
  role: Role;
}

/** The other side of a rule about people. */
type Whom = Pick<Who, "id" | "initiativeId" | "organizationId" | "role">;

/**
 * Who may do what: the one table that routes, sockets, search, mail and screens ask.
 * Every rule presumes the same initiative; the caller has found the record through it.
 */
export const may = {
  /** Write in a document that partners share (common agenda, action plan, notes). */
  editDocuments: (who: Who) => who.role !== "observer",
  readDocuments: (_who: Who) => true,
  /** See an event in the log: whoever may see the record it is about. */
  readEvent: (_who: Who, _event: { type: string; refs: readonly string[] }) => true,
  /** Speak for the organization: give its position, accept its commitments. */
  speakFor: (who: Who, organizationId: string) =>
    who.organizationId === organizationId && (who.role === "representative" || who.role === "alternate"),
  addOrganization: (who: Who) => who.role === "backbone",
  readOutbox: (who: Who) => who.role === "backbone",
  /** Invite somebody as `role` of `organizationId`. A representative invites for the own organization. */
  invite: (who: Who, organizationId: string, role: Role) =>
    who.role === "backbone" ||
    (who.role === "representative" && who.organizationId === organizationId && role !== "backbone"),
  /** Change what `whom` may do, into `role`. Nobody changes the own role: another pair of eyes does. */
  changeRole: (who: Who, whom: Whom, role: Role) =>
    who.id !== whom.id &&
    (who.role === "backbone" ||
      (who.role === "representative" &&
        who.organizationId === whom.organizationId &&
        whom.role !== "backbone" &&
        role !== "backbone")),
  /** Correct a name; everybody may correct the own one. */
  rename: (who: Who, whom: Whom) =>
    who.id === whom.id ||
    who.role === "backbone" ||
    (who.role === "representative" && who.organizationId === whom.organizationId),
  seeEmail: (who: Who, organizationId: string) =>
    who.role === "backbone" || who.organizationId === organizationId,
  remove: (who: Who, whom: Whom) =>
    who.id !== whom.id &&
    (who.role === "backbone" ||
      (who.role === "representative" &&
        who.organizationId === whom.organizationId &&
        whom.role !== "backbone")),
} as const;

/** Roles that `who` may give to somebody of `organization`; empty when none. */
export function rolesToGive(who: Who, organization: { id: string; kind: "backbone" | "partner" }): Role[] {
  const fitting: readonly Role[] =
    organization.kind === "backbone"
      ? ["backbone", "contributor", "observer"]
      : ["representative", "alternate", "contributor", "observer"];
  return fitting.filter((role) => may.invite(who, organization.id, role));
}
