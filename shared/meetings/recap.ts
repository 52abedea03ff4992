import * as v from "valibot";
import type { Commitment } from "../commitments/commitment.ts";
import { CommitmentStatus, shownOf } from "../commitments/commitment.ts";
import type { CommitmentEvent } from "../commitments/events.ts";
import { addDays, Day } from "../dates.ts";
import { Bilingual, Language } from "../languages.ts";
import type { Shown, Visibility } from "../roles.ts";
import type { Group } from "./group.ts";
import { Attendance, type MeetingRecord, ParkedItem, Quorum } from "./meeting.ts";
import { quorumOf } from "./readings.ts";
import { saidIn } from "./said.ts";

/** How organizations stand, the same stance together. */
const Stance = v.object({
  position: v.string(),
  organizationIds: v.array(v.string()),
  /** What they gave as their reason, as far as they gave one. */
  reasons: v.array(v.string()),
});

export const RecapDecision = v.object({
  id: v.string(),
  number: v.number(),
  title: v.string(),
  status: v.string(),
  /** What holds from now on, or what is proposed. */
  sentence: v.string(),
  /** What was said of how it was decided. */
  note: v.nullable(v.string()),
  stances: v.array(Stance),
  /** Silence is shown as silence. */
  notHeard: v.array(v.string()),
  reviewOn: v.nullable(Day),
  respondBy: v.nullable(Day),
});
export type RecapDecision = v.InferOutput<typeof RecapDecision>;

export const RecapCommitment = v.object({
  id: v.string(),
  number: v.number(),
  what: v.string(),
  ownerOrganizationId: v.string(),
  ownerPersonId: v.nullable(v.string()),
  dueOn: Day,
  status: CommitmentStatus,
  quote: v.nullable(v.string()),
});
export type RecapCommitment = v.InferOutput<typeof RecapCommitment>;

/** What became of an older commitment while the meeting spoke of it. */
export const Became = v.object({
  id: v.string(),
  number: v.number(),
  what: v.string(),
  ownerOrganizationId: v.string(),
  how: v.picklist(["kept", "not_kept", "released", "moved", "handed_over"]),
  /** The new date of what was moved. */
  dueOn: v.nullable(Day),
  /** Whom it was handed over to. */
  toOrganizationId: v.nullable(v.string()),
  reason: v.nullable(v.string()),
});
export type Became = v.InferOutput<typeof Became>;

export const Said = v.object({
  heading: v.string(),
  /** The agenda item of that name, and how long the room was at it; null when nobody kept the time. */
  itemId: v.nullable(v.string()),
  minutesSpent: v.nullable(v.number()),
  markdown: v.string(),
});
export type Said = v.InferOutput<typeof Said>;

/** What a meeting came to: derived from the log and the notes, and from nothing else. */
export const Recap = v.object({
  meetingId: v.string(),
  groupId: v.string(),
  initiative: Bilingual,
  group: Bilingual,
  title: v.string(),
  day: Day,
  startsAt: v.string(),
  endsAt: v.string(),
  timeZone: v.string(),
  place: v.string(),
  interpretation: v.array(Language),
  /** The language that the notes were first written in. */
  originalLanguage: Language,
  /** Null while it is a draft. */
  sentOn: v.nullable(Day),
  quorum: Quorum,
  /** The members of the group, then whoever else was there; null for a member of whom nobody noted anything. */
  room: v.array(
    v.object({
      organizationId: v.string(),
      status: v.nullable(Attendance.entries.status),
      isMember: v.boolean(),
    }),
  ),
  decided: v.array(RecapDecision),
  open: v.array(RecapDecision),
  /** Captured, and set aside when it was read back. */
  toSettle: v.array(v.object({ id: v.string(), label: v.string(), text: v.string() })),
  tookOn: v.array(RecapCommitment),
  became: v.array(Became),
  said: v.array(Said),
  parkingLot: v.array(
    v.object({
      ...ParkedItem.entries,
      /** The title of the earlier meeting in whose parking lot it stood already. */
      sinceMeeting: v.nullable(v.string()),
    }),
  ),
  debrief: v.nullable(v.object({ plus: v.array(v.string()), delta: v.array(v.string()) })),
  next: v.nullable(
    v.object({
      meetingId: v.string(),
      title: v.string(),
      day: Day,
      startsAt: v.string(),
      place: v.string(),
      agenda: v.array(v.string()),
    }),
  ),
  /** How the organizations that it names are called. */
  names: v.record(v.string(), v.string()),
});
export type Recap = v.InferOutput<typeof Recap>;

