import type { Kysely, Selectable } from "kysely";
import type { InitiativeRecord } from "../../shared/initiative/events.ts";
import { withFirst } from "../../shared/initiative/governance.ts";
import type { Initiative } from "../../shared/initiative/initiative.ts";
import type { Tables } from "../db/tables.ts";

/** The initiative that stands on the welcome page: the first of this server; `undefined` before the set-up. */
export async function firstInitiative(db: Kysely<Tables>): Promise<Initiative | undefined> {
  const row = await db.selectFrom("initiative").selectAll().orderBy("created_at").limit(1).executeTakeFirst();
  return row && initiativeOf(row);
}

export async function readInitiative(db: Kysely<Tables>, id: string): Promise<Initiative> {
  const row = await db.selectFrom("initiative").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  return initiativeOf(row);
}

/** The initiative as its events make it. */
export const initiativeRecordOf = (row: Selectable<Tables["initiative"]>): InitiativeRecord => ({
  ...initiativeOf(row),
  sampleAsOf: row.sample_as_of,
});

const initiativeOf = (row: Selectable<Tables["initiative"]>): Initiative => ({
  id: row.id,
  name: { en: row.name_en, es: row.name_es },
  tagline: { en: row.tagline_en, es: row.tagline_es },
  place: row.place,
  timeZone: row.time_zone,
  defaultLanguage: row.default_language,
  isSample: row.sample_as_of !== null,
  governance: withFirst(JSON.parse(row.governance)),
  epoch: row.epoch,
});
