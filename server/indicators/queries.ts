import { type Kysely, sql } from "kysely";
import { shownOf as shownCommitment } from "../../shared/commitments/commitment.ts";
import { shownOf as shownDecision } from "../../shared/decisions/decision.ts";
import { notFound } from "../../shared/errors.ts";
import {
  type DataPoint,
  type Indicator,
  type IndicatorChart,
  type IndicatorKnot,
  type IndicatorWithReadings,
  type IndicatorWithState,
  shownOf,
} from "../../shared/indicators/indicator.ts";
import { withoutSmallGroups } from "../../shared/indicators/privacy.ts";
import { current, stateOf } from "../../shared/indicators/readings.ts";
import { may, type Who } from "../../shared/roles.ts";
import { commitmentOf } from "../commitments/rows.ts";
import type { Tables } from "../db/tables.ts";
import { onlookerOf } from "../meetings/queries.ts";
import { dataPointOf, indicatorOf } from "./rows.ts";

type Db = Kysely<Tables>;

/** The indicators that `who` may see, by code, each with where it stands. */
export async function listIndicators(db: Db, who: Who): Promise<IndicatorWithState[]> {
  return (await standing(db, who)).map(({ it, state }) => ({ ...it, ...state }));
}

/** What the page of all indicators draws: each with its readings, and what was decided and kept about it. */
export async function listCharts(db: Db, who: Who): Promise<IndicatorChart[]> {
  const [all, knots] = await Promise.all([standing(db, who), knotsOf(db, who)]);
  return all.map(({ it, state, points }) => ({
    ...it,
    ...state,
    points: points.map(({ id: _, ...point }) => point),
    knots: knots.get(it.id) ?? [],
  }));
}

/** The indicators that `who` may see, by code, each with what holds of its periods and where that leaves it. */
async function standing(db: Db, who: Who) {
  const [indicators, points] = await Promise.all([seenIndicators(db, who), drawnPoints(db, who)]);
  const all = indicators.map((it) => {
    const said = points.get(it.id) ?? [];
    const now = current(said);
    return { it, said, points: now, state: stateOf(it, now) };
  });
  // Every group of the newest reading; of the others the lists show the whole alone.
  const newest = await dataPointsWith(
    db,
    all.flatMap(({ said, state }) =>
      said.filter(({ period }) => period === state.latest?.period).map(({ id }) => id),
    ),
  );
  return all.map(({ it, points, state }) => {
    const whole = withoutSmallGroups(it, newest.get(it.id) ?? []).find(({ id }) => id === state.latest?.id);
    return { it, points, state: { ...state, latest: whole ?? null } };
  });
}

type DrawnPoint = Pick<DataPoint, "id"> & IndicatorChart["points"][number];

/**
 * What a list says of everything that was ever said, by the indicator that it was said of. There can be thousands of
 * readings: the database hands over those of one indicator as one, which is several times as fast as row by row.
 */
async function drawnPoints(db: Db, who: Who): Promise<Map<string, DrawnPoint[]>> {
  const said = db
    .selectFrom("data_point")
    .innerJoin("indicator", "indicator.id", "data_point.indicator_id")
    .where("indicator.initiative_id", "=", who.initiativeId)
    .select(["indicator_id", "data_point.id", "period", "value", "status", "note"])
    .select(["reported_on", "is_on_behalf", "place"])
    .as("said");
  const rows = await db
    .selectFrom(said)
    .select("indicator_id")
    .select(
      sql<string>`json_group_array(json_array(id, period, value, status, note, reported_on, is_on_behalf, place))`.as(
        "points",
      ),
    )
    .groupBy("indicator_id")
    .execute();
  type Row = [
    string,
    string,
    number | null,
    DataPoint["status"],
    string | null,
    string | null,
    0 | 1,
    number,
  ];
  return new Map(
    rows.map((row) => [
      row.indicator_id,
      (JSON.parse(row.points) as Row[])
        .sort((a, b) => a[7] - b[7])
        .map(([id, period, value, status, note, reportedOn, isOnBehalf]) => ({
          id,
          period,
          value,
          status,
          note,
          reportedOn,
          isOnBehalf: isOnBehalf === 1,
        })),
    ]),
  );
}

