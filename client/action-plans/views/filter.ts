import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { activityStatuses } from "../../../shared/action-plans/activity.ts";
import { usePlans } from "../live-plans.ts";
import { fits, type PlanFilter } from "./fits.ts";

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
