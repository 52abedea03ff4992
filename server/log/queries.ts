import { type Kysely, type Selectable, sql } from "kysely";
import { addDays, type Day, dayIn } from "../../shared/dates.ts";
import type { LogEvent, LogItem } from "../../shared/log/event.ts";
import { nounOf, tell } from "../../shared/log/sentences.ts";
import { may, type Who } from "../../shared/roles.ts";
import { hiddenActivityIds } from "../action-plans/queries.ts";
import { hiddenCommitmentIds } from "../commitments/queries.ts";
import type { Tables } from "../db/tables.ts";
import { hiddenDecisionIds } from "../decisions/queries.ts";
import { hiddenIndicatorIds } from "../indicators/queries.ts";
import { hiddenMeetingIds } from "../meetings/queries.ts";
import { hiddenCheckInIds } from "../overview/queries.ts";
import { hiddenPostIds } from "../threads/queries.ts";
import { type Known, namesFor } from "./names.ts";

/** How many events one answer holds at most. */
export const pageMax = 500;

/** Which events: a kind is the first word of their type; `until` is the last day, in the initiative's time zone. */
export interface Filter {
  kind?: string | undefined;
  organization?: string | undefined;
  until?: string | undefined;
}

/**
 * The events after number `after`, in order, that this person may see; `seen` is the number of the last one that was
 * looked at. `isLast` says that there was nothing after it.
 */
export async function eventsAfter(
  db: Kysely<Tables>,
  who: Who,
  { after, limit = pageMax, ...filter }: Filter & { after: number; limit?: number },
) {
  const rows = await (await filtered(db, who, filter))
    .where("event.seq", ">", after)
    .orderBy("event.seq")
    .limit(limit)
    .execute();
  return pageOf(db, who, rows, rows.at(-1)?.seq ?? after, limit);
}

/** The last events before number `before` (without one: the last of all), in order. */
export async function eventsBefore(
  db: Kysely<Tables>,
  who: Who,
  {
    before = Number.MAX_SAFE_INTEGER,
    limit = pageMax,
    ...filter
  }: Filter & { before?: number | undefined; limit?: number },
) {
  const rows = await (await filtered(db, who, filter))
    .where("event.seq", "<", before)
    .orderBy("event.seq", "desc")
    .limit(limit)
    .execute();
  return pageOf(db, who, rows.reverse(), rows[0]?.seq ?? before, limit);
}

