import * as v from "valibot";
import { Day } from "../dates.ts";
import { HistoryItem } from "../log/history.ts";
import { Quorum } from "../meetings/meeting.ts";
import { Visibility } from "../roles.ts";

/** *Review due* is no status: it is computed (`readings.ts`). */
export const decisionStatuses = [
  "draft",
  "open",
  "adopted",
  "not_adopted",
  "withdrawn",
  "superseded",
] as const;
export const DecisionStatus = v.picklist(decisionStatuses);
export type DecisionStatus = (typeof decisionStatuses)[number];

export const methods = ["consent", "consensus", "two_thirds", "sense_check", "advice", "gradients"] as const;
export const Method = v.picklist(methods);
export type Method = (typeof methods)[number];

/** What an organization can say. *Not yet heard* is the absence of a position, and never a choice. */
export const positions = [
  "consent",
  "consent_with_reservation",
  "stand_aside",
  "objection",
  "abstain",
  "recused",
] as const;
export type PositionKind = (typeof positions)[number];

const Said = {
  position: v.picklist(positions),
  reason: v.nullable(v.string()),
  /** The version of the proposal that it is about. */
  proposalVersion: v.number(),
  /** Who gave it: a person of the organization, or of the backbone when it is on behalf. */
  byPersonId: v.string(),
  on: Day,
  isOnBehalf: v.boolean(),
};

/** Where an organization stands, and where it stood before. */
export const Position = v.object({
  organizationId: v.string(),
  ...Said,
  /** What it changed its mind from, the first position first. */
  earlier: v.array(v.object(Said)),
});
export type Position = v.InferOutput<typeof Position>;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const ids = (max: number) => v.pipe(v.array(id), v.maxLength(max));
const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const perhaps = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema), null);

export const Option = v.object({ id, title: words(280) });

/** What is said when a decision is opened. The client makes the id (`newId("dec")`): sent twice it is one. */
export const NewDecision = v.object({
  id: v.pipe(v.string(), v.regex(/^dec_[0-9a-z]{16}$/, "Make an id such as dec_ and 16 letters or digits")),
  /** The beginning of the proposal when nothing is said: see `titleOf`. */
  title: perhaps(words(200)),
  /** The sentence that is put to the group. */
  proposal: words(4000),
  method: v.optional(Method, "consent"),
  context: perhaps(words(4000)),
  options: v.optional(v.pipe(v.array(Option), v.maxLength(12)), []),
  respondBy: perhaps(Day),
  /** As its meeting is, or for partners, when nothing is said. */
  visibility: perhaps(Visibility),
  /** Whose members are asked; the group of its meeting when nothing is said. */
  groupId: perhaps(id),
  /** The own organization when nothing is said; the backbone writes down what another one raises. */
  raisedByOrganizationId: perhaps(id),
  indicatorIds: v.optional(ids(20), []),
  strategyIds: v.optional(ids(20), []),
  fromMeetingId: perhaps(id),
  /** An agenda item of that meeting. */
  fromItemId: perhaps(id),
  /** The sentence in which it was said, as it stood then. */
  quote: perhaps(words(1000)),
});
export type NewDecision = v.InferOutput<typeof NewDecision>;

/** What was agreed in the room. */
export const Agreement = v.object({
  /** The version that the reader saw: a change by somebody else in between is told instead of overwritten. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The meeting in which it was agreed; the one it was opened in when nothing is said. */
  meetingId: perhaps(id),
  /** The sentence that holds from now on; the proposal when nothing is said. */
  outcome: perhaps(words(4000)),
  reviewOn: perhaps(Day),
});
export type Agreement = v.InferOutput<typeof Agreement>;

export const Decision = v.object({
  id: v.string(),
  /** Shown as D-18; never given twice. */
  number: v.number(),
  title: v.string(),
  groupId: v.string(),
  status: DecisionStatus,
  method: Method,
  visibility: Visibility,
  raisedByOrganizationId: v.string(),
  context: v.nullable(v.string()),
  options: v.array(v.object({ id: v.string(), title: v.string() })),
  chosenOptionId: v.nullable(v.string()),
  proposal: v.string(),
  /** Counts the wordings of the proposal, from 1. */
  proposalVersion: v.number(),
  openedOn: Day,
  respondBy: v.nullable(Day),
  decidedOn: v.nullable(Day),
  decidedAtMeetingId: v.nullable(v.string()),
  /** Who was there when it was decided in a meeting. */
  quorum: v.nullable(Quorum),
  outcome: v.nullable(v.string()),
  reviewOn: v.nullable(Day),
  indicatorIds: v.array(v.string()),
  strategyIds: v.array(v.string()),
  supersedesId: v.nullable(v.string()),
  fromMeetingId: v.nullable(v.string()),
  fromItemId: v.nullable(v.string()),
  quote: v.nullable(v.string()),
  /** One for each organization that has spoken, in the order in which they first did. */
  positions: v.array(Position),
  /** A person. */
  openedBy: v.string(),
  /** Counts its events: whoever changes it says which one they saw. */
  version: v.number(),
  changedBy: v.string(),
  /** Milliseconds since 1970. */
  changedAt: v.number(),
});
export type Decision = v.InferOutput<typeof Decision>;

/** `GET /api/decisions/:id` */
export const DecisionWithHistory = v.object({
  ...Decision.entries,
  /** Organizations that are asked and have not spoken; none once it is closed. */
  stillToHearFrom: v.array(v.string()),
  history: v.array(HistoryItem),
});
export type DecisionWithHistory = v.InferOutput<typeof DecisionWithHistory>;

/** What every change of a decision answers: how it stands, and the proof that the log has it. */
export const Decided = v.object({
  decision: Decision,
  receipt: v.object({ seq: v.number(), hash: v.string() }),
});
export type Decided = v.InferOutput<typeof Decided>;

/** The organizations a decision names: see `may.see`. */
export const shownOf = (it: Pick<Decision, "visibility" | "groupId" | "raisedByOrganizationId">) => ({
  visibility: it.visibility,
  groupId: it.groupId,
  organizationIds: [it.raisedByOrganizationId],
});

const titleMax = 140;

/** The title of a decision that nobody gave one: its proposal, or as many whole words of it as a title holds. */
export function titleOf(proposal: string): string {
  const line = proposal.trim().replace(/\s+/g, " ");
  if (line.length <= titleMax) return line;
  const cut = line.slice(0, titleMax);
  return `${cut.slice(0, cut.lastIndexOf(" ") > 0 ? cut.lastIndexOf(" ") : titleMax)}…`;
}
