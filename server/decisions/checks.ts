import type { Kysely } from "kysely";
import { addDays, type Day, isRealDay } from "../../shared/dates.ts";
import type { Agreement, Decision, NewDecision } from "../../shared/decisions/decision.ts";
import { isOpen, openObjections } from "../../shared/decisions/readings.ts";
import { AppError } from "../../shared/errors.ts";
import { quorumOf } from "../../shared/meetings/readings.ts";
import { may, type Who } from "../../shared/roles.ts";
import { listStrategies } from "../action-plans/queries.ts";
import type { Tables } from "../db/tables.ts";
import { openIndicator } from "../indicators/queries.ts";
import { groupsOf, openMeeting } from "../meetings/queries.ts";
import { readMeeting } from "../meetings/rows.ts";
import { openOrganization, openOrganizationHere } from "../organizations/queries.ts";
import { openDecision } from "./queries.ts";
import type { Scene } from "./scene.ts";

type Tx = Kysely<Tables>;

/** Only those who look after a decision word it anew, set its dates and close it. */
export function mustLead(was: Decision, { chairIds }: Pick<Scene, "chairIds">, who: Who) {
  if (!may.leadDecision(who, { ...was, chairIds }))
    throw new AppError(
      "forbidden",
      "Whoever raised this decision does that, who leads its group, or the backbone. Ask one of them.",
    );
}

/** A public body that speaks in meetings only says nothing to others between them. */
export async function mustSpeakHere(tx: Tx, place: { isMeeting: boolean }, who: Who) {
  const organization = await openOrganization(tx, who.organizationId, who);
  if (!may.speakHere(organization, place))
    throw new AppError(
      "forbidden",
      `Between meetings, ${organization.shortName} reads, and comments to the backbone. Say this in the meeting.`,
    );
}

/** What a decision would replace: adopted, and nothing else has replaced it. */
export async function mustBeReplaceable(tx: Tx, id: string | null, who: Who) {
  if (id === null) return;
  const older = await openDecision(tx, id, who);
  if (older.status !== "adopted")
    throw new AppError("conflict", "Only a decision that holds can be replaced. Look at it as it is now.", {
      supersedesId: "Choose a decision that holds.",
    });
}

/** Nobody plans further ahead: such a date is a slip of the keyboard. */
const yearsAheadMax = 20;

/** A day to answer by, or to look at it again, is still to come. */
export function mustBeAhead(day: Day | null, today: Day, name: "respondBy" | "reviewOn") {
  if (day === null) return;
  const refuse = (message: string, field: string) => {
    throw new AppError("invalid", message, { [name]: field });
  };
  if (!isRealDay(day))
    refuse("No calendar has this day. Choose another date.", "Choose a day that there is.");
  if (day < today) refuse("This day is over. Choose today or a later date.", "Choose today or a later day.");
  if (day > addDays(today, 365.25 * yearsAheadMax))
    refuse("This day is very far away. Look at its year again.", "Look at the year again.");
}

/** The group that is asked and who may see it: as they were named, or as they are in its meeting. */
export async function placeOf(tx: Tx, said: Omit<NewDecision, "id">, who: Who) {
  const meeting = said.fromMeetingId === null ? undefined : await openMeeting(tx, said.fromMeetingId, who);
  const groupId = said.groupId ?? meeting?.group_id ?? null;
  const group = (await groupsOf(tx, who.initiativeId)).find(({ id }) => id === groupId);
  if (!group)
    throw new AppError("invalid", "We need to know which group this belongs to. Choose one.", {
      groupId: "Choose a group.",
    });
  return { groupId: group.id, visibility: said.visibility ?? meeting?.visibility ?? "partners" };
}

/** The organization that raises it: the own one, or one that the backbone writes down for. */
export async function raiserOf(tx: Tx, { raisedByOrganizationId }: Omit<NewDecision, "id">, who: Who) {
  const raiser = await openOrganizationHere(tx, raisedByOrganizationId ?? who.organizationId, who);
  if (!may.raiseFor(who, raiser.id))
    throw new AppError(
      "forbidden",
      `Only ${raiser.shortName} raises a decision in its name, or the backbone for it. Raise it in your own.`,
    );
  return raiser;
}

/** What it is about is there, and for the eyes of whoever names it. */
export async function mustBeKnown(
  tx: Tx,
  { indicatorIds, strategyIds }: Pick<NewDecision, "indicatorIds" | "strategyIds">,
  who: Who,
) {
  for (const id of indicatorIds) await openIndicator(tx, id, who);
  const known = new Set((await listStrategies(tx, who)).map(({ id }) => id));
  if (strategyIds.some((id) => !known.has(id)))
    throw new AppError("invalid", "One of these strategies is not in the common agenda. Choose others.", {
      strategyIds: "Choose strategies of the common agenda.",
    });
}

/** The meeting in which it was agreed, and whether enough members were there. */
export async function roomOf(tx: Tx, was: Decision, { meetingId }: Agreement, who: Who) {
  const id = meetingId ?? was.fromMeetingId;
  if (id === null)
    throw new AppError("invalid", "We need to know in which meeting this was agreed. Choose one.", {
      meetingId: "Choose a meeting.",
    });
  const row = await openMeeting(tx, id, who);
  const group = (await groupsOf(tx, who.initiativeId)).find((it) => it.id === row.group_id)!;
  const led = { facilitatorId: row.facilitator_id, noteTakerId: row.note_taker_id, chairIds: group.chairIds };
  if (!may.leadMeeting(who, led))
    throw new AppError(
      "forbidden",
      "Whoever leads the meeting does this: its facilitator, its note taker, who leads the group, or the backbone. Ask one of them.",
    );
  if (row.group_id !== was.groupId)
    throw new AppError(
      "conflict",
      "This meeting is of another group. Choose one of the group that decides.",
      {
        meetingId: "Choose a meeting of the group that decides.",
      },
    );
  if (row.status === "held" && id !== was.fromMeetingId && row.day < was.openedOn)
    throw new AppError("conflict", "This meeting was over before this was raised. Choose a later one.", {
      meetingId: "Choose a later meeting.",
    });
  if (row.status !== "live" && row.status !== "held")
    throw new AppError("conflict", "This meeting has not begun. Record what it agrees once it is under way.");
  const { attendance } = await readMeeting(tx, row);
  const quorum = quorumOf(group, attendance);
  if (!quorum.isMet)
    throw new AppError(
      "conflict",
      `Only ${quorum.present} partners are here, and ${quorum.needed} are needed to agree on this. Leave it open: it can be finished after the meeting.`,
    );
  return { meetingId: id, quorum };
}

/** Open, and nobody objects: agreement is no way around an objection. */
export function mustBeAgreeable(was: Decision, askedIds: readonly string[]) {
  if (!isOpen(was))
    throw new AppError("conflict", "This decision is closed already. Look at it as it is now.");
  if (openObjections(was, askedIds).length > 0)
    throw new AppError(
      "conflict",
      "An objection stands. Settle it in the decision's thread before you record an agreement.",
    );
}
