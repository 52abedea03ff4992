import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { Language } from "../languages.ts";
import { Visibility } from "../roles.ts";

/** What an agenda item is for. */
export const purposes = ["connect", "inform", "discuss", "decide", "review_commitments", "commit"] as const;

export const AgendaItem = v.object({
  /** Its own within its meeting; a copy in another meeting keeps it. */
  id: v.string(),
  title: v.string(),
  purpose: v.picklist(purposes),
  minutes: v.number(),
  leadId: v.nullable(v.string()),
  /** What it is about: a decision, an activity, indicators. */
  recordIds: v.array(v.string()),
  /** *Proposed* by somebody, until whoever leads the meeting takes it in. */
  status: v.picklist(["proposed", "planned"]),
  /** A person; null for what stood on the agenda from the beginning. */
  proposedBy: v.nullable(v.string()),
  /** The meeting it was moved or copied from. */
  fromMeetingId: v.nullable(v.string()),
  /** How long the room has been at it, in seconds, without the stretch that is running. */
  spentSeconds: v.number(),
  isDone: v.boolean(),
  /** Counts its changes. */
  version: v.number(),
});
export type AgendaItem = v.InferOutput<typeof AgendaItem>;
export type Purpose = AgendaItem["purpose"];

/** An organization at a meeting. Its named alternate counts as being there; an observer listens. */
export const Attendance = v.object({
  organizationId: v.string(),
  status: v.picklist(["present", "alternate", "absent", "excused", "observer"]),
  personId: v.nullable(v.string()),
});
export type Attendance = v.InferOutput<typeof Attendance>;

/** Whether an organization will come, said before the meeting. It is no attendance: nobody was there for saying so. */
export const Announcement = v.object({
  organizationId: v.string(),
  answer: v.picklist(["comes", "alternate_comes", "cannot_come"]),
});
export type Announcement = v.InferOutput<typeof Announcement>;

export const ParkedItem = v.object({
  id: v.string(),
  text: v.string(),
  /** An organization. */
  raisedById: v.nullable(v.string()),
  /** *Carried over* became an agenda item of a later meeting. */
  status: v.picklist(["open", "carried_over", "closed"]),
  /** The item of the agenda at which it came up. */
  fromItemId: v.nullable(v.string()),
});
export type ParkedItem = v.InferOutput<typeof ParkedItem>;

/** What the room is at, and since when: everybody's timer counts from the same instant. */
export const CurrentItem = v.object({
  itemId: v.string(),
  /** Milliseconds since 1970. */
  startedAt: v.number(),
  /** How long it was given. */
  minutes: v.number(),
});
export type CurrentItem = v.InferOutput<typeof CurrentItem>;

/** A record that was read back: it stands as it was captured, or is set aside for after the meeting. */
export const ReadBack = v.object({
  recordId: v.string(),
  verdict: v.picklist(["confirmed", "parked"]),
});
export type ReadBack = v.InferOutput<typeof ReadBack>;

/** An organization says that the minutes say what was said. */
export const Confirmation = v.object({
  organizationId: v.string(),
  personId: v.string(),
  on: Day,
});
export type Confirmation = v.InferOutput<typeof Confirmation>;

/** Minutes are never rewritten: what was wrong is said in a line of its own. */
export const Erratum = v.object({
  id: v.string(),
  /** The wording that was wrong; it stays where it is. Null when something is missing. */
  was: v.nullable(v.string()),
  text: v.string(),
  personId: v.string(),
  on: Day,
});
export type Erratum = v.InferOutput<typeof Erratum>;

/** What whoever calls a meeting says of it, and may say anew until it is over. Times are those of the initiative's place. */
export const MeetingDetails = v.object({
  title: v.string(),
  day: Day,
  /** Such as `09:00`. */
  startsAt: v.string(),
  endsAt: v.string(),
  place: v.string(),
  facilitatorId: v.nullable(v.string()),
  noteTakerId: v.nullable(v.string()),
  /** Languages that are interpreted. */
  interpretation: v.array(Language),
  visibility: Visibility,
});
export type MeetingDetails = v.InferOutput<typeof MeetingDetails>;

