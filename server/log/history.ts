import type { Kysely } from "kysely";
import { addDays, type Day } from "../../shared/dates.ts";
import type { Json } from "../../shared/log/canonical.ts";
import type { HistoryItem } from "../../shared/log/history.ts";
import type { Tables } from "../db/tables.ts";

const dayMs = 86_400_000;

/** Says that an event belongs to the thread of a record. */
export const addToThread = (tx: Kysely<Tables>, recordId: string, seq: number) =>
  tx.insertInto("record_event").values({ record_id: recordId, seq }).execute();

/** All that happened to a record, the first thing first. A sample's past has moved on with its present. */
export async function threadOf(
  db: Kysely<Tables>,
  recordId: string,
  initiativeId: string,
): Promise<HistoryItem[]> {
  const rows = await db
    .selectFrom("record_event")
    .innerJoin("event", (join) =>
      join.onRef("event.seq", "=", "record_event.seq").on("event.initiative_id", "=", initiativeId),
    )
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.seq", "=", "record_event.seq")
        .on("event_payload.initiative_id", "=", initiativeId),
    )
    .leftJoin("person", "person.id", "event.by")
    .where("record_event.record_id", "=", recordId)
    .select(["event.seq", "event.at", "event.type", "event.by", "event_payload.payload"])
    .select(["person.name", "person.organization_id"])
    .orderBy("event.seq")
    .execute();
  const moves = await daysMoved(db, initiativeId);
  return rows.map((row) => {
    const said =
      row.payload === null
        ? undefined
        : (JSON.parse(row.payload) as { data: Record<string, unknown>; onBehalf?: boolean });
    const days = moves.filter((it) => it.seq > row.seq).reduce((sum, it) => sum + it.days, 0);
    return {
      seq: row.seq,
      at: row.at + days * dayMs,
      type: row.type,
      by: { id: row.by, name: row.name || "—", organizationId: row.organization_id },
      onBehalf: said?.onBehalf === true,
      data: said ? withDays(said.data, (day) => addDays(day, days)) : null,
    };
  });
}

/** The first or the last event of a record's thread but for those of one type, with the receipt that it was given. */
export async function eventOfThread(
  db: Kysely<Tables>,
  recordId: string,
  initiativeId: string,
  which: "first" | "last",
  except = "",
) {
  const row = await db
    .selectFrom("record_event")
    .innerJoin("event", (join) =>
      join.onRef("event.seq", "=", "record_event.seq").on("event.initiative_id", "=", initiativeId),
    )
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.seq", "=", "event.seq")
        .onRef("event_payload.initiative_id", "=", "event.initiative_id"),
    )
    .where("record_event.record_id", "=", recordId)
    .where("event.type", "!=", except)
    .select(["event.seq", "event.hash", "event.type", "event.by", "event_payload.payload"])
    .orderBy("event.seq", which === "last" ? "desc" : "asc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const said = row.payload === null ? undefined : (JSON.parse(row.payload) as { data: Record<string, Json> });
  return {
    type: row.type,
    by: row.by,
    receipt: { seq: row.seq, hash: row.hash },
    /** What it said; undefined when that was erased. */
    data: said?.data,
  };
}

/** The members of what an event says that are days. A period of an indicator is none: it stays where it is. */
const dayNames = new Set([
  "on",
  "day",
  "dueOn",
  "doneOn",
  "fromDueOn",
  "toDueOn",
  "startsOn",
  "endsOn",
  "respondBy",
  "reviewOn",
]);

/** What an event says, with every day in it changed, however deep it stands. */
export function withDays<It>(value: It, change: (day: Day) => Day): It {
  if (Array.isArray(value)) return value.map((it) => withDays(it, change)) as It;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      name,
      dayNames.has(name) && typeof it === "string" ? change(it) : withDays(it, change),
    ]),
  ) as It;
}

/** How often a sample was moved on to a later day, and by how much. */
export async function daysMoved(db: Kysely<Tables>, initiativeId: string) {
  const rows = await db
    .selectFrom("event")
    .innerJoin("event_payload", (join) =>
      join
        .onRef("event_payload.seq", "=", "event.seq")
        .onRef("event_payload.initiative_id", "=", "event.initiative_id"),
    )
    .innerJoin("initiative", "initiative.id", "event.initiative_id")
    .where("initiative.sample_as_of", "is not", null)
    .where("event.initiative_id", "=", initiativeId)
    .where("event.type", "=", "initiative.days_moved")
    .select(["event.seq", "event_payload.payload"])
    .execute();
  return rows.map(({ seq, payload }) => ({ seq, days: Number(JSON.parse(payload!).data.days) }));
}
