import * as v from "valibot";
import type { ActivityEvent, StrategyEvent } from "../action-plans/events.ts";
import * as asked from "../asked.ts";
import type { Commitment } from "../commitments/commitment.ts";
import type { CommitmentEvent } from "../commitments/events.ts";
import type { AgendaEvent } from "../common-agenda/events.ts";
import type { Decision } from "../decisions/decision.ts";
import type { DecisionEvent } from "../decisions/events.ts";
import type { IndicatorEvent } from "../indicators/events.ts";
import type { IndicatorWithState } from "../indicators/indicator.ts";
import type { InitiativeEvent } from "../initiative/events.ts";
import { Bilingual } from "../languages.ts";
import type { GroupEvent, MeetingEvent } from "../meetings/events.ts";
import type { OrganizationEvent } from "../organizations/events.ts";
import type { CheckInEvent } from "../overview/events.ts";
import type { PersonEvent } from "../people/events.ts";
import type { ThreadEvent } from "../threads/events.ts";

/** Everything that can happen: one line a noun. */
export type LogEvent =
  | InitiativeEvent
  | OrganizationEvent
  | PersonEvent
  | AgendaEvent
  | StrategyEvent
  | ActivityEvent
  | IndicatorEvent
  | GroupEvent
  | MeetingEvent
  | DecisionEvent
  | CommitmentEvent
  | ThreadEvent
  | CheckInEvent;

/** What the timeline filters by: the nouns whose events it tells. */
export const logKinds = [
  "initiative",
  "organization",
  "person",
  "agenda",
  "meeting",
  "commitment",
  "decision",
  "indicator",
  "activity",
] as const;
export type LogKind = (typeof logKinds)[number];

/** One line of `GET /api/log`, with all that its fingerprint is made of. */
export const LogItem = v.object({
  seq: v.number(),
  /** ISO 8601, as it was hashed in milliseconds. */
  at: v.string(),
  type: v.string(),
  kind: v.string(),
  by: v.object({
    id: v.string(),
    name: v.string(),
    organizationId: v.nullable(v.string()),
    organization: v.nullable(v.string()),
    hue: v.number(),
  }),
  refs: v.array(v.string()),
  /** To be read after the name; `{it}` stands for `it`. Null when what was said was erased. */
  text: v.nullable(Bilingual),
  it: v.nullable(Bilingual),
  note: v.nullable(Bilingual),
  onBehalf: v.boolean(),
  /** SHA-256, hex. */
  payloadHash: v.string(),
  prevHash: v.string(),
  hash: v.string(),
});
export type LogItem = v.InferOutput<typeof LogItem>;

/** A record as it stands now, for whoever hears that something happened to it. */
export type LiveRecord =
  | { kind: "commitment"; it: Commitment }
  | { kind: "decision"; it: Decision }
  | { kind: "indicator"; it: IndicatorWithState };

/** One event of `GET /api/live`: a line of the log, with the record that it is about where there is one to show. */
export type LiveItem = LogItem & { record?: LiveRecord };

/** `GET /api/log`: the events after a number, in order; `next` is the number to go on after, when there are more. */
export const LogPage = v.object({ items: v.array(LogItem), next: v.optional(v.number()) });
export type LogPage = v.InferOutput<typeof LogPage>;

/** What a partner keeps to prove later that an event was there. */
export const KeptReceipt = v.object({
  seq: asked.whole(1),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type KeptReceipt = v.InferOutput<typeof KeptReceipt>;

/**
 * Why an event does not hold: it is *missing*, it does not follow (*unlinked*), it was *altered*, its *words* were
 * altered or taken away, or a *receipt* proves that another event stood here.
 */
export const BreakReason = v.picklist(["missing", "unlinked", "altered", "words", "receipt"]);
export type BreakReason = v.InferOutput<typeof BreakReason>;

/** `GET /api/log/verification`: whether the chain holds. */
export const Verification = v.object({
  /** The last event that was looked at; 0 when there is none. */
  events: v.number(),
  erased: v.number(),
  /** The first event that does not hold, and what is wrong with it. */
  broken: v.nullable(v.object({ seq: v.number(), reason: BreakReason })),
  checkedAt: v.string(),
});
export type Verification = v.InferOutput<typeof Verification>;
