import type { Kysely, Selectable } from "kysely";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { apply as applyToCommitment, type CommitmentEvent } from "../../shared/commitments/events.ts";
import type { AgendaEvent } from "../../shared/common-agenda/events.ts";
import { addDays, type Day, instantIn } from "../../shared/dates.ts";
import type { Bilingual, Language } from "../../shared/languages.ts";
import type { Json } from "../../shared/log/canonical.ts";
import { apply, applyToGroup, type GroupEvent, type MeetingEvent } from "../../shared/meetings/events.ts";
import type { Group, GroupDetails } from "../../shared/meetings/group.ts";
import type { AgendaItem, Attendance, MeetingRecord, ParkedItem } from "../../shared/meetings/meeting.ts";
import type { Visibility } from "../../shared/roles.ts";
import type { ThreadEvent } from "../../shared/threads/events.ts";
import { commitmentOf, saveCommitment } from "../commitments/rows.ts";
import { hashOf } from "../common-agenda/text.ts";
import type { Tables } from "../db/tables.ts";
import type { NewEvent } from "../log/append.ts";
import type { AppendAll } from "../log/commit.ts";
import { withDays } from "../log/history.ts";
import { readMeeting, saveGroup, saveMeeting } from "../meetings/rows.ts";
import { moveCheckIns } from "../overview/commands.ts";
import { agendaSteps, type SampleAgenda } from "./agenda.ts";
import { commitmentSteps, type SampleCommitment } from "./commitments.ts";
import { keepRecords, moveRecords, type RecordEvent, recordSteps, type SampleRecords } from "./records.ts";

/** As much of the sample's groups and meetings as is seeded. */
export interface SampleMeetings extends SampleRecords {
  initiative: {
    id: string;
    timeZone: string;
    governance: { quorum: { share: number }; recapDueWithinDays: number; asyncDecisionMinDays: number };
  };
  groups: {
    id: string;
    type: Group["kind"];
    name: Bilingual;
    cadence: string;
    chairPersonIds: string[];
    memberOrgIds: string[];
    visibility: Visibility;
  }[];
  meetings: {
    id: string;
    groupId: string;
    title: string;
    status: "scheduled" | "held";
    /** Local time with its offset, such as `2026-09-17T09:00-04:00`. */
    startsAt: string;
    endsAt: string;
    place: string;
    facilitatorPersonId: string;
    noteTakerPersonId: string;
    interpretation: Language[];
    visibility: Visibility;
    agenda: {
      id: string;
      title: string;
      purpose: AgendaItem["purpose"];
      minutes: number;
      leadPersonId: string;
      decisionId?: string;
      activityId?: string;
      indicatorIds?: string[];
    }[];
    attendance: { orgId: string; status: Attendance["status"]; personId: string | null }[];
    parkingLot: { id: string; text: string; raisedByOrgId: string; status: ParkedItem["status"] }[];
    debrief: { plus: string[]; delta: string[] } | null;
    recapSentOn: string | null;
    notes: { agendaItemId: string; text: string }[];
    decisionIds: string[];
    commitmentIds: string[];
  }[];
  commitments: SampleCommitment[];
  commonAgenda: SampleAgenda;
}

/** Something of the sample's past: at a local time of a day. */
export interface Step {
  type: (GroupEvent | MeetingEvent | CommitmentEvent | RecordEvent | ThreadEvent | AgendaEvent)["type"];
  day: Day;
  /** Such as `09:30`. */
  time: string;
  by: string;
  refs: string[];
  data: Json;
  onBehalf?: boolean;
}

/**
 * Lets the sample's groups meet and promise, in the order of time: every event goes into the log, and the rows are
 * what the log's own rules make of them. `moved` brings a day of the file to the present.
 */
export async function seedMeetings(
  tx: Kysely<Tables>,
  appendAll: AppendAll,
  sample: SampleMeetings,
  moved: (day: Day) => Day,
) {
  const { id: initiativeId, timeZone } = sample.initiative;
  const steps = [
    ...sample.groups.map((it) => formed(it, sample.initiative.governance)),
    ...sample.meetings.flatMap(meetingSteps),
    ...sample.commitments.flatMap((it) => commitmentSteps(it, sample.meetings)),
    ...recordSteps(sample),
    ...agendaSteps(sample.commonAgenda, hashOf),
  ].map((it) => ({ ...it, day: moved(it.day), data: withDays(it.data, moved) }));
  const timed = steps
    .map((it) => ({ ...it, at: instantIn(timeZone, it.day, it.time) }))
    .sort((a, b) => a.at - b.at);

  const meetings = new Map<string, MeetingRecord>();
  const commitments = new Map<string, { now: Commitment; seqs: number[] }>();
  const records = keepRecords();
  const all = timed.map(({ day, time, ...said }): NewEvent => said);
  const receipts = await appendAll(all);
  for (const [index, said] of all.entries()) {
    const { seq } = receipts[index]!;
    const event = { ...said, seq } as unknown as GroupEvent | MeetingEvent | CommitmentEvent;
    const [id = ""] = said.refs;
    if (records.take(event)) continue;
    if (isOfGroup(event)) await saveGroup(tx, initiativeId, applyToGroup(undefined, event));
    else if (isOfMeeting(event)) meetings.set(id, apply(meetings.get(id), event));
    else {
      const was = commitments.get(id);
      const now = applyToCommitment(was?.now, event);
      commitments.set(id, { now, seqs: [...(was?.seqs ?? []), seq] });
    }
  }
  for (const it of meetings.values()) await saveMeeting(tx, initiativeId, it);
  await records.save(tx, initiativeId);
  for (const { now } of commitments.values()) await saveCommitment(tx, initiativeId, now);
  const threads = [...commitments.values()].flatMap(({ now, seqs }) =>
    seqs.map((seq) => ({ record_id: now.id, seq })),
  );
  await tx.insertInto("record_event").values(threads).execute();
}

