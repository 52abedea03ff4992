import type { Day } from "../dates.ts";
import type { Activity, Milestone } from "./activity.ts";
import type { Strategy } from "./strategy.ts";

/** What was stopped moves nothing any more. */
const counts = (it: Pick<Activity, "status">) => it.status !== "stopped";

/** How many activities serve each strategy, by its id; also those that none serves. */
export const activitiesPerStrategy = (
  strategies: readonly Pick<Strategy, "id">[],
  activities: readonly Pick<Activity, "strategyId" | "status">[],
): Record<string, number> =>
  Object.fromEntries(
    strategies.map(({ id }) => [id, activities.filter((it) => counts(it) && it.strategyId === id).length]),
  );

/** Strategies that hang on one activity, or on none. */
export function thinStrategies<It extends Pick<Strategy, "id">>(
  strategies: readonly It[],
  activities: readonly Pick<Activity, "strategyId" | "status">[],
): It[] {
  const count = activitiesPerStrategy(strategies, activities);
  return strategies.filter(({ id }) => count[id]! < 2);
}

/** Partners who lead nothing. The backbone leads nothing on purpose. */
export const partnersLeadingNoActivity = <It extends { id: string; kind: "backbone" | "partner" }>(
  organizations: readonly It[],
  activities: readonly Pick<Activity, "leadOrganizationId" | "status">[],
): It[] =>
  organizations.filter(
    ({ id, kind }) =>
      kind === "partner" && !activities.some((it) => counts(it) && it.leadOrganizationId === id),
  );

/** Indicators that nobody works on. */
export const indicatorsWithNoActivity = <It extends { id: string }>(
  indicators: readonly It[],
  activities: readonly Pick<Activity, "indicatorIds" | "status">[],
): It[] =>
  indicators.filter(({ id }) => !activities.some((it) => counts(it) && it.indicatorIds.includes(id)));

/** Past its date is a reading of the clock; the day itself is still in time. */
export const isPastDate = (it: Pick<Milestone, "dueOn" | "doneOn">, today: Day) =>
  it.doneOn === null && it.dueOn < today;

/** The milestones of activities that go on whose day has passed. */
export const overdueMilestones = (
  activities: readonly Pick<Activity, "status" | "milestones">[],
  today: Day,
): Milestone[] =>
  activities.filter(counts).flatMap(({ milestones }) => milestones.filter((it) => isPastDate(it, today)));
