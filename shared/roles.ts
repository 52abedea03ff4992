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
  /** Other organizations that they speak for as well. */
  alsoFor?: readonly string[] | undefined;
}

/** Who sees a record: `group` means the member organizations of its group, `restricted` those it names. */
export const visibilities = ["public", "partners", "group", "backbone", "restricted"] as const;
export type Visibility = (typeof visibilities)[number];
export const Visibility = v.picklist(visibilities);

/** As much of a record as the rule of who sees it asks for. */
export interface Shown {
  visibility: Visibility;
  groupId: string | null;
  /** The organizations it names: an owner and those who help. They see it, unless it is for the backbone alone. */
  organizationIds: readonly string[];
}

/** Somebody who looks, with the groups that their organization is a member of. */
export type Onlooker = Pick<Who, "organizationId" | "role" | "alsoFor"> & { groupIds: ReadonlySet<string> };

/** As much of a meeting as the rule of who leads it asks for. */
export interface Led {
  facilitatorId: string | null;
  noteTakerId: string | null;
  /** Who leads its group. */
  chairIds: readonly string[];
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
  /** Write in the notes of a meeting, until it is closed. Whoever sees the meeting reads them: see `see`. */
  writeNotes: (who: Pick<Who, "role">, meeting: { status: string }) =>
    who.role !== "observer" && meeting.status !== "held" && meeting.status !== "cancelled",
  /** Write in the action plan of a group: the members of its organizations, and the backbone. */
  editPlan: (
    who: Pick<Who, "role" | "organizationId" | "alsoFor">,
    group: { memberIds: readonly string[] },
  ) =>
    who.role === "backbone" ||
    (who.role !== "observer" &&
      [who.organizationId, ...(who.alsoFor ?? [])].some((id) => group.memberIds.includes(id))),
  /** Read whole action plans. Who only observes sees the activities that are public: see `see`. */
  readPlans: (who: Pick<Who, "role">) => who.role !== "observer",
  /** Read the action plan of a group: whoever sees the group, and reads plans at all. */
  readPlan: (who: Onlooker, group: Pick<Shown, "visibility" | "groupId">) =>
    may.readPlans(who) && may.see(who, { ...group, organizationIds: [] }),
  /** See an event in the log: whoever may see the record it is about; `hidden` are the ids of those they may not. */
  readEvent: (hidden: ReadonlySet<string>, event: { refs: readonly string[] }) =>
    !hidden.has(event.refs[0] ?? ""),
  /** Speak for the organization: give its position, accept its commitments. */
  speakFor: (who: Who, organizationId: string) =>
    (who.organizationId === organizationId && (who.role === "representative" || who.role === "alternate")) ||
    (who.role !== "observer" && who.alsoFor?.includes(organizationId) === true),
  /** The one rule of who sees a record, for lists, single records and the log; `undefined` is a stranger. */
  see: (who: Onlooker | undefined, it: Shown) => {
    if (it.visibility === "public") return true;
    if (!who || who.role === "observer") return false;
    if (who.role === "backbone" || it.visibility === "partners") return true;
    if (it.visibility === "backbone") return false;
    if ([who.organizationId, ...(who.alsoFor ?? [])].some((own) => it.organizationIds.includes(own)))
      return true;
    return it.visibility === "group" && it.groupId !== null && who.groupIds.has(it.groupId);
  },
  /** Change anything that partners share, be it only with a note or an offer. */
  takePart: (who: Who) => who.role !== "observer",
  /** Look after a decision: word it anew, set its dates, close it. Who raised it, who leads its group, the backbone. */
  leadDecision: (who: Who, it: { raisedByOrganizationId: string; chairIds: readonly string[] }) =>
    who.role === "backbone" ||
    may.speakFor(who, it.raisedByOrganizationId) ||
    (may.takePart(who) && it.chairIds.includes(who.id)),
  /** Write down what the partners agreed about deciding. */
  setGovernance: (who: Who) => who.role === "backbone",
  /** Put a version of the common agenda to the partners. */
  publishAgenda: (who: Who) => who.role === "backbone",
  /** Have those reminded who are still to be heard. */
  remindPartners: (who: Who) => who.role === "backbone",
  /**
   * Speak here, and not to the backbone alone. A public body can be set to speak in meetings only, so that what its
   * people say to others is said in the open.
   */
  speakHere: (organization: { speaksInMeetingsOnly: boolean }, place: { isMeeting: boolean }) =>
    !organization.speaksInMeetingsOnly || place.isMeeting,
  /** Say whether a public body speaks in meetings only: the backbone, or its representative. */
  setOpenMeetings: (who: Who, organizationId: string) =>
    who.role === "backbone" || (who.role === "representative" && who.organizationId === organizationId),
  /** See what somebody of an organization wrote to the backbone alone. */
  seePrivate: (who: Who, organizationId: string) =>
    who.role === "backbone" || (may.takePart(who) && who.organizationId === organizationId),
  /** Sum up where things stand, above a thread: who speaks for a partner, or the backbone. */
  sumUp: (who: Who) => who.role === "backbone" || who.role === "representative" || who.role === "alternate",
  /** Ask somebody of one partner to speak for another as well: that one's representative, or the backbone. */
  giveVoice: (who: Who, organizationId: string) =>
    who.role === "backbone" || (who.role === "representative" && who.organizationId === organizationId),
  /** Take a post away: whoever wrote it, or the backbone. */
  removePost: (who: Who, post: { by: string }) =>
    may.takePart(who) && (who.role === "backbone" || who.id === post.by),
  /** Form a group, or change who is in it and who leads it. */
  shapeGroups: (who: Who) => who.role === "backbone",
  /** Call a group together: the backbone, or who leads the group. */
  callMeeting: (who: Who, group: { chairIds: readonly string[] }) =>
    who.role === "backbone" || (may.takePart(who) && group.chairIds.includes(who.id)),
  /** Lead a meeting: its facilitator, its note taker, who leads its group, or the backbone. */
  leadMeeting: (who: Who, meeting: Led) =>
    may.callMeeting(who, meeting) ||
    (may.takePart(who) && (meeting.facilitatorId === who.id || meeting.noteTakerId === who.id)),
  /** Note who is there: for everybody who leads the meeting, and everybody for the own organization. */
  noteAttendance: (who: Who, meeting: Led, organizationId: string) =>
    may.leadMeeting(who, meeting) || (may.takePart(who) && who.organizationId === organizationId),
  /** Report an organization's number: whoever writes with it, or the backbone for it. */
  report: (who: Who, organizationId: string) =>
    who.role === "backbone" || (who.role !== "observer" && who.organizationId === organizationId),
  /**
   * Define an indicator, or define it anew: the backbone; and whoever represents the organization that answers for the
   * number, because it knows best how that is measured, and what of it may be shown.
   */
  defineIndicator: (who: Who, reporterOrganizationId: string) =>
    who.role === "backbone" ||
    (who.role === "representative" && who.organizationId === reporterOrganizationId),
  /** Ask reporters for their numbers: open a round, remind, close it. */
  askForReadings: (who: Who) => who.role === "backbone",
  /** Write down that another organization raised a decision. */
  raiseFor: (who: Who, organizationId: string) =>
    who.role === "backbone" || who.organizationId === organizationId,
  /** No league table: a partner's rate is its own business and the backbone's. */
  seeKeptRate: (who: Who, organizationId: string) =>
    who.role === "backbone" || (who.role !== "observer" && who.organizationId === organizationId),
  /** See when each partner last took part: nobody is watched by anybody but the backbone, which asks after them. */
  seePulse: (who: Who) => who.role === "backbone",
  /** Note a contact with a partner, and read such notes. */
  checkIn: (who: Who) => who.role === "backbone",
  /** Have owners reminded of what they promised. */
  remindOwners: (who: Who) => who.role === "backbone",
  addOrganization: (who: Who) => who.role === "backbone",
  /** Note that a partner has left the initiative, or is back. */
  removeOrganization: (who: Who) => who.role === "backbone",
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

/**
 * As whom somebody says what becomes of an organization's commitment: as its *own* voice, or, being of the backbone,
 * *on behalf* of it, after a call for instance. `undefined`: not at all.
 */
export function voiceFor(who: Who, organizationId: string): "own" | "on_behalf" | undefined {
  if (may.speakFor(who, organizationId)) return "own";
  if (who.role !== "backbone") return undefined;
  return who.organizationId === organizationId ? "own" : "on_behalf";
}

/**
 * As whom somebody says where an organization stands: as its *own* voice, or, being of the backbone, *on behalf* of it.
 * Who has no voice, the backbone itself, has no position.
 */
export function positionAs(
  who: Who,
  organization: { id: string; hasVoice: boolean },
): "own" | "on_behalf" | undefined {
  if (!organization.hasVoice) return undefined;
  if (may.speakFor(who, organization.id)) return "own";
  return who.role === "backbone" ? "on_behalf" : undefined;
}

/** The organizations that somebody can speak for: the own one, if they do, and others. */
export const voicesOf = (who: Who): string[] =>
  [who.organizationId, ...(who.alsoFor ?? [])].filter((id) => may.speakFor(who, id));

/** Roles that `who` may give to somebody of `organization`; empty when none. */
export function rolesToGive(who: Who, organization: { id: string; kind: "backbone" | "partner" }): Role[] {
  const fitting: readonly Role[] =
    organization.kind === "backbone"
      ? ["backbone", "contributor", "observer"]
      : ["representative", "alternate", "contributor", "observer"];
  return fitting.filter((role) => may.invite(who, organization.id, role));
}