type SampleEvent = GroupEvent | MeetingEvent | CommitmentEvent;
const isOfGroup = (event: SampleEvent): event is GroupEvent => event.type.startsWith("group.");
const isOfMeeting = (event: SampleEvent): event is MeetingEvent => event.type.startsWith("meeting.");

/** Moves a sample's meetings and commitments on by whole days, as the log's event of it says. */
export async function moveMeetings(tx: Kysely<Tables>, initiativeId: string, days: number) {
  const event = { type: "initiative.days_moved", data: { days }, seq: 0, at: 0, by: "", refs: [] } as const;
  for (const row of await rowsOf(tx, "meeting", initiativeId))
    await saveMeeting(tx, initiativeId, apply(await readMeeting(tx, row), event));
  for (const row of await rowsOf(tx, "commitment", initiativeId))
    await saveCommitment(tx, initiativeId, applyToCommitment(commitmentOf(row), event));
  await moveRecords(tx, initiativeId, event);
  await moveCheckIns(tx, initiativeId, event);
}

const rowsOf = <Table extends "meeting" | "commitment">(tx: Kysely<Tables>, table: Table, id: string) =>
  tx
    .selectFrom(table as "meeting")
    .selectAll()
    .where("initiative_id", "=", id)
    .execute() as unknown as Promise<Selectable<Tables[Table]>[]>;

/** The groups were there before their first meeting that the sample tells of. */
export const groupsFormedOn = "2024-10-01";

function formed(
  it: SampleMeetings["groups"][number],
  rules: SampleMeetings["initiative"]["governance"],
): Step {
  const data: GroupDetails = {
    kind: it.type,
    name: it.name,
    cadence: it.cadence,
    chairIds: it.chairPersonIds,
    memberIds: it.memberOrgIds,
    visibility: it.visibility,
    quorumPercent: Math.round(rules.quorum.share * 100),
    recapDays: rules.recapDueWithinDays,
  };
  const by = "per_director";
  return { type: "group.formed", day: groupsFormedOn, time: "09:00", by, refs: [it.id], data };
}

/** A meeting was called before the one before it met, so that its recap could say when they meet next. */
const calledDaysBefore = 28;

function meetingSteps(it: SampleMeetings["meetings"][number]): Step[] {
  const day = it.startsAt.slice(0, 10);
  const startsAt = it.startsAt.slice(11, 16);
  const endsAt = it.endsAt.slice(11, 16);
  const step = (type: Step["type"], on: Day, time: string, by: string, data: Json): Step => ({
    type,
    day: on,
    time,
    by,
    refs: [it.id, it.groupId],
    data,
  });
  const scheduled = step(
    "meeting.scheduled",
    addDays(day, -calledDaysBefore),
    "09:00",
    it.facilitatorPersonId,
    {
      groupId: it.groupId,
      title: it.title,
      day,
      startsAt,
      endsAt,
      place: it.place,
      facilitatorId: it.facilitatorPersonId,
      noteTakerId: it.noteTakerPersonId,
      interpretation: it.interpretation,
      visibility: it.visibility,
      agenda: it.agenda.map(({ id, title, purpose, minutes, leadPersonId, ...about }) => ({
        id,
        title,
        purpose,
        minutes,
        leadId: leadPersonId,
        recordIds: [about.decisionId, about.activityId, ...(about.indicatorIds ?? [])].filter(
          (id) => id !== undefined,
        ),
      })),
    },
  );
  if (it.status === "scheduled") return [scheduled];
  const { noteTakerPersonId: noteTaker } = it;
  const attendance = it.attendance.map(({ orgId: organizationId, status, personId }) => ({
    organizationId,
    status,
    personId,
  }));
  return [
    scheduled,
    step("meeting.attended", day, startsAt, noteTaker, { attendance }),
    ...it.parkingLot.map(({ raisedByOrgId, ...parked }) =>
      step("meeting.parked", day, endsAt, noteTaker, { ...parked, raisedById: raisedByOrgId }),
    ),
    ...(it.debrief ? [step("meeting.debriefed", day, endsAt, noteTaker, it.debrief)] : []),
    step("meeting.held", day, endsAt, it.facilitatorPersonId, { on: day }),
    ...(it.recapSentOn
      ? [step("meeting.recap_sent", it.recapSentOn, "16:00", noteTaker, { on: it.recapSentOn })]
      : []),
  ];
}
