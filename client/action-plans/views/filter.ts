import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { type ActivityStatus, activityStatuses } from "../../../shared/action-plans/activity.ts";
import { type LiveActivity, usePlans } from "../live-plans.ts";

/** What narrows a view; nothing chosen shows everything. */
export interface PlanFilter {
  strategy?: string | undefined;
  partner?: string | undefined;
  state?: ActivityStatus | undefined;
}

/** Whether an activity has all that is asked for; a partner has a part in what it leads and in what it supports. */
export const fits = (
  it: Pick<LiveActivity, "strategyId" | "leadOrganizationId" | "supportOrganizationIds" | "status">,
  { strategy, partner, state }: PlanFilter,
) =>
  (strategy === undefined || it.strategyId === strategy) &&
  (partner === undefined ||
    it.leadOrganizationId === partner ||
    it.supportOrganizationIds.includes(partner)) &&
  (state === undefined || it.status === state);

/** The activities that a view shows; what narrows them stands in the address. */
export function useFiltered() {
  const plans = usePlans();
  const [search, setSearch] = useSearchParams();
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
  const filter = createMemo<PlanFilter>(() => ({
    strategy: one(search.strategy),
    partner: one(search.partner),
    state: activityStatuses.find((it) => it === search.state),
  }));
  return {
    filter,
    activities: createMemo(() => plans.activities().filter((it) => fits(it, filter()))),
    isNarrowed: () => Object.values(filter()).some((it) => it !== undefined),
    narrow: (change: { strategy?: string; partner?: string; state?: string }) =>
      setSearch(change, { replace: true, scroll: false }),
  };
}

/** What `useFiltered` gives. */
export type Filtered = ReturnType<typeof useFiltered>;