export const RecapForm = v.picklist(["full", "short"]);
export type RecapForm = v.InferOutput<typeof RecapForm>;

/** `GET /api/meetings/:id/recap` */
export const RecapPage = v.object({
  /** As its reader may see it. */
  recap: Recap,
  /** The same in the language and the form that were asked for. */
  markdown: v.string(),
  sent: v.nullable(
    v.object({
      on: Day,
      /** The event that sent it. */
      seq: v.number(),
      /** Days after the meeting, and how many were agreed. */
      daysAfter: v.number(),
      daysAgreed: v.number(),
      /** How many people it was mailed to; null for what an earlier version sent. */
      mailedTo: v.nullable(v.number()),
      /** SHA-256 of what was mailed, hex; null for what an earlier version sent. */
      sha256: v.nullable(v.object({ en: v.string(), es: v.string() })),
      /**
       * Whether the log and the notes still give the same bytes, but for the names that were erased; null when there is
       * nothing to compare.
       */
      holds: v.nullable(v.boolean()),
      /** Of how many people that it named the name was erased since. */
      namesErased: v.number(),
    }),
  ),
  /** Promised at the meeting by somebody who was offline, and arrived after the recap had gone out. */
  arrivedLater: v.array(v.object({ id: v.string(), number: v.number(), what: v.string() })),
});
export type RecapPage = v.InferOutput<typeof RecapPage>;

/** As much of a decision as a recap tells. */
export interface KnownDecision {
  id: string;
  number: number;
  title: string;
  status: string;
  visibility: Visibility;
  groupId: string;
  raisedByOrganizationId: string;
  proposal: string;
  outcome: string | null;
  chosenOptionId: string | null;
  reviewOn: Day | null;
  respondBy: Day | null;
  decidedAtMeetingId: string | null;
  fromMeetingId: string | null;
  positions: readonly { organizationId: string; position: string; reason: string | null }[];
}

/** Everything that a recap is made of, as the log knew it at one moment. */
export interface RecapSource {
  initiative: { name: Bilingual; timeZone: string };
  meeting: MeetingRecord;
  group: Group;
  /** The other meetings of the group. */
  siblings: readonly MeetingRecord[];
  /** Those of this meeting, and those of which it spoke, each with what happened to it. */
  commitments: readonly { commitment: Commitment; events: readonly CommitmentEvent[] }[];
  /** By how many days a sample was moved on after event `seq`. */
  movedAfter(seq: number): number;
  /** Those that were opened or closed here, or stood on the agenda. */
  decisions: readonly KnownDecision[];
  /** The readings that were said here, without those that were put right here. */
  readings: readonly { id: string; code: string; text: string; shown: Shown }[];
  /** The notes as Markdown. */
  notes: string;
  originalLanguage: Language;
  /** How a record of another kind is called, and who sees it. */
  recordOf(id: string): { name: string; shown: Shown } | undefined;
  organizations: readonly { id: string; shortName: string }[];
  sentOn: Day | null;
}

/**
 * The recap of a meeting, with what `sees` lets its reader see. The same source gives the same recap. Organizations are
 * called as they are called now: none changes its name. Whoever was erased has no name in the notes of the source.
 */
