import { type Kysely, type Selectable, sql } from "kysely";
import type { Activity } from "../../shared/action-plans/activity.ts";
import {
  type ActivityEvent,
  apply as applyToActivity,
  applyToStrategy,
  type StrategyEvent,
} from "../../shared/action-plans/events.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import { type AgendaEvent, applyToAdoption, applyToVersion } from "../../shared/common-agenda/events.ts";
import type { Adoption, AgendaVersionText } from "../../shared/common-agenda/version.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { apply as applyToDecision, type DecisionEvent } from "../../shared/decisions/events.ts";
import {
  applyToDataPoint,
  applyToIndicator,
  type IndicatorEvent,
  indicatorMovedBy,
  roundMovedBy,
} from "../../shared/indicators/events.ts";
import type { DataPoint, Indicator } from "../../shared/indicators/indicator.ts";
import type { Happened } from "../../shared/log/happened.ts";
import { apply as applyToPost, type ThreadEvent } from "../../shared/threads/events.ts";
import type { Post } from "../../shared/threads/post.ts";
import { activityOf, saveActivity, saveStrategy } from "../action-plans/rows.ts";
import { saveAdoption, saveVersion } from "../common-agenda/rows.ts";
import type { Tables } from "../db/tables.ts";
import { saveDecision, withPositions } from "../decisions/rows.ts";
import { indicatorOf, roundOf, saveDataPoints, saveIndicator, saveRound } from "../indicators/rows.ts";
import { savePost } from "../threads/rows.ts";
import { decisionSteps, type SampleDecision } from "./decisions.ts";
import { indicatorSteps, type SampleIndicator } from "./indicators.ts";
import type { SampleMeetings, Step } from "./meetings.ts";
import { planSteps, type SamplePlan } from "./plan.ts";

/** As much of the sample's strategies, activities, indicators and decisions as is seeded. */
export interface SampleRecords extends SamplePlan {
  asOf: string;
  indicators: SampleIndicator[];
  decisions: SampleDecision[];
}

/** Everything here, and what is said under it. */
export type RecordEvent = StrategyEvent | ActivityEvent | IndicatorEvent | DecisionEvent;

const dayMs = 86_400_000;

type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** How the sample's records came to be, in no order. */
export const recordSteps = (sample: SampleMeetings): Step[] => [
  ...planSteps(sample, sample.asOf),
  ...sample.indicators.flatMap(indicatorSteps),
  ...sample.decisions.flatMap((it) => decisionSteps(it, sample)),
];

