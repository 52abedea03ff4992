import type { Commitment } from "../../shared/commitments/commitment.ts";
import { daysPast, isPastDate } from "../../shared/commitments/readings.ts";
import { type Day, daysBetween } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { askedAgain, stillToHearFrom } from "../../shared/decisions/readings.ts";
import type { IndicatorWithState } from "../../shared/indicators/indicator.ts";
import { dueDay, nextPeriod, periodEnd, sayPeriod } from "../../shared/indicators/period.ts";

/** Something that waits for a word from a partner. */
export interface Waiting {
  kind: "past" | "offer" | "position" | "reading";
  organizationId: string;
  /** The record's page. */
  href: string;
  /** Such as `C-4`, `D-18` or `I3`. */
  code: string;
  title: string;
  /** The day it waits for or since. */
  on: Day | null;
  /** Days since then; 0 or less when it is still to come. */
  days: number;
}

/** Everything that these records say waits for a word from a partner, the longest waiting first. */
export function waitingOf(
  {
    commitments,
    decisions,
    indicators,
    membersOf,
    language,
  }: {
    commitments: readonly Commitment[];
    decisions: readonly Decision[];
    indicators: readonly IndicatorWithState[];
    membersOf: (groupId: string) => readonly string[];
    language: "en" | "es";
  },
  today: Day,
): Waiting[] {
  const promised = commitments
    .filter((it) => isPastDate(it, today) || it.status === "offered")
    .map((it): Waiting => {
      const isOffer = it.status === "offered";
      const on = isOffer ? it.offeredOn : it.dueOn;
      return {
        kind: isOffer ? "offer" : "past",
        organizationId: it.ownerOrganizationId,
        href: `/commitments/${it.id}`,
        code: `C-${it.number}`,
        title: it.what,
        on,
        days: isOffer ? daysBetween(on, today) : daysPast(it, today),
      };
    });
  const asked = decisions.flatMap((it) => {
    const members = membersOf(it.groupId);
    const organizations = new Set([...stillToHearFrom(it, members), ...askedAgain(it, members)]);
    return [...organizations].map(
      (organizationId): Waiting => ({
        kind: "position",
        organizationId,
        href: `/decisions/${it.id}`,
        code: `D-${it.number}`,
        title: it.title,
        on: it.respondBy,
        days: it.respondBy ? daysBetween(it.respondBy, today) : 0,
      }),
    );
  });
  const numbers = indicators.flatMap((it) =>
    missing(it, today).map((period): Waiting => {
      const on = dueDay(period, it.dueDays);
      return {
        kind: "reading",
        organizationId: it.reporterOrganizationId,
        href: `/indicators/${it.id}`,
        code: it.code,
        title: `${it.name[language]}, ${sayPeriod(period, language)}`,
        on,
        days: daysBetween(on, today),
      };
    }),
  );
  return [...promised, ...asked, ...numbers].sort((a, b) => b.days - a.days);
}

/** The periods after the newest reading that are over and past their day, also where nobody has said a word of them. */
function missing({ latest, missingPeriods, dueDays }: IndicatorWithState, today: Day) {
  if (latest === null) return missingPeriods;
  const found: string[] = [];
  for (let period = nextPeriod(latest.period); periodEnd(period) < today; period = nextPeriod(period))
    if (dueDay(period, dueDays) < today || missingPeriods.includes(period)) found.push(period);
  return found;
}
