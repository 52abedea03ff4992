import { type Expression, type Kysely, type RawBuilder, sql } from "kysely";
import { addDays, type Day, dayIn, instantIn } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { type CheckIn, limits } from "../../shared/overview/check-in.ts";
import { type AttendedMeeting, meetingsBackMax, type Overview } from "../../shared/overview/overview.ts";
import { type Acts, pulseOf } from "../../shared/overview/pulse.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { daysMoved } from "../log/history.ts";
import { listOrganizations } from "../organizations/queries.ts";
import { checkInOf } from "./rows.ts";

type Db = Kysely<Tables>;

const dayMs = 86_400_000;

/** Who has been heard of, and who was in the room; for the backbone alone. */
export async function readOverview(deps: Pick<Deps, "db" | "now">, who: Who): Promise<Overview> {
  if (!may.seePulse(who))
    throw new AppError("forbidden", "This is the backbone's own view. Ask it what you would like to know.");
  const { db } = deps;
  const { timeZone, governance } = await readInitiative(db, who.initiativeId);
  const today = dayIn(timeZone, deps.now());
  const { quietAfterDays } = governance;
  const acts = await actsOf(db, who.initiativeId, timeZone, today);
  const organizations = (await listOrganizations(db, who)).filter((it) => it.removedOn === null);
  return {
    today,
    quietAfterDays,
    pulse: pulseOf(organizations, acts, { today, quietAfterDays }),
    meetings: await attendedMeetings(db, who.initiativeId),
  };
}

/** What the backbone noted about contacts, the newest first; without what was taken away. */
export async function listCheckIns(db: Db, who: Who): Promise<CheckIn[]> {
  if (!may.checkIn(who))
    throw new AppError("forbidden", "Notes about contacts are the backbone's own. Ask it to call instead.");
  const rows = await db
    .selectFrom("check_in")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("is_removed", "=", 0)
    .orderBy("contact_on", "desc")
    .orderBy("seq", "desc")
    .limit(limits.listMax)
    .execute();
  return rows.map(checkInOf);
}

/** Which of these ids name a check-in, when `who` may not see one: for the log. */
export async function hiddenCheckInIds(db: Db, who: Who, ids: readonly string[]): Promise<string[]> {
  if (may.checkIn(who)) return [];
  const rows = await db.selectFrom("check_in").select("id").where("id", "in", ids).execute();
  return rows.map((it) => it.id);
}

/**
 * How often each organization took part, by weeks back from today. A word that the backbone recorded for a partner is
 * not the partner's. An hour more or less, where clocks change, does not move a day that anybody would notice.
 */
