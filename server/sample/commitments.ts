import type { NewCommitment } from "../../shared/commitments/commitment.ts";
import type { CommitmentEvent } from "../../shared/commitments/events.ts";
import type { Day } from "../../shared/dates.ts";
import type { Json } from "../../shared/log/canonical.ts";
import type { Visibility } from "../../shared/roles.ts";
import type { SampleMeetings, Step } from "./meetings.ts";

/** A commitment as the sample's file tells it. */
export interface SampleCommitment {
  id: string;
  number: number;
  what: string;
  ownerOrgId: string;
  ownerPersonId: string;
  supportOrgIds: string[];
  madeOn: Day;
  dueOn: Day;
  originalDueOn: Day;
  status: "offered" | "active" | "kept" | "not_kept" | "released";
  fromMeetingId: string | null;
  fromDecisionId: string | null;
  activityId: string | null;
  indicatorIds: string[];
  visibility: Visibility;
  groupId: string;
  acceptedOn: Day | null;
  closedOn: Day | null;
  outcomeNote: string | null;
  history: {
    at: Day;
    type: "renegotiated" | "help_requested" | "note" | "released" | "closed_not_kept";
    byPersonId: string;
    reason: string;
    fromDueOn?: Day;
    toDueOn?: Day;
    agreedAtMeetingId?: string;
  }[];
}

/** What became of a commitment, as events: offered in its meeting or by its owner, accepted, changed, closed. */
export function commitmentSteps(it: SampleCommitment, meetings: SampleMeetings["meetings"]): Step[] {
  const meeting = meetings.find(({ id }) => id === it.fromMeetingId);
  const step = (type: CommitmentEvent["type"], day: Day, time: string, by: string, data: Json): Step => ({
    type,
    day,
    time,
    by,
    refs: [it.id, it.ownerOrgId],
    data: { ...(data as Record<string, Json>), on: day },
  });
  // As many minutes past the hour as its number, so that they follow one another.
  const minute = String(it.number).padStart(2, "0");
  const hour = meeting ? String(Number(meeting.endsAt.slice(11, 13)) - 1).padStart(2, "0") : "09";
  const offer: Omit<NewCommitment, "id"> = {
    what: it.what,
    ownerOrganizationId: it.ownerOrgId,
    ownerPersonId: it.ownerPersonId,
    supportOrganizationIds: it.supportOrgIds,
    dueOn: it.originalDueOn,
    activityId: it.activityId,
    strategyIds: [],
    indicatorIds: it.indicatorIds,
    contribution: null,
    visibility: it.visibility,
    groupId: it.groupId,
    fromMeetingId: it.fromMeetingId,
    fromItemId: meeting?.agenda.findLast(({ purpose }) => purpose === "commit")?.id ?? null,
    fromDecisionId: it.fromDecisionId,
    quote: null,
  };
  const by = meeting?.noteTakerPersonId ?? it.ownerPersonId;
  const offered = step("commitment.offered", it.madeOn, `${hour}:${minute}`, by, {
    ...offer,
    number: it.number,
  });
  const accepted = it.acceptedOn
    ? [step("commitment.accepted", it.acceptedOn, `17:${minute}`, it.ownerPersonId, {})]
    : [];
  return [offered, ...accepted, ...it.history.map((line) => changed(line, step)), ...closed(it, step)];
}

type MakeStep = (type: CommitmentEvent["type"], day: Day, time: string, by: string, data: Json) => Step;

function changed(line: SampleCommitment["history"][number], step: MakeStep): Step {
  const { at, byPersonId, reason, fromDueOn = at, toDueOn = at, agreedAtMeetingId = null } = line;
  if (line.type === "renegotiated")
    return step("commitment.renegotiated", at, "18:00", byPersonId, {
      fromDueOn,
      toDueOn,
      reason,
      agreedAtMeetingId,
    });
  if (line.type === "help_requested")
    return step("commitment.help_asked", at, "18:00", byPersonId, { reason });
  // How it was closed has an event of its own; this is what was said beside it.
  return step("commitment.noted", at, "18:00", byPersonId, { note: reason });
}

function closed(it: SampleCommitment, step: MakeStep): Step[] {
  const { closedOn, outcomeNote, ownerPersonId: by } = it;
  if (!closedOn) return [];
  const agreedAtMeetingId = it.history.find(({ type }) => type === "released")?.agreedAtMeetingId ?? null;
  if (it.status === "kept") return [step("commitment.kept", closedOn, "19:00", by, { note: outcomeNote })];
  const reason = outcomeNote ?? "";
  return it.status === "released"
    ? [step("commitment.released", closedOn, "19:00", by, { reason, agreedAtMeetingId })]
    : [step("commitment.not_kept", closedOn, "19:00", by, { reason })];
}
