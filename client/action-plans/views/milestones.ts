import type { ActivityStatus, Milestone } from "../../../shared/action-plans/activity.ts";
import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import type { Day } from "../../../shared/dates.ts";

/** How a milestone stands: reached, to come, past its date, or without a day that a calendar has. */
export type MilestoneState = "done" | "ahead" | "late" | "undated";

/** As much of an activity as its milestones' order asks for. */
export interface WithMilestones {
  id: string;
  status: ActivityStatus;
  milestones: readonly Milestone[];
}

/** How a milestone stands today; the day itself is still in time. */
export function stateOf(it: Pick<Milestone, "dueOn" | "doneOn">, today: Day): MilestoneState {
  if (it.doneOn !== null) return "done";
  if (!isPlanDay(it.dueOn)) return "undated";
  return it.dueOn < today ? "late" : "ahead";
}

/** The day on which a milestone stands on the axis: when it was reached, or when it is due. */
export const standsOn = (it: Pick<Milestone, "dueOn" | "doneOn">): string =>
  it.doneOn !== null && isPlanDay(it.doneOn) ? it.doneOn : it.dueOn;

/** Milestones as they stand on the axis, from left to right; those without a day come last. */
export const inOrder = (milestones: readonly Milestone[]): Milestone[] =>
  milestones.toSorted((a, b) => compareDays(standsOn(a), standsOn(b)) || (a.id < b.id ? -1 : 1));

/** The milestone that an activity waits for: the earliest that is not reached, which may be past its date. */
export const nextMilestone = (milestones: readonly Milestone[]): Milestone | undefined =>
  milestones
    .filter((it) => it.doneOn === null)
    .sort((a, b) => compareDays(a.dueOn, b.dueOn) || (a.id < b.id ? -1 : 1))[0];

/** What is to come, by date: a milestone, or a decision whose answers are asked for by a day. */
export type Due<It, Decision> =
  | { is: "milestone"; day: string; isLate: boolean; it: It; milestone: Milestone }
  | { is: "decision"; day: string; isLate: boolean; decision: Decision };

/**
 * What comes next, by date: what is past its date first, the longest past on top, then what is to come, and last what
 * has no day. What was stopped is waited for no more.
 */
export function byDate<It extends WithMilestones, Decision extends { status: string; respondBy: Day | null }>(
  activities: readonly It[],
  decisions: readonly Decision[],
  today: Day,
): Due<It, Decision>[] {
  const found: Due<It, Decision>[] = [];
  for (const it of activities) {
    if (it.status === "stopped") continue;
    for (const milestone of it.milestones) {
      if (milestone.doneOn !== null) continue;
      const isLate = stateOf(milestone, today) === "late";
      found.push({ is: "milestone", day: milestone.dueOn, isLate, it, milestone });
    }
  }
  for (const decision of decisions)
    if (decision.status === "open" && decision.respondBy !== null)
      found.push({
        is: "decision",
        day: decision.respondBy,
        isLate: decision.respondBy < today,
        decision,
      });
  return found.sort((a, b) => compareDays(a.day, b.day));
}

/** Earlier first; what is no day comes last. */
function compareDays(a: string, b: string) {
  const [isA, isB] = [isPlanDay(a), isPlanDay(b)];
  if (!isA || !isB) return Number(isB) - Number(isA);
  return a < b ? -1 : a > b ? 1 : 0;
}
