import type { Kysely } from "kysely";
import { notFound } from "../../shared/errors.ts";
import {
  type DataPoint,
  type Indicator,
  type IndicatorWithReadings,
  type IndicatorWithState,
  shownOf,
} from "../../shared/indicators/indicator.ts";
import { current, stateOf } from "../../shared/indicators/readings.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import { onlookerOf } from "../meetings/queries.ts";
import { dataPointOf, indicatorOf } from "./rows.ts";

type Db = Kysely<Tables>;

/** The indicators that `who` may see, by code, each with where it stands. */
export async function listIndicators(db: Db, who: Who): Promise<IndicatorWithState[]> {
  const rows = await db
    .selectFrom("indicator")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .execute();
  const said = await db
    .selectFrom("data_point")
    .innerJoin("indicator", "indicator.id", "data_point.indicator_id")
    .where("indicator.initiative_id", "=", who.initiativeId)
    .selectAll("data_point")
    .orderBy("data_point.place")
    .execute();
  const pointsOf = Map.groupBy(said.map(dataPointOf), (it) => it.indicatorId);
  const onlooker = await onlookerOf(db, who);
  return rows
    .map(indicatorOf)
    .filter((it) => may.see(onlooker, shownOf(it)))
    .sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }))
    .map((it) => ({ ...it, ...stateOf(it, pointsOf.get(it.id) ?? []) }));
}

/** An indicator with all its readings, those that were replaced included; or not found. */
export async function readIndicatorPage(db: Db, id: string, who: Who): Promise<IndicatorWithReadings> {
  const indicator = await openIndicator(db, id, who);
  const said = await dataPointsOf(db, id);
  const dataPoints = current(said);
  return {
    ...indicator,
    ...stateOf(indicator, said),
    dataPoints,
    replaced: said.filter((it) => !dataPoints.includes(it)),
  };
}

/** The only way to hold an indicator: of one's own initiative and for one's eyes, or not found. */
export async function openIndicator(db: Db, id: string, who: Who): Promise<Indicator> {
  const row = await db
    .selectFrom("indicator")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", who.initiativeId)
    .executeTakeFirst();
  const it = row && indicatorOf(row);
  if (!it || !may.see(await onlookerOf(db, who), shownOf(it))) throw notFound("indicator");
  return it;
}

/** Everything that was ever said of an indicator, in the order in which it was said. */
export async function dataPointsOf(db: Db, indicatorId: string): Promise<DataPoint[]> {
  const rows = await db
    .selectFrom("data_point")
    .selectAll()
    .where("indicator_id", "=", indicatorId)
    .orderBy("place")
    .execute();
  return rows.map(dataPointOf);
}

/** Which of these ids name an indicator that `who` may not see, for the log. */
export async function hiddenIndicatorIds(db: Db, who: Who, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("indicator")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("id", "in", ids)
    .execute();
  const onlooker = await onlookerOf(db, who);
  return rows
    .map(indicatorOf)
    .filter((it) => !may.see(onlooker, shownOf(it)))
    .map((it) => it.id);
}
