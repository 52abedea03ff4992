import * as v from "valibot";
import * as asked from "../asked.ts";
import { CommitmentStatus } from "../commitments/commitment.ts";
import { Day } from "../dates.ts";
import { DecisionStatus } from "../decisions/decision.ts";
import { Method, type PositionKind } from "../decisions/words.ts";
import { dataPointStatuses } from "../indicators/indicator.ts";
import { Bilingual, Language } from "../languages.ts";

/** What a mailed link can do: one thing with one record, as the person it was mailed to. */
export const actKinds = [
  "commitment.accept",
  "commitment.decline",
  "commitment.keep",
  "commitment.renegotiate",
  "minutes.confirm",
  "decision.consent",
  "decision.reservation",
  "decision.stand_aside",
  "decision.objection",
  "reading.report",
  "reminders.stop",
] as const;
export const ActKind = v.picklist(actKinds);
export type ActKind = (typeof actKinds)[number];

/**
 * Whether it can be done: `open`; `done` already; `over`, because something else was said meanwhile; `refused`, because
 * its reader no longer speaks here; `gone` from their sight; its reader has `left`; the link is `expired`.
 */
export const actStates = ["open", "done", "over", "refused", "gone", "left", "expired"] as const;
export const ActState = v.picklist(actStates);
export type ActState = (typeof actStates)[number];

/** As much of a commitment as answering it needs. */
export const ActCommitment = v.object({
  id: v.string(),
  number: v.number(),
  what: v.string(),
  owner: v.string(),
  status: CommitmentStatus,
  dueOn: Day,
  originalDueOn: Day,
  /** Who offered it. */
  offeredBy: v.string(),
  offeredOn: Day,
  /** The sentence in which it was said, and the meeting. */
  quote: v.nullable(v.string()),
  meeting: v.nullable(v.object({ title: v.string(), day: Day })),
});
export type ActCommitment = v.InferOutput<typeof ActCommitment>;

/** Minutes that wait for an organization's word. */
export const ActMeeting = v.object({
  id: v.string(),
  title: v.string(),
  day: Day,
  /** Whose word it is. */
  organization: v.string(),
  /** What was found wrong in them since; they themselves stay. */
  corrections: v.array(v.string()),
});
export type ActMeeting = v.InferOutput<typeof ActMeeting>;

/** Which position a button of a mail gives. */
export const positionOfAct = {
  "decision.consent": "consent",
  "decision.reservation": "consent_with_reservation",
  "decision.stand_aside": "stand_aside",
  "decision.objection": "objection",
} as const satisfies Partial<Record<ActKind, PositionKind>>;
export type DecisionActKind = keyof typeof positionOfAct;
export const isOfDecision = (kind: ActKind): kind is DecisionActKind => kind in positionOfAct;

/** As much of a decision as taking a position needs. What others say stands on its page: first comes one's own. */
export const ActDecision = v.object({
  id: v.string(),
  number: v.number(),
  title: v.string(),
  status: DecisionStatus,
  method: Method,
  context: v.nullable(v.string()),
  proposal: v.string(),
  proposalVersion: v.number(),
  respondBy: v.nullable(Day),
  /** Whose position it is. */
  organization: v.string(),
});
export type ActDecision = v.InferOutput<typeof ActDecision>;

/** A number that is asked for: one indicator, one period. */
export const ActReading = v.object({
  indicatorId: v.string(),
  code: v.string(),
  name: Bilingual,
  definition: v.string(),
  unit: v.string(),
  period: v.string(),
  /** A period that still runs can have a provisional value only. */
  isOver: v.boolean(),
  /** Whose number it is. */
  organization: v.string(),
  /** The last value before, to compare with. */
  before: v.nullable(v.object({ period: v.string(), value: v.number() })),
  /** What was said of this period so far. */
  now: v.nullable(
    v.object({
      value: v.nullable(v.number()),
      status: v.picklist(dataPointStatuses),
      note: v.nullable(v.string()),
    }),
  ),
});
export type ActReading = v.InferOutput<typeof ActReading>;

/** `GET /api/acts/:token`: what a mailed link is about, as it is now. Opening it changes nothing. */
export const ActView = v.object({
  kind: ActKind,
  state: ActState,
  language: Language,
  initiative: v.object({ name: Bilingual, tagline: Bilingual }),
  /** Who can help: the organization that looks after the initiative. */
  backbone: v.string(),
  /** Whom it was mailed to. */
  reader: v.nullable(v.string()),
  /** The version that is shown; whoever acts says that they saw it. */
  version: v.number(),
  /** The record is no longer as the mail told. */
  hasChanged: v.boolean(),
  /** Who did it, or what closed it, and when. */
  said: v.nullable(v.object({ by: v.string(), isReader: v.boolean(), on: Day })),
  /** Today in the initiative's place. */
  today: Day,
  commitment: v.nullable(ActCommitment),
  meeting: v.nullable(ActMeeting),
  decision: v.nullable(ActDecision),
  reading: v.nullable(ActReading),
});
export type ActView = v.InferOutput<typeof ActView>;

const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));

/** What the one button sends: the version that was shown, and what its act asks for. */
export const DoAct = v.object({
  version: asked.whole(0),
  /** For `commitment.keep`, if there is something to say. */
  note: v.optional(v.nullable(words), null),
  /** For `commitment.decline` and `commitment.renegotiate`; for an objection and a reservation, and any other position. */
  reason: v.optional(v.nullable(words), null),
  /** For `commitment.renegotiate`. */
  dueOn: v.optional(v.nullable(Day), null),
  /** For `reading.report`; without one, `note` says why it could not be collected. */
  value: v.optional(v.nullable(v.pipe(v.number("Write a number"), v.finite("Write a number"))), null),
  unit: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))), null),
  isProvisional: v.optional(v.boolean(), false),
});
export type DoAct = v.InferOutput<typeof DoAct>;
