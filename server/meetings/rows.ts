import type { Kysely, Selectable } from "kysely";
import type { Group } from "../../shared/meetings/group.ts";
import type { MeetingRecord } from "../../shared/meetings/meeting.ts";
import type { Tables } from "../db/tables.ts";

/** Keeps a group as it is now, with its members. */
export async function saveGroup(tx: Kysely<Tables>, initiativeId: string, it: Group) {
  const row = {
    initiative_id: initiativeId,
    kind: it.kind,
    name_en: it.name.en,
    name_es: it.name.es,
    cadence: it.cadence,
    chair_ids: JSON.stringify(it.chairIds),
    visibility: it.visibility,
    quorum_percent: it.quorumPercent,
    recap_days: it.recapDays,
    version: it.version,
    changed_by: it.changedBy,
    changed_at: it.changedAt,
  };
  await tx
    .insertInto("partner_group")
    .values({ ...row, id: it.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  await tx.deleteFrom("group_member").where("group_id", "=", it.id).execute();
  const members = it.memberIds.map((organization_id, place) => ({ group_id: it.id, organization_id, place }));
  if (members.length > 0) await tx.insertInto("group_member").values(members).execute();
}

export const groupOf = (row: Selectable<Tables["partner_group"]>, memberIds: string[]): Group => ({
  id: row.id,
  kind: row.kind,
  name: { en: row.name_en, es: row.name_es },
  cadence: row.cadence,
  chairIds: JSON.parse(row.chair_ids),
  memberIds,
  visibility: row.visibility,
  quorumPercent: row.quorum_percent,
  recapDays: row.recap_days,
  version: row.version,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});

/** Keeps a meeting as it is now, with all that belongs to it. */
export async function saveMeeting(tx: Kysely<Tables>, initiativeId: string, it: MeetingRecord) {
  const row = {
    initiative_id: initiativeId,
    group_id: it.groupId,
    title: it.title,
    status: it.status,
    day: it.day,
    starts_at: it.startsAt,
    ends_at: it.endsAt,
    place: it.place,
    facilitator_id: it.facilitatorId,
    note_taker_id: it.noteTakerId,
    interpretation: JSON.stringify(it.interpretation),
    visibility: it.visibility,
    recap_sent_on: it.recapSentOn,
    series_id: it.seriesId,
    agenda_sent_on: it.agendaSentOn,
    started_at: it.startedAt,
    ended_at: it.endedAt,
    current_item_id: it.current?.itemId ?? null,
    current_started_at: it.current?.startedAt ?? null,
    current_minutes: it.current?.minutes ?? null,
    recap_seq: it.recapSeq,
    cancel_reason: it.cancelReason,
    announced: JSON.stringify(it.announced),
    read_back: JSON.stringify(it.readBack),
    confirmations: JSON.stringify(it.confirmations),
    errata: JSON.stringify(it.errata),
    debrief: it.debrief && JSON.stringify(it.debrief),
    version: it.version,
    changed_by: it.changedBy,
    changed_at: it.changedAt,
  };
  await tx
    .insertInto("meeting")
    .values({ ...row, id: it.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  for (const table of ["agenda_item", "attendance", "parked_item"] as const)
    await tx.deleteFrom(table).where("meeting_id", "=", it.id).execute();
  const meeting_id = it.id;
  const agenda = it.agenda.map((item, place) => ({
    meeting_id,
    id: item.id,
    place,
    title: item.title,
    purpose: item.purpose,
    minutes: item.minutes,
    lead_id: item.leadId,
    record_ids: JSON.stringify(item.recordIds),
    status: item.status,
    proposed_by: item.proposedBy,
    from_meeting_id: item.fromMeetingId,
    spent_seconds: item.spentSeconds,
    is_done: item.isDone ? 1 : 0,
    version: item.version,
  }));
  if (agenda.length > 0) await tx.insertInto("agenda_item").values(agenda).execute();
  const attendance = it.attendance.map(({ organizationId, personId, status }, place) => ({
    meeting_id,
    organization_id: organizationId,
    place,
    status,
    person_id: personId,
  }));
  if (attendance.length > 0) await tx.insertInto("attendance").values(attendance).execute();
  const parked = it.parkingLot.map(({ raisedById, fromItemId, ...item }, place) => ({
    ...item,
    meeting_id,
    place,
    raised_by_id: raisedById,
    from_item_id: fromItemId,
  }));
  if (parked.length > 0) await tx.insertInto("parked_item").values(parked).execute();
}

/** A meeting as the log knows it, from its rows. */
export async function readMeeting(
  db: Kysely<Tables>,
  row: Selectable<Tables["meeting"]>,
): Promise<MeetingRecord> {
  const of = <Table extends "agenda_item" | "attendance" | "parked_item">(table: Table) =>
    db
      .selectFrom(table as "agenda_item")
      .selectAll()
      .where("meeting_id", "=", row.id)
      .orderBy("place")
      .execute() as unknown as Promise<Selectable<Tables[Table]>[]>;
  const [agenda, attendance, parkingLot] = await Promise.all([
    of("agenda_item"),
    of("attendance"),
    of("parked_item"),
  ]);
  return {
    ...headOf(row),
    current:
      row.current_item_id === null
        ? null
        : {
            itemId: row.current_item_id,
            startedAt: row.current_started_at!,
            minutes: row.current_minutes!,
          },
    agenda: agenda.map((it) => ({
      id: it.id,
      title: it.title,
      purpose: it.purpose,
      minutes: it.minutes,
      leadId: it.lead_id,
      recordIds: JSON.parse(it.record_ids),
      status: it.status,
      proposedBy: it.proposed_by,
      fromMeetingId: it.from_meeting_id,
      spentSeconds: it.spent_seconds,
      isDone: it.is_done === 1,
      version: it.version,
    })),
    attendance: attendance.map(({ organization_id, status, person_id }) => ({
      organizationId: organization_id,
      status,
      personId: person_id,
    })),
    parkingLot: parkingLot.map(({ id, text, raised_by_id, status, from_item_id }) => ({
      id,
      text,
      raisedById: raised_by_id,
      status,
      fromItemId: from_item_id,
    })),
    announced: JSON.parse(row.announced),
    readBack: JSON.parse(row.read_back),
    confirmations: JSON.parse(row.confirmations),
    errata: JSON.parse(row.errata),
    debrief: row.debrief === null ? null : JSON.parse(row.debrief),
  };
}

/** A meeting without its lists. */
export const headOf = (row: Selectable<Tables["meeting"]>) => ({
  id: row.id,
  groupId: row.group_id,
  seriesId: row.series_id,
  title: row.title,
  status: row.status,
  day: row.day,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  place: row.place,
  facilitatorId: row.facilitator_id,
  noteTakerId: row.note_taker_id,
  interpretation: JSON.parse(row.interpretation) as MeetingRecord["interpretation"],
  visibility: row.visibility,
  agendaSentOn: row.agenda_sent_on,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  recapSentOn: row.recap_sent_on,
  recapSeq: row.recap_seq,
  cancelReason: row.cancel_reason,
  version: row.version,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});
