import type { Kysely, Selectable } from "kysely";
import { type Day, dayIn, instantIn } from "../../shared/dates.ts";
import { notFound } from "../../shared/errors.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { Meeting, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { agendaLeadDays, isRecapLate, minutesLeadDays, quorumOf } from "../../shared/meetings/readings.ts";
import { may, type Onlooker, type Visibility, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { groupOf, headOf, readMeeting } from "./rows.ts";

type Db = Kysely<Tables>;

/** `who` with the groups of their organization: what the rule of who sees a record asks for. */
export async function onlookerOf(db: Db, who: Who): Promise<Onlooker> {
  const rows = await db
    .selectFrom("group_member")
    .select("group_id")
    .where("organization_id", "in", [who.organizationId, ...(who.alsoFor ?? [])])
    .execute();
  const { organizationId, role, alsoFor } = who;
  return { organizationId, role, alsoFor, groupIds: new Set(rows.map((it) => it.group_id)) };
}

/** Groups and meetings name no organizations of their own: their group says whose they are. */
const shown = (visibility: Visibility, groupId: string) => ({ visibility, groupId, organizationIds: [] });

/** The groups that `who` may see, the steering committee first. */
export async function listGroups(db: Db, who: Who): Promise<Group[]> {
  const onlooker = await onlookerOf(db, who);
  const groups = await groupsOf(db, who.initiativeId);
  return groups.filter((it) => may.see(onlooker, shown(it.visibility, it.id)));
}

/** Every group of an initiative, whoever asks. */
export async function groupsOf(db: Db, initiativeId: string): Promise<Group[]> {
  const rows = await db
    .selectFrom("partner_group")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("kind")
    .orderBy("id")
    .execute();
  const members = await db
    .selectFrom("group_member")
    .innerJoin("partner_group", "partner_group.id", "group_member.group_id")
    .where("partner_group.initiative_id", "=", initiativeId)
    .select(["group_member.group_id", "group_member.organization_id"])
    .orderBy("group_member.place")
    .execute();
  const membersOf = Map.groupBy(members, (it) => it.group_id);
  return rows.map((row) =>
    groupOf(
      row,
      (membersOf.get(row.id) ?? []).map((it) => it.organization_id),
    ),
  );
}

/** The meetings that `who` may see, the latest first. */
export async function listMeetings(deps: Pick<Deps, "db" | "now">, who: Who): Promise<Meeting[]> {
  const { db } = deps;
  const rows = await db
    .selectFrom("meeting")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .orderBy("day", "desc")
    .orderBy("starts_at", "desc")
    .execute();
  const clock = await clockOf(deps, who);
  const onlooker = await onlookerOf(db, who);
  const seen = rows.filter((it) => may.see(onlooker, shown(it.visibility, it.group_id)));
  const glance = await glanceAt(
    db,
    seen.map((it) => it.id),
  );
  return seen.map((row) => ({
    ...headOf(row),
    ...readingsOf(row, clock),
    quorum: quorumOf(clock.groups.get(row.group_id)!, glance.attendance.get(row.id) ?? []),
    itemCount: glance.items.get(row.id)?.count ?? 0,
    itemMinutes: glance.items.get(row.id)?.minutes ?? 0,
    confirmedBy: (JSON.parse(row.confirmations) as { organizationId: string }[]).map(
      (it) => it.organizationId,
    ),
  }));
}

/** Who was at each of some meetings, and how much is planned for it. */
async function glanceAt(db: Db, ids: readonly string[]) {
  const attendance = await db
    .selectFrom("attendance")
    .select(["meeting_id", "organization_id as organizationId", "status", "person_id as personId"])
    .where("meeting_id", "in", ids)
    .execute();
  const items = await db
    .selectFrom("agenda_item")
    .select("meeting_id")
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.sum<number>("minutes").as("minutes")])
    .where("meeting_id", "in", ids)
    .where("status", "=", "planned")
    .groupBy("meeting_id")
    .execute();
  return {
    attendance: Map.groupBy(attendance, (it) => it.meeting_id),
    items: new Map(items.map((it) => [it.meeting_id, it])),
  };
}

