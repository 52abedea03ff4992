import * as v from "valibot";
import { Day } from "../dates.ts";
import { Bilingual, Language } from "../languages.ts";
import { Visibility } from "../roles.ts";

export const Group = v.object({
  id: v.string(),
  kind: v.picklist(["steering_committee", "working_group"]),
  name: Bilingual,
  cadence: v.string(),
  /** People. */
  chairIds: v.array(v.string()),
  /** Organizations, in joining order. */
  memberIds: v.array(v.string()),
  visibility: Visibility,
  /** How many of a hundred members have to be there. */
  quorumPercent: v.number(),
  /** Days after a meeting within which its recap goes out. */
  recapDays: v.number(),
});
export type Group = v.InferOutput<typeof Group>;

export const purposes = ["connect", "inform", "discuss", "decide", "review_commitments", "commit"] as const;

export const AgendaItem = v.object({
  id: v.string(),
  title: v.string(),
  purpose: v.picklist(purposes),
  minutes: v.number(),
  leadId: v.nullable(v.string()),
  /** What it is about: a decision, an activity, indicators. */
  recordIds: v.array(v.string()),
});
export type AgendaItem = v.InferOutput<typeof AgendaItem>;

/** An organization at a meeting. Its named alternate counts as being there; an observer listens. */
export const Attendance = v.object({
  organizationId: v.string(),
  status: v.picklist(["present", "alternate", "absent", "excused", "observer"]),
  personId: v.nullable(v.string()),
});
export type Attendance = v.InferOutput<typeof Attendance>;

export const ParkedItem = v.object({
  id: v.string(),
  text: v.string(),
  /** An organization. */
  raisedById: v.nullable(v.string()),
  status: v.picklist(["open", "carried_over", "closed"]),
});
export type ParkedItem = v.InferOutput<typeof ParkedItem>;

/** A meeting as the log knows it: local times of the initiative's place. */
export const MeetingRecord = v.object({
  id: v.string(),
  groupId: v.string(),
  title: v.string(),
  status: v.picklist(["scheduled", "held"]),
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
  agenda: v.array(AgendaItem),
  attendance: v.array(Attendance),
  parkingLot: v.array(ParkedItem),
  recapSentOn: v.nullable(Day),
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
};

/** A meeting in a list. */
export const Meeting = v.object({
  ...v.omit(MeetingRecord, ["agenda", "attendance", "parkingLot"]).entries,
  ...readings,
});
export type Meeting = v.InferOutput<typeof Meeting>;

/** `GET /api/meetings/:id` */
export const MeetingWithAgenda = v.object({
  ...MeetingRecord.entries,
  ...readings,
  quorum: Quorum,
  /** What was promised here, as far as the reader may see it. */
  commitmentIds: v.array(v.string()),
});
export type MeetingWithAgenda = v.InferOutput<typeof MeetingWithAgenda>;
