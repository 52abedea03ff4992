import type { Kysely, Selectable } from "kysely";
import type { Group, MeetingRecord } from "../../shared/meetings/meeting.ts";
import type { Tables } from "../db/tables.ts";

/** Keeps a group that was just formed. */
export async function saveGroup(tx: Kysely<Tables>, initiativeId: string, it: Group) {
  await tx
    .insertInto("partner_group")
    .values({
      id: it.id,
      initiative_id: initiativeId,
      kind: it.kind,
      name_en: it.name.en,
      name_es: it.name.es,
      cadence: it.cadence,
      chair_ids: JSON.stringify(it.chairIds),
      visibility: it.visibility,
      quorum_percent: it.quorumPercent,
      recap_days: it.recapDays,
    })
    .execute();
  for (const [place, organization_id] of it.memberIds.entries())
    await tx.insertInto("group_member").values({ group_id: it.id, organization_id, place }).execute();
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
  };
  await tx
    .insertInto("meeting")
    .values({ ...row, id: it.id })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  for (const table of ["agenda_item", "attendance", "parked_item"] as const)
    await tx.deleteFrom(table).where("meeting_id", "=", it.id).execute();
  const meeting_id = it.id;
  for (const [place, { leadId: lead_id, recordIds, ...item }] of it.agenda.entries())
    await tx
      .insertInto("agenda_item")
      .values({ ...item, meeting_id, place, lead_id, record_ids: JSON.stringify(recordIds) })
      .execute();
  for (const [
    place,
    { organizationId: organization_id, personId: person_id, status },
  ] of it.attendance.entries())
    await tx
      .insertInto("attendance")
      .values({ meeting_id, organization_id, place, status, person_id })
      .execute();
  for (const [place, { raisedById: raised_by_id, ...item }] of it.parkingLot.entries())
    await tx
      .insertInto("parked_item")
      .values({ ...item, meeting_id, place, raised_by_id })
      .execute();
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
    agenda: agenda.map(({ id, title, purpose, minutes, lead_id, record_ids }) => ({
      id,
      title,
      purpose,
      minutes,
      leadId: lead_id,
      recordIds: JSON.parse(record_ids),
    })),
    attendance: attendance.map(({ organization_id, status, person_id }) => ({
      organizationId: organization_id,
      status,
      personId: person_id,
    })),
    parkingLot: parkingLot.map(({ id, text, raised_by_id, status }) => ({
      id,
      text,
      raisedById: raised_by_id,
      status,
    })),
  };
}

/** A meeting without its lists. */
export const headOf = (row: Selectable<Tables["meeting"]>) => ({
  id: row.id,
  groupId: row.group_id,
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
  recapSentOn: row.recap_sent_on,
});
