import { type Day, daysBetween } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { askedAgain, isReviewDue, stillToHearFrom } from "../../shared/decisions/readings.ts";

/** A decision that waits for an organization, or, being due for a review, for those who look after it. */
export interface DecisionNeed {
  it: Decision;
  why: "position" | "again" | "review";
}

interface Scene {
  /** The organizations that the reader speaks for. */
  voices: readonly string[];
  /** The members of a group that have a voice. */
  membersOf: (groupId: string) => readonly string[];
  /** Whether the reader looks after it. */
  mayLead: (it: Decision) => boolean;
  today: Day;
}

/** What waits for an answer: what closes first, first; then what was reworded since, then what is to be reviewed. */
export function decisionNeeds(
  all: readonly Decision[],
  { voices, membersOf, mayLead, today }: Scene,
): DecisionNeed[] {
  const byDay = all.toSorted(
    (a, b) => (a.respondBy ?? "9999").localeCompare(b.respondBy ?? "9999") || a.number - b.number,
  );
  const because = (why: DecisionNeed["why"], fits: (it: Decision) => boolean) =>
    byDay.filter(fits).map((it) => ({ it, why }));
  const isOurs = (ids: readonly string[]) => voices.some((id) => ids.includes(id));
  return [
    ...because("position", (it) => isOurs(stillToHearFrom(it, membersOf(it.groupId)))),
    ...because("again", (it) => isOurs(askedAgain(it, membersOf(it.groupId)))),
    ...because("review", (it) => isReviewDue(it, today) && mayLead(it)),
  ];
}

/** How many days are left to answer; null when there is no last day. */
export const daysLeft = ({ respondBy }: Pick<Decision, "respondBy">, today: Day) =>
  respondBy === null ? null : daysBetween(today, respondBy);