/** Makes records of events, by the log's own rules, and keeps them all at the end. */
export function keepRecords() {
  const strategies = new Map<string, Strategy>();
  const activities = new Map<string, Activity>();
  const indicators = new Map<string, Indicator>();
  const dataPoints: DataPoint[] = [];
  const decisions = new Map<string, Decision>();
  const posts = new Map<string, Post>();
  const versions: AgendaVersionText[] = [];
  const adoptions: Adoption[] = [];
  const threads: { id: string; seq: number }[] = [];

  function apply(event: RecordEvent, id: string) {
    if (event.type === "strategy.named") strategies.set(id, applyToStrategy(event));
    else if (event.type === "indicator.defined") indicators.set(id, applyToIndicator(undefined, event));
    else if (event.type === "indicator.reported") dataPoints.push(applyToDataPoint(event));
    // A sample has no more of indicators than these.
    else if (isOfIndicator(event)) throw new Error(`${event.type} in a sample.`);
    else if (isOfActivity(event)) activities.set(id, applyToActivity(activities.get(id), event));
    else decisions.set(id, applyToDecision(decisions.get(id), event));
  }
  return {
    /** Whether the event is about a record of these kinds. */
    take(event: { type: string; refs: readonly string[]; seq: number }): boolean {
      if (event.type.startsWith("thread.")) {
        posts.set(event.refs[0]!, applyToPost(posts.get(event.refs[0]!), event as ThreadEvent));
        return true;
      }
      if (event.type.startsWith("agenda.")) {
        const said = event as AgendaEvent;
        if (said.type === "agenda.adopted") adoptions.push(applyToAdoption(undefined, said));
        if (said.type === "agenda.published") versions.push(applyToVersion(undefined, said));
        return true;
      }
      if (!/^(strategy|activity|indicator|decision)\./.test(event.type)) return false;
      const [id = ""] = event.refs;
      apply(event as RecordEvent, id);
      threads.push({ id, seq: event.seq });
      return true;
    },
    /** In an order in which nothing names what is not there yet. */
    async save(tx: Kysely<Tables>, initiativeId: string) {
      for (const it of strategies.values()) await saveStrategy(tx, initiativeId, it);
      for (const it of activities.values()) await saveActivity(tx, initiativeId, it);
      for (const it of indicators.values()) await saveIndicator(tx, initiativeId, it);
      const said = [...Map.groupBy(dataPoints, (it) => it.indicatorId).values()];
      await saveDataPoints(
        tx,
        said.flatMap((its) => its.map((it, place) => ({ it, place }))),
      );
      for (const it of decisions.values()) await saveDecision(tx, initiativeId, it);
      for (const it of posts.values()) await savePost(tx, initiativeId, it);
      for (const it of versions) await saveVersion(tx, initiativeId, it);
      for (const it of adoptions) await saveAdoption(tx, initiativeId, it);
      const rows = threads.map(({ id, seq }) => ({ record_id: id, seq }));
      await tx.insertInto("record_event").values(rows).execute();
    },
  };
}

const isOfIndicator = (event: RecordEvent): event is IndicatorEvent => event.type.startsWith("indicator.");
const isOfActivity = (event: RecordEvent): event is ActivityEvent => event.type.startsWith("activity.");

/** Moves a sample's records on by whole days, as the log's event of it says. Indicator periods stay. */
export async function moveRecords(tx: Kysely<Tables>, initiativeId: string, event: DaysMoved) {
  for (const row of await rowsOf(tx, "activity", initiativeId))
    await saveActivity(tx, initiativeId, applyToActivity(activityOf(row), event));
  const { days } = event.data;
  // Of all readings at once, as `dataPointMovedBy` says it of one.
  await sql`
    update data_point
    set reported_on = date(reported_on, ${`+${days} days`}), said_at = said_at + ${days * dayMs}
    where indicator_id in (select id from indicator where initiative_id = ${initiativeId})`.execute(tx);
  for (const row of await rowsOf(tx, "indicator", initiativeId))
    await saveIndicator(tx, initiativeId, indicatorMovedBy(indicatorOf(row), event));
  for (const row of await rowsOf(tx, "data_round", initiativeId))
    await saveRound(tx, initiativeId, roundMovedBy(roundOf(row), event));
  for (const it of await withPositions(tx, await rowsOf(tx, "decision", initiativeId)))
    await saveDecision(tx, initiativeId, applyToDecision(it, event));
  const later = `+${days} days`;
  await sql`update agenda_version set published_on = date(published_on, ${later})
    where initiative_id = ${initiativeId}`.execute(tx);
  await sql`update agenda_adoption set adopted_on = date(adopted_on, ${later})
    where initiative_id = ${initiativeId}`.execute(tx);
  await sql`
    update post set
      at = at + ${days * dayMs}, edited_at = edited_at + ${days * dayMs}, removed_at = removed_at + ${days * dayMs}
    where initiative_id = ${initiativeId}`.execute(tx);
}

const rowsOf = <Table extends "activity" | "decision" | "indicator" | "data_round">(
  tx: Kysely<Tables>,
  table: Table,
  id: string,
) =>
  tx
    .selectFrom(table as "activity")
    .selectAll()
    .where("initiative_id", "=", id)
    .execute() as unknown as Promise<Selectable<Tables[Table]>[]>;
