import type { Activity, ActivityStatus, Milestone } from "../../shared/action-plans/activity.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import { addDays, type Day } from "../../shared/dates.ts";
import { groupsFormedOn, type Step } from "./meetings.ts";

/** As much of the sample's strategies and activities as is seeded. */
export interface SamplePlan {
  strategies: Strategy[];
  activities: {
    id: string;
    code: string;
    title: string;
    strategyId: string;
    leadOrgId: string;
    supportOrgIds: string[];
    workingGroupId: string;
    startsOn: Day;
    endsOn: Day;
    status: ActivityStatus;
    indicatorIds: string[];
    resources: string;
    milestones: Milestone[];
    note?: string;
  }[];
  people: { id: string; orgId: string; isVotingRepresentative: boolean }[];
}

/** The strategies were named when the groups were formed; each activity by its lead on the day on which it began. */
export const planSteps = (plan: SamplePlan, asOf: Day): Step[] => [
  ...plan.strategies.map(
    ({ id, ...named }): Step => ({
      type: "strategy.named",
      day: groupsFormedOn,
      time: "09:10",
      by: "per_director",
      refs: [id],
      data: named,
    }),
  ),
  ...plan.activities.flatMap((it) => activitySteps(it, plan, asOf)),
];

function activitySteps(it: SamplePlan["activities"][number], { people }: SamplePlan, asOf: Day): Step[] {
  const lead = people.find(
    ({ orgId, isVotingRepresentative }) => orgId === it.leadOrgId && isVotingRepresentative,
  );
  const by = lead?.id ?? "per_director";
  const refs = [it.id, it.leadOrgId];
  // Where the file tells of trouble, it came with the first milestone that was missed.
  const missed = it.milestones.find(({ dueOn, doneOn }) => doneOn === null && dueOn < asOf);
  const inTrouble = missed && it.status !== "on_track";
  const planned: Omit<Activity, "id"> = {
    code: it.code,
    title: it.title,
    strategyId: it.strategyId,
    leadOrganizationId: it.leadOrgId,
    supportOrganizationIds: it.supportOrgIds,
    groupId: it.workingGroupId,
    startsOn: it.startsOn,
    endsOn: it.endsOn,
    status: inTrouble ? "on_track" : it.status,
    indicatorIds: it.indicatorIds,
    dependsOnIds: [],
    resources: it.resources,
    milestones: it.milestones.map((milestone) => ({ ...milestone, doneOn: null })),
    note: inTrouble ? null : (it.note ?? null),
    // The file does not say who sees an activity: partners do, as they see each other's commitments.
    visibility: "partners",
    removedOn: null,
  };
  const step = (type: Step["type"], day: Day, data: Step["data"]): Step => ({
    type,
    day,
    time: "10:00",
    by,
    refs,
    data,
  });
  const reached = it.milestones.flatMap(({ id: milestoneId, title, doneOn: on }) =>
    on === null ? [] : [step("activity.milestone_reached", on, { milestoneId, title, on })],
  );
  const on = missed && addDays(missed.dueOn, 1);
  const slipped = inTrouble
    ? [step("activity.status_changed", on!, { status: it.status, note: it.note ?? null, on: on! })]
    : [];
  return [step("activity.planned", it.startsOn, planned), ...reached, ...slipped];
}
