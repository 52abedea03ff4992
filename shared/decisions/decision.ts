import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { HistoryItem } from "../log/history.ts";
import { Quorum } from "../meetings/meeting.ts";
import { Visibility } from "../roles.ts";
import { Verdict } from "./closing.ts";
import { Method, PositionKind } from "./words.ts";

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

const Said = {
  position: PositionKind,
  reason: v.nullable(v.string()),
  /** The version of the proposal that it is about. */
  proposalVersion: v.number(),
  /** Who gave it: a person of the organization, or of the backbone when it is on behalf. */
  byPersonId: v.string(),
  on: Day,
  isOnBehalf: v.boolean(),
  /** One of eight, where the group says how much it agrees; null everywhere else. */
  level: v.nullable(v.number()),
};

/** Where an organization stands, and where it stood before. */
export const Position = v.object({
  organizationId: v.string(),
  ...Said,
  /** What it changed its mind from, the first position first. */
  earlier: v.array(v.object(Said)),
});
export type Position = v.InferOutput<typeof Position>;

/** How long a decision stays open at least. */
const days = asked.whole(0, 365);

/** A passage of a document, and the version of it that was meant. */
export const Passage = v.object({
  /** Such as `agenda:ini_…:en`. */
  document: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  /** Its words, as they stood then. */
  quote: asked.words(1000),
  version: v.nullable(asked.words(40)),
});

export const Option = v.object({ id: asked.id, title: asked.words(280) });

/** What is said when a decision is opened. The client makes the id (`newId("dec")`): sent twice it is one. */
export const NewDecision = v.object({
  id: v.pipe(v.string(), v.regex(/^dec_[0-9a-z]{16}$/, "Make an id such as dec_ and 16 letters or digits")),
  /** The beginning of the proposal when nothing is said: see `titleOf`. */
  title: asked.perhaps(asked.words(200)),
  /** The sentence that is put to the group. */
  proposal: asked.words(4000),
  method: v.optional(Method, "consent"),
  context: asked.perhaps(asked.words(4000)),
  options: v.optional(v.pipe(v.array(Option), v.maxLength(12)), []),
  respondBy: asked.perhaps(Day),
  /** As the initiative agreed, when nothing is said. */
  daysMin: asked.perhaps(days),
  /** As its meeting is, or for partners, when nothing is said. */
  visibility: asked.perhaps(Visibility),
  /** Whose members are asked; the group of its meeting when nothing is said. */
  groupId: asked.perhaps(asked.id),
  /** The own organization when nothing is said; the backbone writes down what another one raises. */
  raisedByOrganizationId: asked.perhaps(asked.id),
  indicatorIds: v.optional(asked.ids(20), []),
  strategyIds: v.optional(asked.ids(20), []),
  fromMeetingId: asked.perhaps(asked.id),
  /** An agenda item of that meeting. */
  fromItemId: asked.perhaps(asked.id),
  /** The sentence in which it was said, as it stood then. */
  quote: asked.perhaps(asked.words(1000)),
  passage: asked.perhaps(Passage),
  /** The decision that it would replace. */
  supersedesId: asked.perhaps(asked.id),
});
export type NewDecision = v.InferOutput<typeof NewDecision>;

/** What was agreed in the room. */
export const Agreement = v.object({
  /** The version that the reader saw: a change by somebody else in between is told instead of overwritten. */
  version: asked.whole(1),
  /** The meeting in which it was agreed; the one it was opened in when nothing is said. */
  meetingId: asked.perhaps(asked.id),
  /** The sentence that holds from now on; the proposal when nothing is said. */
  outcome: asked.perhaps(asked.words(4000)),
  reviewOn: asked.perhaps(Day),
});
export type Agreement = v.InferOutput<typeof Agreement>;

/** How a decision came to its end. */
export const Closing = v.object({
  method: Method,
  /** By what the initiative falls back on, because an objection stood. */
  isFallback: v.boolean(),
  /** The organizations that counted then. */
  askedIds: v.array(v.string()),
  /** The commitments that follow, be it none; null when it was agreed in a room, where they are captured themselves. */
  commitmentIds: v.nullable(v.array(v.string())),
});
export type Closing = v.InferOutput<typeof Closing>;

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
  /** How many days it stays open at least, unless it is agreed in the room of a meeting. */
  daysMin: v.number(),
  /** Every later wording of the proposal, the second one first: see `versionsOf`. */
  changes: v.array(
    v.object({
      version: v.number(),
      /** The words that it took the place of. */
      was: v.string(),
      note: v.nullable(v.string()),
      /** The amendment that it took up. */
      fromPostId: v.nullable(v.string()),
      byPersonId: v.string(),
      on: Day,
    }),
  ),
  passage: v.nullable(Passage),
  closing: v.nullable(Closing),
  /** What was put right after it was closed; nothing that was closed changes itself. */
  corrections: v.array(v.object({ text: v.string(), byPersonId: v.string(), on: Day })),
  /** When it was looked at again and still held. */
  reviews: v.array(
    v.object({ note: v.nullable(v.string()), reviewOn: Day, byPersonId: v.string(), on: Day }),
  ),
  supersededById: v.nullable(v.string()),
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

export { type Method, methods, type PositionKind, positions } from "./words.ts";

/** `GET /api/decisions/:id` */
export const DecisionWithHistory = v.object({
  ...Decision.entries,
  /** The organizations that count: the members of its group now, or as they were when it was closed. */
  askedIds: v.array(v.string()),
  /** Organizations that are asked and have not spoken; none once it is closed. */
  stillToHearFrom: v.array(v.string()),
  /** Whether it can be adopted as things stand, and what stands in the way. */
  verdict: Verdict,
  /** Who leads its group, for the rule of who looks after it. */
  chairIds: v.array(v.string()),
  /** Its group meets now. */
  isMeeting: v.boolean(),
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
