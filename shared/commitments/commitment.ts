import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { HistoryItem } from "../log/history.ts";
import { Visibility } from "../roles.ts";

/** *Past its date* is no status: it is computed (`readings.ts`). *Renegotiated* is an event. */
export const commitmentStatuses = ["offered", "active", "declined", "kept", "not_kept", "released"] as const;
export const CommitmentStatus = v.picklist(commitmentStatuses);
export type CommitmentStatus = (typeof commitmentStatuses)[number];

/** What an offer says of a commitment, and what a handover or a new date changes. */
const said = {
  what: asked.words(280),
  /** The organization that is to do it. */
  ownerOrganizationId: asked.id,
  /** Who of it looks after it. */
  ownerPersonId: asked.perhaps(asked.id),
  supportOrganizationIds: v.optional(asked.ids(20), []),
  dueOn: Day,
  activityId: asked.perhaps(asked.id),
  strategyIds: v.optional(asked.ids(20), []),
  indicatorIds: v.optional(asked.ids(20), []),
  /** How it helps the indicators. */
  contribution: asked.perhaps(asked.words(280)),
  visibility: v.optional(Visibility, "partners"),
  /** The group it belongs to; the one of its meeting when nothing is said. */
  groupId: asked.perhaps(asked.id),
  fromMeetingId: asked.perhaps(asked.id),
  /** An agenda item of that meeting. */
  fromItemId: asked.perhaps(asked.id),
  fromDecisionId: asked.perhaps(asked.id),
  /** The sentence in which it was said, as it stood then. */
  quote: asked.perhaps(asked.words(1000)),
};

/** An offer. The client makes the id (`newId("com")`), so that an offer that is sent twice is one commitment. */
export const NewCommitment = v.object({
  id: asked.madeId("com"),
  ...said,
});
export type NewCommitment = v.InferOutput<typeof NewCommitment>;

export const Commitment = v.object({
  id: v.string(),
  /** Shown as C-12; never given twice. */
  number: v.number(),
  what: v.string(),
  ownerOrganizationId: v.string(),
  ownerPersonId: v.nullable(v.string()),
  supportOrganizationIds: v.array(v.string()),
  status: CommitmentStatus,
  dueOn: Day,
  /** As first promised; a new date leaves it. */
  originalDueOn: Day,
  needsHelp: v.boolean(),
  activityId: v.nullable(v.string()),
  strategyIds: v.array(v.string()),
  indicatorIds: v.array(v.string()),
  contribution: v.nullable(v.string()),
  visibility: Visibility,
  groupId: v.nullable(v.string()),
  fromMeetingId: v.nullable(v.string()),
  fromItemId: v.nullable(v.string()),
  fromDecisionId: v.nullable(v.string()),
  quote: v.nullable(v.string()),
  /** Who offered it, a person, and when. */
  offeredBy: v.string(),
  offeredOn: Day,
  acceptedOn: v.nullable(Day),
  closedOn: v.nullable(Day),
  /** What its owner said when it was closed. */
  outcomeNote: v.nullable(v.string()),
  /** The backbone recorded its status for the owner, after a call for instance. */
  isOnBehalf: v.boolean(),
  timesMoved: v.number(),
  /** Its date was moved only after it had passed. */
  movedLate: v.boolean(),
  /** Who handed it over and has it back if the new owner says no. */
  handedOverBy: v.nullable(v.string()),
  /** Counts its events: whoever changes it says which one they saw. */
  version: v.number(),
  changedBy: v.string(),
  /** Milliseconds since 1970. */
  changedAt: v.number(),
});
export type Commitment = v.InferOutput<typeof Commitment>;

/** `GET /api/commitments/:id` */
export const CommitmentWithHistory = v.object({
  ...Commitment.entries,
  /** Whoever looked after it has left: their organization names another. */
  ownerHasLeft: v.boolean(),
  history: v.array(HistoryItem),
});
export type CommitmentWithHistory = v.InferOutput<typeof CommitmentWithHistory>;

