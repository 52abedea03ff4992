import type { Kysely, Selectable } from "kysely";
import type { LogEvent, LogItem } from "../../shared/log/event.ts";
import type { Names } from "../../shared/log/happened.ts";
import { nounOf, tell } from "../../shared/log/sentences.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";

/** How many events one answer holds at most. */
export const pageMax = 500;

/**
 * The events after number `after`, in order, that this person may see; `seen` is the number of the last one that was
 * looked at. `isLast` says that there was nothing after it.
 */
export async function eventsAfter(db: Kysely<Tables>, who: Who, after: number, limit = pageMax) {
  const rows = await eventRows(db, who.initiativeId)
    .where("event.seq", ">", after)
    .orderBy("event.seq")
    .limit(limit)
    .execute();
  const names = await namesFor(db, who.initiativeId);
  return {
    items: rows.map(eventOf).flatMap((it) => (may.readEvent(who, it) ? [itemOf(it, names)] : [])),
    seen: rows.at(-1)?.seq ?? after,
    isLast: rows.length < limit,
  };
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

interface Known extends Names {
  speaker(id: string): LogItem["by"];
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
    it: said?.it ?? null,
    note: said?.note ?? null,
    onBehalf,
    payloadHash,
    prevHash,
    hash,
  };
}

/** How everybody is called now, those who left included. */
async function namesFor(db: Kysely<Tables>, initiativeId: string): Promise<Known> {
  const [people, organizations] = await Promise.all([
    db
      .selectFrom("person")
      .select(["id", "name", "organization_id"])
      .where("initiative_id", "=", initiativeId)
      .execute(),
    db
      .selectFrom("organization")
      .select(["id", "short_name", "hue"])
      .where("initiative_id", "=", initiativeId)
      .execute(),
  ]);
  const personBy = new Map(people.map((it) => [it.id, it]));
  const organizationBy = new Map(organizations.map((it) => [it.id, it]));
  const person = (id: string) => personBy.get(id)?.name || "—";
  const organization = (id: string) => organizationBy.get(id)?.short_name ?? "—";
  return {
    person,
    organization,
    speaker(id) {
      const own = organizationBy.get(personBy.get(id)?.organization_id ?? "");
      return {
        id,
        name: person(id),
        organizationId: own?.id ?? null,
        organization: own?.short_name ?? null,
        hue: own?.hue ?? 0,
      };
    },
  };
}