/** These readings whole, by the indicator that they were said of. */
async function dataPointsWith(db: Db, ids: readonly string[]) {
  const said = await db
    .selectFrom("data_point")
    .selectAll()
    .where("id", "in", ids)
    .orderBy("place")
    .execute();
  return Map.groupBy(said.map(dataPointOf), (it) => it.indicatorId);
}

/** The indicators that `who` may see, by code. */
export async function seenIndicators(db: Db, who: Who): Promise<Indicator[]> {
  const rows = await db
    .selectFrom("indicator")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .execute();
  const onlooker = await onlookerOf(db, who);
  return rows
    .map(indicatorOf)
    .filter((it) => may.see(onlooker, shownOf(it)))
    .sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
}

/** Everything that was ever said, by the indicator that it was said of. */
export async function pointsByIndicator(db: Db, initiativeId: string) {
  const said = await db
    .selectFrom("data_point")
    .innerJoin("indicator", "indicator.id", "data_point.indicator_id")
    .where("indicator.initiative_id", "=", initiativeId)
    .selectAll("data_point")
    .orderBy("data_point.place")
    .execute();
  return Map.groupBy(said.map(dataPointOf), (it) => it.indicatorId);
}

/** What was adopted and kept about each indicator, as far as `who` may see it, the first thing first. */
async function knotsOf(db: Db, who: Who): Promise<Map<string, IndicatorKnot[]>> {
  const onlooker = await onlookerOf(db, who);
  const [decisions, commitments] = await Promise.all([
    db
      .selectFrom("decision")
      .select(["id", "number", "title", "decided_on", "indicator_ids"])
      .select(["visibility", "group_id", "raised_by_organization_id"])
      .where("initiative_id", "=", who.initiativeId)
      .where("status", "in", ["adopted", "superseded"])
      .where("decided_on", "is not", null)
      .where("indicator_ids", "!=", "[]")
      .execute(),
    db
      .selectFrom("commitment")
      .selectAll()
      .where("initiative_id", "=", who.initiativeId)
      .where("status", "=", "kept")
      .where("indicator_ids", "!=", "[]")
      .execute(),
  ]);
  const knots = new Map<string, IndicatorKnot[]>();
  const tie = (ids: readonly string[], knot: IndicatorKnot) => {
    for (const id of ids) knots.set(id, [...(knots.get(id) ?? []), knot]);
  };
  for (const it of decisions) {
    const shown = {
      visibility: it.visibility,
      groupId: it.group_id,
      raisedByOrganizationId: it.raised_by_organization_id,
    };
    if (!may.see(onlooker, shownDecision(shown))) continue;
    const { id, number, title } = it;
    tie(JSON.parse(it.indicator_ids), { kind: "decision", id, number, title, on: it.decided_on! });
  }
  for (const it of commitments.map(commitmentOf)) {
    if (it.closedOn === null || !may.see(onlooker, shownCommitment(it))) continue;
    const { id, number, what: title, closedOn: on } = it;
    tie(it.indicatorIds, { kind: "commitment", id, number, title, on });
  }
  for (const some of knots.values()) some.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return knots;
}

/** An indicator with all its readings, those that were replaced included; or not found. */
export async function readIndicatorPage(db: Db, id: string, who: Who): Promise<IndicatorWithReadings> {
  const indicator = await openIndicator(db, id, who);
  const said = withoutSmallGroups(indicator, await dataPointsOf(db, id));
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

/** Which of these ids name an indicator, a round or an import that `who` may not see, for the log. */
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
    .map((it) => it.id)
    .concat(may.takePart(who) ? [] : ids.filter((id) => /^(rnd|imp)_/.test(id)));
}