/** What every change of a commitment answers: how it stands, and the proof that the log has it. */
export const Recorded = v.object({
  commitment: Commitment,
  receipt: v.object({ seq: v.number(), hash: v.string() }),
});
export type Recorded = v.InferOutput<typeof Recorded>;

const note = asked.perhaps(asked.words(1000));
const reason = asked.words(1000);

export const Acceptance = v.object({ version: asked.version });
export const Refusal = v.object({ version: asked.version, reason });
export const Keeping = v.object({ version: asked.version, note });
export const NotKept = v.object({ version: asked.version, reason });
/** No longer needed, by agreement. */
export const Release = v.object({
  version: asked.version,
  reason,
  agreedAtMeetingId: asked.perhaps(asked.id),
});
export const Renegotiation = v.object({
  version: asked.version,
  dueOn: Day,
  reason,
  agreedAtMeetingId: asked.perhaps(asked.id),
});
export const HelpCall = v.object({ version: asked.version, reason });
export const HelpFound = v.object({ version: asked.version, note });
/** To somebody of the own organization, or to another one, which has to say yes. */
export const Handover = v.object({
  version: asked.version,
  organizationId: asked.id,
  personId: asked.perhaps(asked.id),
  reason,
});
/** What was closed by mistake, or is to be done after all, is open again. */
export const Reopening = v.object({ version: asked.version, reason });
export const Note = v.object({ version: asked.version, note: asked.words(1000) });
/** What an offer says that nobody has accepted yet; what is left out stays. */
export const Rewording = v.object({
  version: asked.version,
  what: v.optional(said.what),
  ownerOrganizationId: v.optional(asked.id),
  ownerPersonId: v.optional(v.nullable(asked.id)),
  dueOn: v.optional(Day),
});

export type Acceptance = v.InferOutput<typeof Acceptance>;
export type Refusal = v.InferOutput<typeof Refusal>;
export type Keeping = v.InferOutput<typeof Keeping>;
export type NotKept = v.InferOutput<typeof NotKept>;
export type Release = v.InferOutput<typeof Release>;
export type Renegotiation = v.InferOutput<typeof Renegotiation>;
export type HelpCall = v.InferOutput<typeof HelpCall>;
export type HelpFound = v.InferOutput<typeof HelpFound>;
export type Handover = v.InferOutput<typeof Handover>;
export type Reopening = v.InferOutput<typeof Reopening>;
export type Note = v.InferOutput<typeof Note>;
export type Rewording = v.InferOutput<typeof Rewording>;

/** As many commitments as one answer holds: more would keep the server from its other work for too long. */
export const commitmentsPageMax = 1000;

/** What `GET /api/commitments` may be asked for; everything that is named has to fit. */
export const CommitmentFilter = v.object({
  status: v.optional(CommitmentStatus),
  ownerOrganizationId: v.optional(asked.id),
  groupId: v.optional(asked.id),
  meetingId: v.optional(asked.id),
  activityId: v.optional(asked.id),
  indicatorId: v.optional(asked.id),
  /** `past` its date, or `soon`: within fourteen days. */
  due: v.optional(v.picklist(["past", "soon"])),
  needsHelp: v.optional(v.literal("true")),
  moved: v.optional(v.literal("true")),
  /** A word of what was promised, accents optional, or a number such as C-12. */
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Go on after this number: the `next` of the page before. */
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))),
  /** At most this many, as many as may be when nothing is said. */
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(commitmentsPageMax),
    ),
  ),
});
export type CommitmentFilter = v.InferOutput<typeof CommitmentFilter>;

/** The organizations a commitment names: see `may.see`. */
export const shownOf = (it: Commitment) => ({
  visibility: it.visibility,
  groupId: it.groupId,
  organizationIds: [
    it.ownerOrganizationId,
    ...it.supportOrganizationIds,
    ...(it.handedOverBy ? [it.handedOverBy] : []),
  ],
});
