import type { Activity } from "./activity.ts";

type Waiting = Pick<Activity, "id" | "dependsOnIds">;

/** Whether an activity would wait for itself, by however many others, if it waited for this one. */
export const wouldWaitForItself = (activities: readonly Waiting[], id: string, onId: string): boolean =>
  id === onId || allAhead(waitsOf(activities), onId).has(id);

/** Those that wait for an activity and for which it waits, by however many others: none of them ever begins. */
export function circleOf<It extends Waiting>(activities: readonly It[], id: string): It[] {
  const waits = waitsOf(activities);
  const ahead = allAhead(waits, id);
  if (!ahead.has(id)) return [];
  return activities.filter((it) => it.id !== id && ahead.has(it.id) && allAhead(waits, it.id).has(id));
}

const waitsOf = (activities: readonly Waiting[]) => new Map(activities.map((it) => [it.id, it.dependsOnIds]));

/** All that an activity waits for, by however many others; itself only where that is a circle. */
function allAhead(waits: ReadonlyMap<string, readonly string[]>, id: string) {
  const met = new Set<string>();
  const ahead = [...(waits.get(id) ?? [])];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (met.has(next)) continue;
    met.add(next);
    ahead.push(...(waits.get(next) ?? []));
  }
  return met;
}
