import { addDays, type Day } from "../dates.ts";
import type { Happened } from "../log/happened.ts";
import type { Activity, ActivityStatus } from "./activity.ts";
import type { Strategy } from "./strategy.ts";

/** Where a record of a plan begins and how it goes on; days are those of the initiative's place. */
export type StrategyEvent = Happened<"strategy.named", Omit<Strategy, "id">>;

/** What was not said of an activity before plans were documents. */
type Later = "dependsOnIds" | "removedOn";

/** What can be said anew of an activity; its code stays, and its state has an event of its own. */
export type ActivityChange = Partial<Omit<Activity, "id" | "code" | "status">>;

export type ActivityEvent =
  | Happened<"activity.planned", Omit<Activity, "id" | Later> & Partial<Pick<Activity, Later>>>
  /** The fields that are different, as one person wrote them. */
  | Happened<"activity.changed", { changed: ActivityChange }>
  | Happened<"activity.removed", { on: Day }>
  | Happened<"activity.milestone_reached", { milestoneId: string; title: string; on: Day }>
  | Happened<"activity.status_changed", { status: ActivityStatus; note: string | null; on: Day }>;

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What a strategy looks like after the event that named it. */
export const applyToStrategy = (event: StrategyEvent): Strategy => ({ ...event.data, id: event.refs[0]! });

/** What an activity looks like after `event`; `undefined` means it has not been planned yet. */
export function apply(was: Activity | undefined, event: ActivityEvent | DaysMoved): Activity {
  if (event.type === "activity.planned")
    return { dependsOnIds: [], removedOn: null, ...event.data, id: event.refs[0]! };
  if (!was) throw new Error(`Event ${event.seq} is about an activity that nobody has planned.`);
  switch (event.type) {
    case "activity.changed":
      return { ...was, ...event.data.changed };
    case "activity.removed":
      return { ...was, removedOn: event.data.on };
    case "activity.milestone_reached": {
      const { milestoneId, on } = event.data;
      const reached = was.milestones.map((it) => (it.id === milestoneId ? { ...it, doneOn: on } : it));
      return { ...was, milestones: reached };
    }
    case "activity.status_changed":
      return { ...was, status: event.data.status, note: event.data.note };
    case "initiative.days_moved": {
      const later = (day: Day) => addDays(day, event.data.days);
      return {
        ...was,
        startsOn: later(was.startsOn),
        endsOn: later(was.endsOn),
        removedOn: was.removedOn && later(was.removedOn),
        milestones: was.milestones.map((it) => ({
          ...it,
          dueOn: later(it.dueOn),
          doneOn: it.doneOn && later(it.doneOn),
        })),
      };
    }
  }
}
