import type { Day } from "../../shared/dates.ts";
import type { Decision, Method, PositionKind } from "../../shared/decisions/decision.ts";
import type { DecisionEvent } from "../../shared/decisions/events.ts";
import type { Json } from "../../shared/log/canonical.ts";
import { quorumOf } from "../../shared/meetings/readings.ts";
import type { ThreadEvent } from "../../shared/threads/events.ts";
import type { PostKind } from "../../shared/threads/post.ts";
import type { SampleMeetings, Step } from "./meetings.ts";

interface SamplePosition {
  position: PositionKind;
  at: Day;
  reason?: string;
}

/** What the file calls a post. */
type SampleKind = "proposal" | "support" | "objection" | "status" | PostKind;

/** A decision as the sample's file tells it; who began its thread opened it. */
export interface SampleDecision {
  id: string;
  number: number;
  title: string;
  groupId: string;
  status: "open" | "adopted" | "not_adopted" | "withdrawn" | "superseded";
  method: "consent" | "consensus" | "vote" | "delegated";
  visibility: Decision["visibility"];
  raisedByOrgId: string;
  openedOn: Day;
  respondBy: Day;
  decidedOn: Day | null;
  decidedAtMeetingId: string | null;
  reviewOn: Day | null;
  context: string;
  options: Decision["options"];
  proposal: string;
  chosenOptionId: string | null;
  outcome: string | null;
  positions: (
    | (SamplePosition & { orgId: string; byPersonId: string; previous?: SamplePosition })
    | { orgId: string; position: "no_response"; byPersonId: null; at: null }
  )[];
  thread: { personId: string; at: string; kind: SampleKind; body: string }[];
  indicatorIds: string[];
  strategyIds: string[];
  supersedesDecisionId: string | null;
}

/** The file's words for how a group decides, in ours: a vote needs two thirds here, and a delegate asks for advice. */
const methodOf: Record<SampleDecision["method"], Method> = {
  consent: "consent",
  consensus: "consensus",
  vote: "two_thirds",
  delegated: "advice",
};

/** What became of a decision, as events: opened by whoever began its thread, answered, closed. */
export function decisionSteps(it: SampleDecision, sample: SampleMeetings): Step[] {
  const step: MakeStep = (type, day, time, by, refs, data) => ({
    type,
    day,
    time,
    by,
    refs: [it.id, ...refs],
    data: { ...data, on: day },
  });
  const begun = it.thread[0]!;
  const opened: Omit<(DecisionEvent & { type: "decision.opened" })["data"], "on"> = {
    number: it.number,
    title: it.title,
    groupId: it.groupId,
    method: methodOf[it.method],
    visibility: it.visibility,
    raisedByOrganizationId: it.raisedByOrgId,
    context: it.context,
    options: it.options,
    proposal: it.proposal,
    respondBy: it.respondBy,
    indicatorIds: it.indicatorIds,
    strategyIds: it.strategyIds,
    supersedesId: it.supersedesDecisionId,
    fromMeetingId: null,
    fromItemId: null,
    quote: null,
    passage: null,
    daysMin: sample.initiative.governance.asyncDecisionMinDays,
  };
  const positioned = it.positions.flatMap((said, index) => {
    if (said.position === "no_response") return [];
    const { orgId, byPersonId, previous, ...now } = said;
    // As many minutes past the hour as their place, so that they follow one another; never before it was opened.
    const minute = String(10 + index).padStart(2, "0");
    return [...(previous ? [previous] : []), now].map(({ position, at, reason = null }) =>
      step("decision.positioned", at, `${at === it.openedOn ? "12" : "10"}:${minute}`, byPersonId, [orgId], {
        organizationId: orgId,
        position,
        reason,
        proposalVersion: 1,
      }),
    );
  });
  return [
    step("decision.opened", it.openedOn, begun.at.slice(11, 16), begun.personId, [it.raisedByOrgId], opened),
    ...positioned,
    ...it.thread.map((said, index) => postStep(it, said, index)),
    ...closed(it, sample, step),
  ];
}

/** The file's words for a post, in ours: the one that opened a decision is a post like others. */
const kindOf = (kind: SampleKind): PostKind | null => {
  if (kind === "proposal") return null;
  if (kind === "support") return "reaction";
  return kind === "objection" ? "concern" : kind;
};

function postStep({ id }: SampleDecision, said: SampleDecision["thread"][number], index: number): Step {
  const data: (ThreadEvent & { type: "thread.posted" })["data"] = {
    recordKind: "decision",
    thread: id,
    seenAs: id,
    replyTo: null,
    kind: kindOf(said.kind),
    text: said.body,
    mentionIds: [],
    recordIds: [],
    privateTo: null,
  };
  return {
    type: "thread.posted",
    day: said.at.slice(0, 10),
    time: said.at.slice(11, 16),
    by: said.personId,
    refs: [`pst_${id}_${index + 1}`, id, id],
    data: { ...data },
  };
}

type MakeStep = (
  type: DecisionEvent["type"],
  day: Day,
  time: string,
  by: string,
  refs: string[],
  data: Record<string, Json>,
) => Step;

function closed(it: SampleDecision, sample: SampleMeetings, step: MakeStep): Step[] {
  const { status, outcome, chosenOptionId, reviewOn, decidedOn, decidedAtMeetingId: meetingId } = it;
  if (status === "open" || decidedOn === null) return [];
  const meeting = sample.meetings.find(({ id }) => id === meetingId);
  const data: Omit<(DecisionEvent & { type: "decision.closed" })["data"], "on"> = {
    status,
    outcome: outcome ?? it.proposal,
    chosenOptionId,
    reviewOn,
    meetingId,
    quorum: meeting ? quorumIn(meeting, sample) : null,
    closing: {
      method: methodOf[it.method],
      isFallback: false,
      askedIds: it.positions.map(({ orgId }) => orgId),
      commitmentIds: sample.commitments
        .filter(({ fromDecisionId }) => fromDecisionId === it.id)
        .map(({ id }) => id),
    },
  };
  const refs = [it.raisedByOrgId, ...(meetingId ? [meetingId] : [])];
  // Before its meeting ends, or at the end of the day on which the answers were in.
  const by = meeting?.noteTakerPersonId ?? "per_director";
  return [step("decision.closed", decidedOn, meeting ? "10:40" : "17:00", by, refs, data)];
}

function quorumIn(meeting: SampleMeetings["meetings"][number], { groups, initiative }: SampleMeetings) {
  const group = groups.find(({ id }) => id === meeting.groupId)!;
  return quorumOf(
    { memberIds: group.memberOrgIds, quorumPercent: Math.round(initiative.governance.quorum.share * 100) },
    meeting.attendance.map(({ orgId: organizationId, status, personId }) => ({
      organizationId,
      status,
      personId,
    })),
  );
}
