import { type Day, isRealDay } from "../dates.ts";
import { type PlanField, type PlannedActivity, planLimits } from "./plan.ts";

/** What a plan may name: everything of its initiative. */
export interface PlanKnown {
  strategyIds: ReadonlySet<string>;
  organizationIds: ReadonlySet<string>;
  indicatorIds: ReadonlySet<string>;
  /** Activities of every plan. */
  activityIds: ReadonlySet<string>;
}

/** What is wrong with a cell. It stays as it was written; the rows keep what they had. */
export interface PlanProblem {
  field: PlanField;
  is: "missing" | "unknown" | "no_day" | "ends_before" | "too_long" | "too_many";
  /** How much may be, where it is too much. */
  max?: number;
}

const idLengthMax = 64;
const isId = (id: string) => id.length > 0 && id.length <= idLengthMax && /^[\w-]+$/.test(id);

/**
 * What keeps cells of an activity out of the rows. The grid tells it beside the cell while somebody writes, and the
 * server asks the same before it takes the activity over.
 */
export function problemsOf(it: PlannedActivity, known: PlanKnown): PlanProblem[] {
  const found: PlanProblem[] = [];
  const say = (field: PlanField, is: PlanProblem["is"], max?: number) =>
    found.push(max === undefined ? { field, is } : { field, is, max });
  const words = (field: "title" | "resources" | "note", max: number) =>
    it[field].length > max && say(field, "too_long", max);
  if (it.title.trim() === "") say("title", "missing");
  words("title", planLimits.titleLength);
  words("resources", planLimits.resourcesLength);
  words("note", planLimits.noteLength);
  if (!known.strategyIds.has(it.strategyId)) say("strategyId", it.strategyId ? "unknown" : "missing");
  if (it.leadOrganizationId !== null && !known.organizationIds.has(it.leadOrganizationId))
    say("leadOrganizationId", "unknown");
  const list = (field: PlanField, ids: readonly string[], all: ReadonlySet<string>, max: number) => {
    if (ids.length > max) say(field, "too_many", max);
    else if (ids.some((id) => !all.has(id))) say(field, "unknown");
  };
  list("supports", it.supportOrganizationIds, known.organizationIds, planLimits.supports);
  list("indicators", it.indicatorIds, known.indicatorIds, planLimits.indicators);
  list("dependencies", it.dependsOnIds, known.activityIds, planLimits.dependencies);
  const isDay = (field: PlanField, day: Day) => {
    if (!isPlanDay(day)) say(field, day ? "no_day" : "missing");
    return isPlanDay(day);
  };
  if (isDay("startsOn", it.startsOn) && isDay("endsOn", it.endsOn)) {
    if (it.endsOn < it.startsOn) say("endsOn", "ends_before");
  } else if (!isPlanDay(it.startsOn)) isDay("endsOn", it.endsOn);
  if (it.milestones.length > planLimits.milestones) say("milestones", "too_many", planLimits.milestones);
  for (const one of it.milestones) {
    if (!isId(one.id)) say("milestones", "unknown");
    else if (one.title.trim() === "") say("milestones", "missing");
    else if (one.title.length > planLimits.titleLength) say("milestones", "too_long", planLimits.titleLength);
    else if (!isPlanDay(one.dueOn) || (one.doneOn !== null && !isPlanDay(one.doneOn)))
      say("milestones", "no_day");
    else continue;
    break;
  }
  return found;
}

/** A day that a plan of people can mean. */
export const isPlanDay = (day: string): day is Day =>
  isRealDay(day) && day >= "1900-01-01" && day <= "2200-12-31";

/** Whether an activity can be a row at all: its id is one that a client makes, and what a row cannot do without is there. */
export const canBePlanned = (it: PlannedActivity, problems: readonly PlanProblem[]) =>
  isId(it.id) &&
  it.id.startsWith("act_") &&
  !problems.some(({ field }) =>
    (["title", "strategyId", "startsOn", "endsOn"] as readonly string[]).includes(field),
  );
