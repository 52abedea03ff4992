import type { Activity } from "./activity.ts";

/** Whether an activity would wait for itself, by however many others, if it waited for this one. */
export function wouldWaitForItself(
  activities: readonly Pick<Activity, "id" | "dependsOnIds">[],
  id: string,
  onId: string,
): boolean {
  const waits = new Map(activities.map((it) => [it.id, it.dependsOnIds]));
  const met = new Set<string>();
  const ahead = [onId];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === id) return true;
    if (met.has(next)) continue;
    met.add(next);
    ahead.push(...(waits.get(next) ?? []));
  }
  return false;
}
