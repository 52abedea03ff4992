import type { Day } from "../dates.ts";
import type { Activity } from "./activity.ts";
import { isPastDate } from "./readings.ts";
import type { Strategy } from "./strategy.ts";

/** As much of an activity as its place in the matrix asks for. */
export type Covering = Pick<
  Activity,
  | "id"
  | "strategyId"
  | "leadOrganizationId"
  | "supportOrganizationIds"
  | "indicatorIds"
  | "status"
  | "milestones"
>;

/** What an organization does in an activity; who leads while it is behind plan is told apart. */
export interface Part {
  activityId: string;
  as: "lead" | "behind" | "support";
}

/** One strategy's row. */
export interface StrategyRow {
  activities: number;
  /** How many of the partners who have a part lead something. */
  leading: number;
  partners: number;
  indicatorIds: string[];
  pastDate: number;
  /** Hangs on one activity, or on none. */
  isThin: boolean;
  /** It has activities, and none of them has a lead. */
  hasNoLead: boolean;
  hasNoIndicator: boolean;
}

/** One partner's column. */
export interface PartnerColumn {
  leads: number;
  supports: number;
  /** Has no part in anything. */
  hasNoRole: boolean;
  /** Leads more than one organization should: see `leadsMax`. */
  isOverloaded: boolean;
}

export interface Coverage {
  /** By `cellKey`; a cell without a part is not there. */
  cells: Map<string, Part[]>;
  strategies: Map<string, StrategyRow>;
  partners: Map<string, PartnerColumn>;
  leads: number;
  supports: number;
  /** Activities that are to move no indicator. */
  withoutIndicator: string[];
}

/** An organization that leads more activities than this may be carrying too much. */
export const leadsMax = 4;

/** Where a strategy and an organization meet. */
export const cellKey = (strategyId: string, organizationId: string) => `${strategyId} ${organizationId}`;

const counts = (it: Pick<Activity, "status">) => it.status !== "stopped";

/** Whether an activity is behind its plan: by its state, or by a milestone past its date. */
export const isBehind = (it: Pick<Activity, "status" | "milestones">, today: Day) =>
  counts(it) &&
  (it.status === "at_risk" || it.status === "delayed" || it.milestones.some((one) => isPastDate(one, today)));

/**
 * Who does what for each strategy, in one walk over the activities: cheap enough to be asked again after every change.
 * What was stopped is not counted, nor an organization that is no longer here.
 */
export function coverageOf(
  strategies: readonly Pick<Strategy, "id">[],
  organizationIds: readonly string[],
  activities: readonly Covering[],
  today: Day,
): Coverage {
  const here = new Set(organizationIds);
  const cells = new Map<string, Part[]>();
  const partners = new Map<string, PartnerColumn>(
    organizationIds.map((id) => [id, { leads: 0, supports: 0, hasNoRole: true, isOverloaded: false }]),
  );
  const rows = new Map(
    strategies.map(({ id }) => [
      id,
      {
        activities: 0,
        pastDate: 0,
        led: 0,
        leading: new Set<string>(),
        partners: new Set<string>(),
        indicators: new Set<string>(),
      },
    ]),
  );
  const withoutIndicator: string[] = [];
  let [leads, supports] = [0, 0];
  const put = (strategyId: string, organizationId: string, part: Part) => {
    const key = cellKey(strategyId, organizationId);
    const was = cells.get(key);
    if (was) was.push(part);
    else cells.set(key, [part]);
    rows.get(strategyId)?.partners.add(organizationId);
  };
  for (const it of activities) {
    if (!counts(it)) continue;
    const row = rows.get(it.strategyId);
    if (row) {
      row.activities++;
      for (const id of it.indicatorIds) row.indicators.add(id);
      for (const one of it.milestones) if (isPastDate(one, today)) row.pastDate++;
    }
    if (it.indicatorIds.length === 0) withoutIndicator.push(it.id);
    const lead = it.leadOrganizationId;
    if (lead !== null && here.has(lead)) {
      leads++;
      partners.get(lead)!.leads++;
      if (row) row.led++;
      row?.leading.add(lead);
      const isLate = it.status === "at_risk" || it.status === "delayed";
      put(it.strategyId, lead, { activityId: it.id, as: isLate ? "behind" : "lead" });
    }
    for (const id of it.supportOrganizationIds) {
      if (!here.has(id) || id === lead) continue;
      supports++;
      partners.get(id)!.supports++;
      put(it.strategyId, id, { activityId: it.id, as: "support" });
    }
  }
  for (const column of partners.values()) {
    column.hasNoRole = column.leads + column.supports === 0;
    column.isOverloaded = column.leads > leadsMax;
  }
  return {
    cells,
    partners,
    leads,
    supports,
    withoutIndicator,
    strategies: new Map(
      [...rows].map(([id, row]) => [
        id,
        {
          activities: row.activities,
          leading: row.leading.size,
          partners: row.partners.size,
          indicatorIds: [...row.indicators],
          pastDate: row.pastDate,
          isThin: row.activities < 2,
          hasNoLead: row.activities > 0 && row.led === 0,
          hasNoIndicator: row.activities > 0 && row.indicators.size === 0,
        },
      ]),
    ),
  };
}
