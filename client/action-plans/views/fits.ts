import type { Activity, ActivityStatus } from "../../../shared/action-plans/activity.ts";

/** What narrows a view; nothing chosen shows everything. */
export interface PlanFilter {
  strategy?: string | undefined;
  partner?: string | undefined;
  state?: ActivityStatus | undefined;
}

/** Whether an activity has all that is asked for; a partner has a part in what it leads and in what it supports. */
export const fits = (
  it: Pick<Activity, "strategyId" | "leadOrganizationId" | "supportOrganizationIds" | "status">,
  { strategy, partner, state }: PlanFilter,
) =>
  (strategy === undefined || it.strategyId === strategy) &&
  (partner === undefined ||
    it.leadOrganizationId === partner ||
    it.supportOrganizationIds.includes(partner)) &&
  (state === undefined || it.status === state);
