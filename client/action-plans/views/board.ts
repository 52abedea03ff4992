import { type ActivityStatus, activityStatuses } from "../../../shared/action-plans/activity.ts";

/** The letters after `S`: the same in both languages, as everywhere. */
export const stateLetters: Record<ActivityStatus, string> = {
  planned: "p",
  on_track: "t",
  at_risk: "r",
  delayed: "d",
  done: "f",
  stopped: "s",
};

/** Whoever says that it goes badly says why: the others see it with the activity. */
export const asksForNote = (status: ActivityStatus) =>
  status === "at_risk" || status === "delayed" || status === "stopped";

/** The ids of activities in their columns, in the order in which they came. */
export function columnsOf(
  activities: readonly { id: string; status: ActivityStatus }[],
): Record<ActivityStatus, string[]> {
  const columns = Object.fromEntries(activityStatuses.map((it) => [it, [] as string[]])) as Record<
    ActivityStatus,
    string[]
  >;
  for (const it of activities) columns[it.status].push(it.id);
  return columns;
}

/** Which card is next to one: up and down in its column, left and right in the nearest column that has one. */
export function neighbourOf(
  columns: Record<ActivityStatus, readonly string[]>,
  id: string | undefined,
  step: { row: number; column: number },
): string | undefined {
  const all = activityStatuses.map((it) => columns[it]);
  const at = all.findIndex((it) => id !== undefined && it.includes(id));
  if (at < 0) return all.find((it) => it.length > 0)?.[0];
  const row = all[at]!.indexOf(id!);
  if (step.row !== 0) return all[at]![Math.min(Math.max(row + step.row, 0), all[at]!.length - 1)];
  for (let next = at + step.column; next >= 0 && next < all.length; next += step.column)
    if (all[next]!.length > 0) return all[next]![Math.min(row, all[next]!.length - 1)];
  return id;
}
