import type { Commitment } from "../../shared/commitments/commitment.ts";
import { isDueWithin, isPastDate } from "../../shared/commitments/readings.ts";
import type { Day } from "../../shared/dates.ts";

/** A commitment that waits for an organization: an offer, or a promise whose day is near or has gone by. */
export interface CommitmentNeed {
  it: Commitment;
  why: "offer" | "past" | "soon";
}

/** What waits for an organization: offers first, then what is past its date, then what is due within 14 days. */
export function commitmentNeeds(
  all: readonly Commitment[],
  organizationId: string,
  today: Day,
): CommitmentNeed[] {
  const own = all
    .filter((it) => it.ownerOrganizationId === organizationId)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.number - b.number);
  const because = (why: CommitmentNeed["why"], fits: (it: Commitment) => boolean) =>
    own.filter(fits).map((it) => ({ it, why }));
  return [
    ...because("offer", (it) => it.status === "offered"),
    ...because("past", (it) => isPastDate(it, today)),
    ...because("soon", (it) => isDueWithin(it, today)),
  ];
}
