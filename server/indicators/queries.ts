import type { Kysely } from "kysely";
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
  const [indicators, points] = await Promise.all([
    seenIndicators(db, who),
    pointsByIndicator(db, who.initiativeId),
  ]);
  return indicators.map((it) => ({
    ...it,
    ...stateOf(it, withoutSmallGroups(it, points.get(it.id) ?? [])),
  }));
}

/** What the page of all indicators draws: each with its readings, and what was decided and kept about it. */
export async function listCharts(db: Db, who: Who): Promise<IndicatorChart[]> {
  const [indicators, points, knots] = await Promise.all([
    seenIndicators(db, who),
    drawnPoints(db, who.initiativeId),
    knotsOf(db, who),
  ]);
  const drawn = indicators.map((it) => {
    const said = points.get(it.id) ?? [];
    const now = current(said);
    return { it, said, now, state: stateOf(it, now) };
  });
  // Every group of the newest reading; of the others the page shows the whole alone.
  const newest = await dataPointsWith(
    db,
    drawn.flatMap(({ said, state }) =>
      said.filter(({ period }) => period === state.latest?.period).map(({ id }) => id),
    ),
  );
  return drawn.map(({ it, now, state }) => ({
    ...it,
    ...state,
    latest:
      state.latest &&
      withoutSmallGroups(it, newest.get(it.id) ?? []).find(({ id }) => id === state.latest!.id)!,
    points: now,
    knots: knots.get(it.id) ?? [],
  }));
}

/** What a chart draws of everything that was ever said: there is much of it, and only this is asked for. */
async function drawnPoints(db: Db, initiativeId: string) {
  const said = await db
    .selectFrom("data_point")
    .innerJoin("indicator", "indicator.id", "data_point.indicator_id")
    .where("indicator.initiative_id", "=", initiativeId)
    .select(["indicator_id", "data_point.id", "period", "value", "status", "note"])
    .select(["reported_on", "is_on_behalf"])
    .orderBy("data_point.place")
    .execute();
  const points = new Map<string, IndicatorChart["points"]>();
  for (const { indicator_id: indicatorId, id, period, value, status, note, ...it } of said) {
    const point = {
      id,
      period,
      value,
      status,
      note,
      reportedOn: it.reported_on,
      isOnBehalf: it.is_on_behalf === 1,
    };
    const some = points.get(indicatorId);
    if (some) some.push(point);
    else points.set(indicatorId, [point]);
  }
  return points;
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