async function actsOf(db: Db, initiativeId: string, timeZone: string, today: Day): Promise<Acts[]> {
  const end = instantIn(timeZone, addDays(today, 1), "00:00");
  const weekOfInstant = (at: RawBuilder<number> | Expression<number>) =>
    sql<number>`cast((${end} - 1 - (${at})) / ${7 * dayMs} as integer)`;
  const weekOfDay = (day: Expression<string>) =>
    sql<number>`cast((julianday(${today}) - julianday(${day})) / 7 as integer)`;
  const days = (rows: readonly DayRow[]) =>
    rows.map(
      (it): Acts => ({
        organizationId: it.organization_id,
        week: it.week,
        count: Number(it.count),
        lastOn: it.last_on,
      }),
    );
  const instants = (rows: readonly InstantRow[]) =>
    rows.map(
      (it): Acts => ({
        organizationId: it.organization_id,
        week: it.week,
        count: Number(it.count),
        lastOn: dayIn(timeZone, it.last_at),
      }),
    );

  const met = await db
    .selectFrom("attendance")
    .innerJoin("meeting", "meeting.id", "attendance.meeting_id")
    .where("meeting.initiative_id", "=", initiativeId)
    .where("meeting.status", "in", ["live", "held"])
    .where("meeting.day", "<=", today)
    .where("attendance.status", "in", ["present", "alternate"])
    .select(({ fn, ref: column }) => [
      "attendance.organization_id",
      weekOfDay(column("meeting.day")).as("week"),
      fn.countAll<number>().as("count"),
      fn.max("meeting.day").as("last_on"),
    ])
    .groupBy(["attendance.organization_id", "week"])
    .execute();
  const positions = await db
    .selectFrom("position")
    .innerJoin("decision", "decision.id", "position.decision_id")
    .where("decision.initiative_id", "=", initiativeId)
    .where("position.is_on_behalf", "=", 0)
    .select(({ fn, ref: column }) => [
      "position.organization_id",
      weekOfDay(column("position.given_on")).as("week"),
      fn.countAll<number>().as("count"),
      fn.max("position.given_on").as("last_on"),
    ])
    .groupBy(["position.organization_id", "week"])
    .execute();
  const reported = await db
    .selectFrom("data_point")
    .innerJoin("indicator", "indicator.id", "data_point.indicator_id")
    .where("indicator.initiative_id", "=", initiativeId)
    .where("data_point.is_on_behalf", "=", 0)
    .where("data_point.reported_on", "is not", null)
    .select(({ fn, ref: column }) => [
      "data_point.reported_by_organization_id as organization_id",
      weekOfDay(column("data_point.reported_on") as Expression<string>).as("week"),
      fn.countAll<number>().as("count"),
      fn.max("data_point.reported_on").as("last_on"),
    ])
    .groupBy(["data_point.reported_by_organization_id", "week"])
    .execute();
  const posted = await db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.by")
    .where("post.initiative_id", "=", initiativeId)
    .select(({ fn, ref: column }) => [
      "person.organization_id",
      weekOfInstant(column("post.at")).as("week"),
      fn.countAll<number>().as("count"),
      fn.max("post.at").as("last_at"),
    ])
    .groupBy(["person.organization_id", "week"])
    .execute();
  const movedAt = await movedAtOf(db, initiativeId);
  const promised = await db
    .selectFrom("event")
    .innerJoin("person", "person.id", "event.by")
    .where("event.initiative_id", "=", initiativeId)
    .where("event.type", "like", "commitment.%")
    .select(({ fn }) => [
      "person.organization_id",
      weekOfInstant(movedAt).as("week"),
      fn.countAll<number>().as("count"),
      sql<number>`max(${movedAt})`.as("last_at"),
    ])
    .groupBy(["person.organization_id", "week"])
    .execute();
  return [...days([...met, ...positions, ...reported] as DayRow[]), ...instants([...posted, ...promised])];
}

interface DayRow {
  organization_id: string;
  week: number;
  count: number;
  last_on: Day;
}

interface InstantRow {
  organization_id: string;
  week: number;
  count: number;
  last_at: number;
}

/** When an event of the log was, in the days of a sample that has moved on with its present. */
async function movedAtOf(db: Db, initiativeId: string): Promise<RawBuilder<number>> {
  const moves = await daysMoved(db, initiativeId);
  if (moves.length === 0) return sql<number>`event.at`;
  let later = moves.reduce((sum, it) => sum + it.days, 0);
  const cases = moves.map(({ seq, days }) => {
    const part = sql`when event.seq < ${seq} then ${later * dayMs}`;
    later -= days;
    return part;
  });
  return sql<number>`(event.at + case ${sql.join(cases, sql` `)} else 0 end)`;
}

/** The last meetings that took place, the latest first, with who was there. */
async function attendedMeetings(db: Db, initiativeId: string): Promise<AttendedMeeting[]> {
  const meetings = await db
    .selectFrom("meeting")
    .select(["id", "title", "group_id", "day"])
    .where("initiative_id", "=", initiativeId)
    .where("status", "=", "held")
    .orderBy("day", "desc")
    .orderBy("starts_at", "desc")
    .limit(meetingsBackMax)
    .execute();
  const rows = await db
    .selectFrom("attendance")
    .select(["meeting_id", "organization_id", "status"])
    .where(
      "meeting_id",
      "in",
      meetings.map((it) => it.id),
    )
    .orderBy("place")
    .execute();
  const attendanceOf = Map.groupBy(rows, (it) => it.meeting_id);
  return meetings.map(({ id, title, group_id, day }) => ({
    id,
    title,
    groupId: group_id,
    day,
    attendance: (attendanceOf.get(id) ?? []).map((it) => ({
      organizationId: it.organization_id,
      status: it.status,
    })),
  }));
}