/** A meeting as the log knows it. */
export const MeetingRecord = v.object({
  id: v.string(),
  groupId: v.string(),
  /** Meetings that were called together, one after the other; null for a single one. */
  seriesId: v.nullable(v.string()),
  ...MeetingDetails.entries,
  status: v.picklist(["scheduled", "live", "held", "cancelled"]),
  agenda: v.array(AgendaItem),
  /** The day on which the agenda went out: how long before is its lead time. */
  agendaSentOn: v.nullable(Day),
  /** Milliseconds since 1970. */
  startedAt: v.nullable(v.number()),
  endedAt: v.nullable(v.number()),
  current: v.nullable(CurrentItem),
  announced: v.array(Announcement),
  attendance: v.array(Attendance),
  parkingLot: v.array(ParkedItem),
  readBack: v.array(ReadBack),
  debrief: v.nullable(v.object({ plus: v.array(v.string()), delta: v.array(v.string()) })),
  recapSentOn: v.nullable(Day),
  /** The event that sent the recap: it tells of what the log knew then. */
  recapSeq: v.nullable(v.number()),
  confirmations: v.array(Confirmation),
  errata: v.array(Erratum),
  cancelReason: v.nullable(v.string()),
  /** Counts the changes of its details: whoever changes them says which they saw. */
  version: v.number(),
  changedBy: v.string(),
  /** Milliseconds since 1970. */
  changedAt: v.number(),
});
export type MeetingRecord = v.InferOutput<typeof MeetingRecord>;

export const Quorum = v.object({
  members: v.number(),
  present: v.number(),
  needed: v.number(),
  isMet: v.boolean(),
});
export type Quorum = v.InferOutput<typeof Quorum>;

const readings = {
  /** Instants, ISO 8601, for a reader in another zone. */
  startsAtInstant: v.string(),
  endsAtInstant: v.string(),
  isRecapLate: v.boolean(),
  /** Days from the agenda's going out to the meeting, and from the meeting to its recap; null when it has not. */
  agendaLeadDays: v.nullable(v.number()),
  minutesLeadDays: v.nullable(v.number()),
};

/** A meeting in a list. */
export const Meeting = v.object({
  ...v.omit(MeetingRecord, [
    "agenda",
    "announced",
    "attendance",
    "parkingLot",
    "readBack",
    "debrief",
    "confirmations",
    "errata",
    "current",
  ]).entries,
  ...readings,
  quorum: Quorum,
  /** What is planned on its agenda: how many items, and how many minutes they take together. */
  itemCount: v.number(),
  itemMinutes: v.number(),
  /** The organizations that confirmed its minutes. */
  confirmedBy: v.array(v.string()),
});
export type Meeting = v.InferOutput<typeof Meeting>;

/** `GET /api/meetings/:id` */
export const MeetingWithAgenda = v.object({
  ...MeetingRecord.entries,
  ...readings,
  /** The server's clock, in milliseconds since 1970: everybody's timer goes by it. */
  now: v.number(),
  quorum: Quorum,
  /** The people who lead its group; they lead its meetings too. */
  chairIds: v.array(v.string()),
  /** The organizations of its group, in joining order. */
  memberIds: v.array(v.string()),
  /** What was promised here, as far as the reader may see it. */
  commitmentIds: v.array(v.string()),
  /** What still waits in the parking lots of the group's earlier meetings. */
  parkedBefore: v.array(v.object({ ...ParkedItem.entries, meetingId: v.string() })),
  /** The meeting of the same group before and after it, cancelled ones left out. */
  previousId: v.nullable(v.string()),
  nextId: v.nullable(v.string()),
});
export type MeetingWithAgenda = v.InferOutput<typeof MeetingWithAgenda>;

/** What changed between two meetings of a group, for the lobby: ids of what the reader may see, own organization first. */
export const SinceLastTime = v.object({
  /** The meeting before; null for a group's first. */
  since: v.nullable(v.object({ meetingId: v.string(), title: v.string(), day: Day })),
  kept: v.array(asked.id),
  notKept: v.array(asked.id),
  released: v.array(asked.id),
  /** Still promised, for another day than it was last time. */
  moved: v.array(v.object({ id: asked.id, fromDueOn: Day, toDueOn: Day })),
  pastDate: v.array(asked.id),
  /** Due until this meeting, and not past its date yet. */
  due: v.array(asked.id),
  /** Offered and not answered. */
  awaiting: v.array(asked.id),
  needsHelp: v.array(asked.id),
  /** Decisions that are to be looked at again by now. */
  reviewsDue: v.array(asked.id),
});
export type SinceLastTime = v.InferOutput<typeof SinceLastTime>;