/** The number of the last event; 0 when nothing has happened. */
export async function lastSeq(db: Kysely<Tables>, initiativeId: string) {
  const row = await db
    .selectFrom("event")
    .select("seq")
    .where("initiative_id", "=", initiativeId)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

async function pageOf(db: Kysely<Tables>, who: Who, rows: EventRow[], seen: number, limit: number) {
  const ids = [...new Set(rows.map(({ refs }) => (JSON.parse(refs) as string[])[0] ?? ""))];
  const names = rows.length > 0 ? await namesFor(db, who.initiativeId, ids) : undefined;
  const hidden = await hiddenFrom(db, who, ids);
  return {
    items: rows.map(eventOf).flatMap((it) => (may.readEvent(hidden, it) ? [itemOf(it, names!)] : [])),
    seen,
    isLast: rows.length < limit,
  };
}

/** The records among `ids` that this person may not see. */
async function hiddenFrom(db: Kysely<Tables>, who: Who, ids: string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const hidden = await Promise.all([
    hiddenMeetingIds(db, who, ids),
    hiddenCommitmentIds(db, who, ids),
    hiddenPostIds(db, who, ids),
    hiddenDecisionIds(db, who, ids),
    hiddenIndicatorIds(db, who, ids),
    hiddenActivityIds(db, who, ids),
    hiddenCheckInIds(db, who, ids),
  ]);
  return new Set(hidden.flat());
}

async function filtered(db: Kysely<Tables>, who: Who, { kind, organization, until }: Filter) {
  let rows = eventRows(db, who.initiativeId);
  if (kind) rows = rows.where("event.type", "like", `${kind}.%`);
  if (organization)
    rows = rows.where(({ eb, or, selectFrom }) =>
      or([
        eb(
          "event.by",
          "in",
          selectFrom("person").select("person.id").where("organization_id", "=", organization),
        ),
        eb(sql`instr(event.refs, ${JSON.stringify(organization)})`, ">", 0),
      ]),
    );
  if (until) rows = rows.where("event.at", "<", endOfDay(until, await timeZoneOf(db, who.initiativeId)));
  return rows;
}

async function timeZoneOf(db: Kysely<Tables>, id: string) {
  const row = await db.selectFrom("initiative").select("time_zone").where("id", "=", id).executeTakeFirst();
  return row?.time_zone ?? "UTC";
}

/** The first millisecond after `day` in `timeZone`. */
function endOfDay(day: Day, timeZone: string) {
  // Zones are at most 14 hours away from Greenwich, and change by quarters of an hour.
  let at = Date.parse(`${addDays(day, 1)}T00:00Z`) - 14 * 3_600_000;
  while (dayIn(timeZone, at) <= day) at += 900_000;
  return at;
}

/** Every event of an initiative as its nouns know it, for rebuilding; those that were erased have no data. */
export async function readEvents(db: Kysely<Tables>, initiativeId: string): Promise<LogEvent[]> {
  const events: ReturnType<typeof eventOf>[] = [];
  for (;;) {
    const rows = await eventRows(db, initiativeId)
      .where("event.seq", ">", events.at(-1)?.seq ?? 0)
      .orderBy("event.seq")
      .limit(pageMax)
      .execute();
    events.push(...rows.map(eventOf));
    if (rows.length < pageMax) break;
  }
  return events.filter((it) => !it.isErased) as unknown as LogEvent[];
}

/**
 * The events about these records, as their nouns know them, from number `from` up to number `until`, in order. A
 * sample's moves to later days come along, whenever they were.
 */
export async function readEventsAbout(
  db: Kysely<Tables>,
  initiativeId: string,
  {
    ids,
    from = 0,
    until = Number.MAX_SAFE_INTEGER,
  }: { ids: readonly string[]; from?: number; until?: number },
): Promise<LogEvent[]> {
  const rows = await eventRows(db, initiativeId)
    .where(({ eb, or, and }) =>
      or([
        and([
          eb("event.seq", ">=", from),
          eb("event.seq", "<=", until),
          eb(sql<string>`json_extract(event.refs, '$[0]')`, "in", ids),
        ]),
        eb("event.type", "=", "initiative.days_moved"),
      ]),
    )
    .orderBy("event.seq")
    .execute();
  return rows.map(eventOf).filter((it) => !it.isErased) as unknown as LogEvent[];
}

const eventRows = (db: Kysely<Tables>, initiativeId: string) =>
  db
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.initiative_id", "=", "event.initiative_id")
        .onRef("event_payload.seq", "=", "event.seq"),
    )
    .selectAll("event")
    .select("event_payload.payload")
    .where("event.initiative_id", "=", initiativeId);

type EventRow = Selectable<Tables["event"]> & { payload: string | null };

function eventOf(row: EventRow) {
  const said =
    row.payload === null ? undefined : (JSON.parse(row.payload) as { data: unknown; onBehalf?: boolean });
  return {
    seq: row.seq,
    at: row.at,
    by: row.by,
    type: row.type,
    refs: JSON.parse(row.refs) as string[],
    data: said?.data,
    onBehalf: said?.onBehalf ?? false,
    isErased: said === undefined,
    payloadHash: row.payload_hash,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

function itemOf(event: ReturnType<typeof eventOf>, names: Known): LogItem {
  const { seq, type, refs, onBehalf, payloadHash, prevHash, hash } = event;
  const said = event.isErased ? undefined : tell(event as unknown as LogEvent, names);
  return {
    seq,
    at: new Date(event.at).toISOString(),
    type,
    kind: said ? nounOf(event) : type.split(".")[0]!,
    by: names.speaker(event.by),
    refs,
    text: said?.text ?? null,
    it: typeof said?.it === "string" ? { en: said.it, es: said.it } : (said?.it ?? null),
    note: said?.note ?? null,
    onBehalf,
    payloadHash,
    prevHash,
    hash,
  };
}
