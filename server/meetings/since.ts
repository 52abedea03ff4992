import type { Commitment } from "../../shared/commitments/commitment.ts";
import { isPastDate } from "../../shared/commitments/readings.ts";
import { addDays } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { isReviewDue } from "../../shared/decisions/readings.ts";
import type { SinceLastTime } from "../../shared/meetings/meeting.ts";
import { may, type Who } from "../../shared/roles.ts";
import { listCommitments, todayOf } from "../commitments/queries.ts";
import { listDecisions } from "../decisions/queries.ts";
import type { Deps } from "../deps.ts";
import { daysMoved, withDays } from "../log/history.ts";
import { onlookerOf, openMeeting } from "./queries.ts";

/**
 * What changed since the group met last, as far as `who` may see it, the own organization first: a working group looks
 * at its own promises and decisions, the steering committee at everybody's.
 */
export async function readSinceLastTime(
  deps: Pick<Deps, "db" | "now">,
  id: string,
  who: Who,
): Promise<SinceLastTime> {
  const meeting = await openMeeting(deps.db, id, who);
  const last = await lastMeeting(deps, meeting.group_id, meeting.day, meeting.starts_at, who);
  const today = await todayOf(deps, who.initiativeId);
  const { kind } = await deps.db
    .selectFrom("partner_group")
    .select("kind")
    .where("id", "=", meeting.group_id)
    .executeTakeFirstOrThrow();
  const { items } = await listCommitments(deps, { limit: commitmentsMax }, who);
  const isOfHere = ({ groupId }: Pick<Commitment | Decision, "groupId">) =>
    kind === "steering_committee" || groupId === meeting.group_id;
  const all = items
    .filter(isOfHere)
    .sort((a, b) => ownFirst(who, a, b) || a.dueOn.localeCompare(b.dueOn) || a.number - b.number);
  const since = last?.day ?? "";
  const ids = (fits: (it: Commitment) => boolean) => all.filter(fits).map((it) => it.id);
  const closed = (status: Commitment["status"]) =>
    ids((it) => it.status === status && it.closedOn !== null && it.closedOn >= since);
  return {
    since: last ? { meetingId: last.id, title: last.title, day: last.day } : null,
    kept: closed("kept"),
    notKept: closed("not_kept"),
    released: closed("released"),
    moved: await movedSince(deps, all, since, who.initiativeId),
    pastDate: ids((it) => isPastDate(it, today)),
    due: ids((it) => it.status === "active" && it.dueOn >= today && it.dueOn <= meeting.day),
    awaiting: ids((it) => it.status === "offered"),
    needsHelp: ids((it) => it.needsHelp),
    reviewsDue: (await listDecisions(deps.db, who))
      .filter((it) => isOfHere(it) && isReviewDue(it, today))
      .sort((a, b) => longestWaiting(who, a, b))
      .map((it) => it.id),
  };
}

const commitmentsMax = 5_000;

const ownFirst = (who: Who, a: Commitment, b: Commitment) =>
  Number(b.ownerOrganizationId === who.organizationId) - Number(a.ownerOrganizationId === who.organizationId);

const longestWaiting = (who: Who, a: Decision, b: Decision) =>
  Number(b.raisedByOrganizationId === who.organizationId) -
    Number(a.raisedByOrganizationId === who.organizationId) ||
  (a.reviewOn ?? "").localeCompare(b.reviewOn ?? "") ||
  a.number - b.number;

/** The group's latest meeting before this one that took place and that `who` may see. */
async function lastMeeting(
  { db }: Pick<Deps, "db">,
  groupId: string,
  day: string,
  startsAt: string,
  who: Who,
) {
  const rows = await db
    .selectFrom("meeting")
    .select(["id", "title", "day", "visibility"])
    .where("group_id", "=", groupId)
    .where("status", "=", "held")
    .where(({ or, and, eb }) =>
      or([eb("day", "<", day), and([eb("day", "=", day), eb("starts_at", "<", startsAt)])]),
    )
    .orderBy("day", "desc")
    .orderBy("starts_at", "desc")
    .execute();
  const onlooker = await onlookerOf(db, who);
  return rows.find((it) => may.see(onlooker, { visibility: it.visibility, groupId, organizationIds: [] }));
}

/**
 * Those among `all` that are still promised and whose date was moved since a day, from the date they had then. A
 * sample's days have moved on since they were said.
 */
async function movedSince(
  { db }: Pick<Deps, "db">,
  all: readonly Commitment[],
  since: string,
  initiativeId: string,
) {
  const moved = all.filter((it) => it.status === "active" && it.timesMoved > 0);
  if (moved.length === 0) return [];
  const rows = await db
    .selectFrom("record_event")
    .innerJoin("commitment", "commitment.id", "record_event.record_id")
    .innerJoin("event", (join) =>
      join
        .onRef("event.seq", "=", "record_event.seq")
        .onRef("event.initiative_id", "=", "commitment.initiative_id"),
    )
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.seq", "=", "event.seq")
        .onRef("event_payload.initiative_id", "=", "event.initiative_id"),
    )
    .where("event.type", "=", "commitment.renegotiated")
    .where(
      "record_event.record_id",
      "in",
      moved.map((it) => it.id),
    )
    .select(["record_event.record_id", "event.seq", "event_payload.payload"])
    .orderBy("event.seq")
    .execute();
  const shifts = await daysMoved(db, initiativeId);
  const says = rows.flatMap(({ record_id: id, seq, payload }) => {
    if (payload === null) return [];
    const said = JSON.parse(payload) as { data: { on: string; fromDueOn: string } };
    const days = shifts.filter((it) => it.seq > seq).reduce((sum, it) => sum + it.days, 0);
    const data = withDays(said.data, (day) => addDays(day, days));
    return data.on >= since ? [{ id, fromDueOn: data.fromDueOn }] : [];
  });
  return moved.flatMap((it) => {
    const first = says.find(({ id }) => id === it.id);
    return first ? [{ id: it.id, fromDueOn: first.fromDueOn, toDueOn: it.dueOn }] : [];
  });
}
