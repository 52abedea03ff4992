import { type ActivityStatus, activityStatuses } from "../../../shared/action-plans/activity.ts";
import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import type { Day } from "../../../shared/dates.ts";
import type { Say } from "../../words/words.ts";
import { byDate, type WithMilestones } from "./milestones.ts";
import type { words } from "./words.ts";

type T = Say<keyof (typeof words)["en"]>;

interface Summed extends WithMilestones {
  code: string | null;
  startsOn: string;
  endsOn: string;
}

/** What the timeline shows, in a few sentences; for whoever does not see it, and for a first look. */
export function summaryOf(
  activities: readonly Summed[],
  today: Day,
  t: T,
  say: { month: (day: Day) => string; day: (day: Day) => string; list: (items: string[]) => string },
): string {
  const dated = activities.filter((it) => isPlanDay(it.startsOn) && isPlanDay(it.endsOn));
  if (dated.length === 0) return "";
  const from = dated.reduce((min, it) => (it.startsOn < min ? it.startsOn : min), dated[0]!.startsOn);
  const to = dated.reduce((max, it) => (it.endsOn > max ? it.endsOn : max), dated[0]!.endsOn);
  const count = (status: ActivityStatus) => activities.filter((it) => it.status === status).length;
  const states = activityStatuses
    .filter((status) => count(status) > 0)
    .map((status) => t(`n_${status}`, { count: count(status) }));
  const due = byDate(activities, [], today);
  const late = due.filter((it) => it.isLate).length;
  const next = due.find((it) => !it.isLate && isPlanDay(it.day));
  return [
    t("summary", {
      count: activities.length,
      from: say.month(from),
      to: say.month(to),
      states: say.list(states),
    }),
    ...(late > 0 ? [t("summaryLate", { count: late })] : []),
    ...(next?.is === "milestone"
      ? [
          t("summaryNext", {
            title: next.milestone.title,
            code: next.it.code ?? t("newCode"),
            day: say.day(next.day),
          }),
        ]
      : []),
  ].join(" ");
}