export function recapOf(source: RecapSource, sees: (shown: Shown) => boolean): Recap {
  const { meeting, group, initiative } = source;
  const made = source.commitments
    .map((it) => it.commitment)
    .filter((it) => it.fromMeetingId === meeting.id && sees(shownOf(it)))
    .sort((a, b) => a.number - b.number);
  const decisions = source.decisions
    .filter((it) => sees({ ...it, organizationIds: [it.raisedByOrganizationId] }))
    .sort((a, b) => a.number - b.number);
  const isSetAside = ({ id }: { id: string }) =>
    meeting.readBack.some((it) => it.recordId === id && it.verdict === "parked");
  const toTell = decisions
    .filter((it) => !isSetAside(it))
    .map((it) => ({ it, told: tellDecision(it, group) }));
  const stands = (id: string) => made.some((it) => it.id === id) || decisions.some((it) => it.id === id);
  const recap: Omit<Recap, "names"> = {
    meetingId: meeting.id,
    groupId: group.id,
    initiative: initiative.name,
    group: group.name,
    title: meeting.title,
    day: meeting.day,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    timeZone: initiative.timeZone,
    place: meeting.place,
    interpretation: meeting.interpretation,
    originalLanguage: source.originalLanguage,
    sentOn: source.sentOn,
    quorum: quorumOf(group, meeting.attendance),
    room: roomOf(meeting, group),
    decided: toTell.filter(({ it }) => it.decidedAtMeetingId === meeting.id).map(({ told }) => told),
    open: toTell.filter(({ it }) => it.status === "open").map(({ told }) => told),
    toSettle: [
      ...decisions.map((it) => ({ id: it.id, label: `D-${it.number}`, text: it.title })),
      ...made.map((it) => ({ id: it.id, label: `C-${it.number}`, text: it.what })),
      ...source.readings
        .filter((it) => sees(it.shown))
        .map((it) => ({ id: it.id, label: it.code, text: it.text })),
    ].filter(isSetAside),
    tookOn: made
      .filter((it) => !isSetAside(it))
      .map(({ id, number, what, ownerOrganizationId, ownerPersonId, dueOn, status, quote }) => ({
        id,
        number,
        what,
        ownerOrganizationId,
        ownerPersonId,
        dueOn,
        status,
        quote,
      })),
    became: becameOf(source, sees),
    said: saidIn(source.notes, meeting.agenda, (kind, id) => {
      const record = stands(id) || kind === "parked" ? undefined : source.recordOf(id);
      return record && sees(record.shown) ? record.name : undefined;
    }),
    parkingLot: meeting.parkingLot.map((it) => ({ ...it, sinceMeeting: sinceOf(it.text, source) })),
    debrief: meeting.debrief,
    next: nextOf(source, sees),
  };
  return { ...recap, names: namesIn(recap, source) };
}

function roomOf({ attendance }: MeetingRecord, { memberIds }: Group): Recap["room"] {
  const others = attendance.filter((it) => !memberIds.includes(it.organizationId));
  return [
    ...memberIds.map((organizationId) => ({
      organizationId,
      status: attendance.find((it) => it.organizationId === organizationId)?.status ?? null,
      isMember: true,
    })),
    ...others.map(({ organizationId, status }) => ({ organizationId, status, isMember: false })),
  ];
}

function tellDecision(it: KnownDecision, { memberIds }: Group): RecapDecision {
  const byPosition = Map.groupBy(it.positions, (said) => said.position);
  return {
    id: it.id,
    number: it.number,
    title: it.title,
    status: it.status,
    // Where one option was chosen, the outcome tells how; else it is the very sentence that was agreed.
    sentence: it.chosenOptionId === null ? (it.outcome ?? it.proposal) : it.proposal,
    note: it.chosenOptionId === null ? null : it.outcome,
    stances: positionOrder.flatMap((position) => {
      const said = byPosition.get(position);
      if (!said) return [];
      const reasons = said.flatMap(({ reason }) => (reason ? [reason] : []));
      return [{ position, organizationIds: said.map((one) => one.organizationId), reasons }];
    }),
    notHeard: memberIds.filter((id) => !it.positions.some((said) => said.organizationId === id)),
    reviewOn: it.reviewOn,
    respondBy: it.respondBy,
  };
}

