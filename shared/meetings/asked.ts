import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { Language } from "../languages.ts";
import { Visibility } from "../roles.ts";
import { limits } from "./limits.ts";
import { AgendaItem, Announcement, Attendance, ReadBack } from "./meeting.ts";

// What the routes of meetings are asked for; what a meeting is stands in `meeting.ts`.

const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time such as 09:30"));

const details = {
  title: asked.words(160),
  day: Day,
  startsAt: time,
  endsAt: time,
  place: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ""),
  facilitatorId: asked.perhaps(asked.id),
  noteTakerId: asked.perhaps(asked.id),
  interpretation: v.optional(v.pipe(v.array(Language), v.maxLength(2)), []),
  visibility: v.optional(Visibility, "partners"),
};

const item = {
  title: asked.words(160),
  purpose: AgendaItem.entries.purpose,
  minutes: asked.whole(1, 480),
  leadId: asked.perhaps(asked.id),
  recordIds: v.optional(v.pipe(v.array(asked.id), v.maxLength(20)), []),
};

/** A new item for an agenda. The client makes its id (`newId("itm")`), so that an item that is sent twice is one. */
export const NewAgendaItem = v.object({ id: asked.madeId("itm"), ...item });
export type NewAgendaItem = v.InferOutput<typeof NewAgendaItem>;

/** How a series goes on: every so many weeks, or on the same weekday of each month (“the second Thursday”). */
export const Repetition = v.object({
  every: v.picklist(["week", "two_weeks", "four_weeks", "month"]),
  /** How many meetings in all. */
  times: asked.whole(2, limits.meetingsInSeriesMax),
});
export type Repetition = v.InferOutput<typeof Repetition>;

/** `POST /api/meetings`. The client makes the id (`newId("mtg")`); the later ones of a series get ids from it. */
export const NewMeeting = v.object({
  id: asked.madeId("mtg"),
  groupId: asked.id,
  ...details,
  repeats: asked.perhaps(Repetition),
  agenda: v.optional(v.pipe(v.array(NewAgendaItem), v.maxLength(limits.agendaItemsMax)), []),
});
export type NewMeeting = v.InferOutput<typeof NewMeeting>;

/** `PATCH /api/meetings/:id`: what is left out stays. `following` changes the later ones of its series as well. */
export const MeetingChange = v.object({
  version: asked.version,
  following: v.optional(v.boolean(), false),
  title: v.optional(details.title),
  day: v.optional(Day),
  startsAt: v.optional(time),
  endsAt: v.optional(time),
  place: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  facilitatorId: v.optional(v.nullable(asked.id)),
  noteTakerId: v.optional(v.nullable(asked.id)),
  interpretation: v.optional(v.pipe(v.array(Language), v.maxLength(2))),
  visibility: v.optional(Visibility),
});
export type MeetingChange = v.InferOutput<typeof MeetingChange>;

export const Cancellation = v.object({ reason: asked.words(500), following: v.optional(v.boolean(), false) });
export type Cancellation = v.InferOutput<typeof Cancellation>;

/** `PATCH /api/meetings/:id/agenda/:item`: what is left out stays. */
export const AgendaItemChange = v.object({
  version: asked.version,
  title: v.optional(item.title),
  purpose: v.optional(item.purpose),
  minutes: v.optional(item.minutes),
  leadId: v.optional(v.nullable(asked.id)),
  recordIds: v.optional(v.pipe(v.array(asked.id), v.maxLength(20))),
});
export type AgendaItemChange = v.InferOutput<typeof AgendaItemChange>;

/** The whole agenda in its new order, every item once. */
export const AgendaOrder = v.object({
  itemIds: v.pipe(v.array(asked.id), v.maxLength(limits.agendaItemsMax)),
});
export type AgendaOrder = v.InferOutput<typeof AgendaOrder>;

/** To another meeting of the same group that is still to come. `copies` leaves it here as well. */
export const AgendaItemMove = v.object({ toMeetingId: asked.id, copies: v.optional(v.boolean(), false) });
export type AgendaItemMove = v.InferOutput<typeof AgendaItemMove>;

/**
 * The room goes to an item (or to the one it is at: that starts its timer anew), or to none. `fromItemId` is the item
 * that whoever presses saw: two who press at once do not skip one.
 */
export const MoveOn = v.object({
  fromItemId: v.nullable(asked.id),
  itemId: v.nullable(asked.id),
  /** Other than the item's own. */
  minutes: v.optional(item.minutes),
});
export type MoveOn = v.InferOutput<typeof MoveOn>;

export const AttendanceNote = v.object({
  ...Attendance.entries,
  organizationId: asked.id,
  personId: asked.perhaps(asked.id),
});
export type AttendanceNote = v.InferOutput<typeof AttendanceNote>;

export const AnnouncementSaid = v.object({ ...Announcement.entries, organizationId: asked.id });
export type AnnouncementSaid = v.InferOutput<typeof AnnouncementSaid>;

/** The client makes the id (`newId("prk")`), so that an item that is sent twice is one. */
export const NewParkedItem = v.object({
  id: asked.madeId("prk"),
  text: asked.words(500),
  /** An organization; the own one when nothing is said. */
  raisedById: asked.perhaps(asked.id),
  /** The item of the agenda at which it came up. */
  fromItemId: asked.perhaps(asked.id),
});
export type NewParkedItem = v.InferOutput<typeof NewParkedItem>;

/** Other words for something that was set aside, and those that were seen: whoever comes second is told. */
export const ParkedRewording = v.object({ was: asked.words(500), text: asked.words(500) });
export type ParkedRewording = v.InferOutput<typeof ParkedRewording>;

/** Opened again, closed, or carried over as an item of a meeting that is still to come. */
export const ParkedItemAnswer = v.object({
  status: v.picklist(["open", "carried_over", "closed"]),
  toMeetingId: asked.perhaps(asked.id),
});
export type ParkedItemAnswer = v.InferOutput<typeof ParkedItemAnswer>;

/** *Taken back*: pressed by mistake, and to be read again. */
export const ReadBackAnswer = v.object({
  recordId: asked.id,
  verdict: v.picklist([...ReadBack.entries.verdict.options, "taken_back"]),
});
export type ReadBackAnswer = v.InferOutput<typeof ReadBackAnswer>;

const lines = v.pipe(v.array(asked.words(300)), v.maxLength(40));
/** What to keep and what to change, said at the end. */
export const Debrief = v.object({ plus: lines, delta: lines });
export type Debrief = v.InferOutput<typeof Debrief>;

/** The client makes the id (`newId("pst")`), so that a correction that is sent twice is one. */
export const NewErratum = v.object({
  id: asked.madeId("pst"),
  was: asked.perhaps(asked.words(1000)),
  text: asked.words(1000),
});
export type NewErratum = v.InferOutput<typeof NewErratum>;