/** A meeting with its agenda, who was there and whether they were enough; or not found. */
export async function readMeetingPage(
  deps: Pick<Deps, "db" | "now">,
  id: string,
  who: Who,
): Promise<MeetingWithAgenda> {
  const { db } = deps;
  const row = await openMeeting(db, id, who);
  const clock = await clockOf(deps, who);
  const meeting = await readMeeting(db, row);
  const group = clock.groups.get(row.group_id)!;
  const made = await db
    .selectFrom("commitment")
    .selectAll()
    .where("from_meeting_id", "=", id)
    .orderBy("number")
    .execute();
  const onlooker = await onlookerOf(db, who);
  const seen = made.filter((it) => may.see(onlooker, shownRow(it)));
  return {
    ...meeting,
    ...readingsOf(row, clock),
    now: deps.now(),
    quorum: quorumOf(group, meeting.attendance),
    chairIds: group.chairIds,
    memberIds: group.memberIds,
    commitmentIds: seen.map((it) => it.id),
    ...(await neighboursOf(db, row, who)),
  };
}

/** The group's meetings right before and after one, and what the earlier ones left in their parking lots. */
async function neighboursOf(db: Db, row: Selectable<Tables["meeting"]>, who: Who) {
  const siblings = await db
    .selectFrom("meeting")
    .select(["id", "day", "starts_at", "visibility", "group_id"])
    .where("group_id", "=", row.group_id)
    .where("status", "!=", "cancelled")
    .orderBy("day")
    .orderBy("starts_at")
    .orderBy("id")
    .execute();
  const onlooker = await onlookerOf(db, who);
  const seen = siblings.filter((it) => may.see(onlooker, shown(it.visibility, it.group_id)));
  const at = seen.findIndex((it) => it.id === row.id);
  const before = seen.slice(0, Math.max(0, at)).map((it) => it.id);
  const parked =
    before.length === 0
      ? []
      : await db
          .selectFrom("parked_item")
          .selectAll()
          .where("meeting_id", "in", before)
          .where("status", "=", "open")
          .orderBy("meeting_id")
          .orderBy("place")
          .execute();
  return {
    previousId: before.at(-1) ?? null,
    nextId: (at >= 0 && seen[at + 1]?.id) || null,
    parkedBefore: parked
      .sort((a, b) => before.indexOf(a.meeting_id) - before.indexOf(b.meeting_id))
      .map((it) => ({
        id: it.id,
        text: it.text,
        raisedById: it.raised_by_id,
        status: it.status,
        fromItemId: it.from_item_id,
        meetingId: it.meeting_id,
      })),
  };
}

/** The only way to hold a meeting: of one's own initiative and for one's eyes, or not found. */
export async function openMeeting(db: Db, id: string, who: Who): Promise<Selectable<Tables["meeting"]>> {
  const row = await db
    .selectFrom("meeting")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  if (!row || !may.see(await onlookerOf(db, who), shown(row.visibility, row.group_id)))
    throw notFound("meeting");
  return row;
}

/** Which of these ids name a group or a meeting that `who` may not see, for the log. */
export async function hiddenMeetingIds(db: Db, who: Who, ids: readonly string[]): Promise<string[]> {
  const onlooker = await onlookerOf(db, who);
  const meetings = await db
    .selectFrom("meeting")
    .select(["id", "visibility", "group_id"])
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  const groups = await db
    .selectFrom("partner_group")
    .select(["id", "visibility", "id as group_id"])
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  return [...meetings, ...groups]
    .filter((it) => !may.see(onlooker, shown(it.visibility, it.group_id)))
    .map((it) => it.id);
}

/** As much of a commitment's row as the rule of who sees it asks for. */
export const shownRow = (
  row: Pick<
    Selectable<Tables["commitment"]>,
    "visibility" | "group_id" | "owner_organization_id" | "support_organization_ids" | "handed_over_by"
  >,
) => ({
  visibility: row.visibility,
  groupId: row.group_id,
  organizationIds: [
    row.owner_organization_id,
    ...(JSON.parse(row.support_organization_ids) as string[]),
    ...(row.handed_over_by ? [row.handed_over_by] : []),
  ],
});

interface Clock {
  timeZone: string;
  today: Day;
  groups: Map<string, Group>;
}

async function clockOf({ db, now }: Pick<Deps, "db" | "now">, who: Who): Promise<Clock> {
  const { timeZone } = await readInitiative(db, who.initiativeId);
  const groups = await groupsOf(db, who.initiativeId);
  return { timeZone, today: dayIn(timeZone, now()), groups: new Map(groups.map((it) => [it.id, it])) };
}

function readingsOf(row: Selectable<Tables["meeting"]>, { timeZone, today, groups }: Clock) {
  const at = (time: string) => new Date(instantIn(timeZone, row.day, time)).toISOString();
  return {
    startsAtInstant: at(row.starts_at),
    endsAtInstant: at(row.ends_at),
    isRecapLate: isRecapLate(headOf(row), groups.get(row.group_id)!, today),
    agendaLeadDays: agendaLeadDays(headOf(row)),
    minutesLeadDays: minutesLeadDays(headOf(row)),
  };
}