const positionOrder = [
  "consent",
  "consent_with_reservation",
  "stand_aside",
  "objection",
  "abstain",
  "recused",
] as const;

const hows: Partial<Record<CommitmentEvent["type"], Became["how"]>> = {
  "commitment.kept": "kept",
  "commitment.not_kept": "not_kept",
  "commitment.released": "released",
  "commitment.renegotiated": "moved",
  "commitment.handed_over": "handed_over",
};

/**
 * What the meeting agreed about older commitments, and what was said of the group's own while it was going on. The
 * steering committee speaks of everybody's.
 */
function becameOf({ meeting, group, commitments, movedAfter }: RecapSource, sees: (shown: Shown) => boolean) {
  const isInTime = (at: number) =>
    meeting.startedAt !== null && at >= meeting.startedAt && at <= (meeting.endedAt ?? at);
  const told: (Became & { seq: number })[] = [];
  for (const { commitment: it, events } of commitments) {
    if (it.fromMeetingId === meeting.id || !sees(shownOf(it))) continue;
    const isOfGroup = group.kind === "steering_committee" || it.groupId === group.id;
    for (const event of events) {
      const how = hows[event.type];
      const said = event.data as Record<string, unknown>;
      const isAgreed = said.agreedAtMeetingId === meeting.id;
      if (!how || !(isAgreed || (isOfGroup && isInTime(event.at)))) continue;
      const to = typeof said.toDueOn === "string" ? addDays(said.toDueOn, movedAfter(event.seq)) : null;
      const toOrganizationId = how === "handed_over" ? String(said.organizationId) : null;
      const from = how === "handed_over" ? String(said.fromOrganizationId) : it.ownerOrganizationId;
      const reason = said.reason ?? said.note;
      told.push({
        seq: event.seq,
        id: it.id,
        number: it.number,
        what: it.what,
        ownerOrganizationId: from,
        how,
        dueOn: to,
        toOrganizationId,
        reason: typeof reason === "string" && reason !== "" ? reason : null,
      });
    }
  }
  return told.sort((a, b) => a.seq - b.seq).map(({ seq: _, ...it }) => it);
}

const startOf = (it: Pick<MeetingRecord, "day" | "startsAt">) => `${it.day} ${it.startsAt}`;

/** The latest earlier meeting in whose parking lot the same words stand. */
function sinceOf(text: string, { meeting, siblings }: RecapSource): string | null {
  const earlier = siblings
    .filter((it) => startOf(it) < startOf(meeting) && it.parkingLot.some((one) => one.text === text))
    .sort((a, b) => startOf(b).localeCompare(startOf(a)));
  return earlier[0]?.title ?? null;
}

function nextOf({ meeting, siblings }: RecapSource, sees: (shown: Shown) => boolean): Recap["next"] {
  const [next] = siblings
    .filter((it) => it.status !== "cancelled" && startOf(it) > startOf(meeting))
    .filter((it) => sees({ visibility: it.visibility, groupId: it.groupId, organizationIds: [] }))
    .sort((a, b) => startOf(a).localeCompare(startOf(b)));
  if (!next) return null;
  const { id, title, day, startsAt, place, agenda } = next;
  const planned = agenda.filter((it) => it.status === "planned");
  return { meetingId: id, title, day, startsAt, place, agenda: planned.map((it) => it.title) };
}

function namesIn(recap: Omit<Recap, "names">, { organizations }: RecapSource): Record<string, string> {
  const said = JSON.stringify(recap);
  return Object.fromEntries(
    organizations.filter(({ id }) => said.includes(`"${id}"`)).map((it) => [it.id, it.shortName]),
  );
}
