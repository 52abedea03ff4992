import * as v from "valibot";
import { Day, daysBetween } from "../dates.ts";

/** How many weeks back a partner's pulse is counted. */
export const pulseWeeks = 12;

/**
 * When an organization last took part, for the backbone alone. Taking part is: being at a meeting (or its alternate),
 * a post, a position, a word about a commitment, a reading; what the backbone recorded for it after a call is not.
 */
export const Pulse = v.object({
  organizationId: v.string(),
  /** Null for one that has not taken part yet. */
  lastActiveOn: v.nullable(Day),
  /** Days since then, or since it joined. */
  daysQuiet: v.number(),
  /** A partner that has not been heard of for as long as the governance says. */
  isQuiet: v.boolean(),
  /** How often it took part in each of the last twelve weeks, the oldest first; the last week ends today. */
  weeks: v.array(v.number()),
});
export type Pulse = v.InferOutput<typeof Pulse>;

/** How often an organization took part, in the week that lies `week` weeks back; 0 ends today. */
export interface Acts {
  organizationId: string;
  week: number;
  count: number;
  lastOn: Day;
}

/** The pulse of each organization, from what they did. */
export function pulseOf(
  organizations: readonly { id: string; kind: "backbone" | "partner"; joinedOn: Day }[],
  acts: readonly Acts[],
  { today, quietAfterDays }: { today: Day; quietAfterDays: number },
): Pulse[] {
  const actsOf = Map.groupBy(acts, (it) => it.organizationId);
  return organizations.map(({ id, kind, joinedOn }) => {
    const own = actsOf.get(id) ?? [];
    const lastActiveOn = own.reduce<Day | null>(
      (last, it) => (it.lastOn > (last ?? "") ? it.lastOn : last),
      null,
    );
    const weeks = new Array<number>(pulseWeeks).fill(0);
    for (const { week, count } of own)
      if (week >= 0 && week < pulseWeeks) weeks[pulseWeeks - 1 - week]! += count;
    const daysQuiet = Math.max(0, daysBetween(lastActiveOn ?? joinedOn, today));
    // The backbone asks after others; nobody asks after it.
    return {
      organizationId: id,
      lastActiveOn,
      daysQuiet,
      isQuiet: kind === "partner" && daysQuiet >= quietAfterDays,
      weeks,
    };
  });
}
