import type { Day } from "../dates.ts";
import { countedPositions } from "./closing.ts";
import type { Decision, Position } from "./decision.ts";

export const isOpen = (it: Pick<Decision, "status">) => it.status === "open";

/** Adopted, and the day on which it is looked at again has come. */
export const isReviewDue = (it: Pick<Decision, "status" | "reviewOn">, today: Day) =>
  it.status === "adopted" && it.reviewOn !== null && it.reviewOn <= today;

type Asked = Pick<Decision, "status"> & {
  positions: readonly Pick<Position, "organizationId" | "position">[];
};

/**
 * The organizations that are asked and have not spoken. Silence is never consent. Only while it is open: afterwards
 * nobody waits for them. `memberIds` are the members of its group now; who left it is no longer waited for.
 */
export const stillToHearFrom = (it: Asked, memberIds: readonly string[]): string[] =>
  isOpen(it) ? memberIds.filter((id) => !it.positions.some((said) => said.organizationId === id)) : [];

/**
 * Objections that stand while it is open; one that was withdrawn is history, and so is one of a partner that is asked no
 * longer.
 */
export const openObjections = <It extends Asked>(
  it: It,
  askedIds: readonly string[],
): It["positions"][number][] =>
  isOpen(it)
    ? countedPositions(it.positions as It["positions"][number][], askedIds).filter(
        (said) => said.position === "objection",
      )
    : [];

/** Organizations that have answered an earlier wording: their positions hold, and they are asked to look again. */
export const askedAgain = (
  it: Pick<Decision, "status" | "proposalVersion" | "positions">,
  askedIds: readonly string[],
): string[] =>
  isOpen(it)
    ? it.positions
        .filter(
          (said) =>
            said.proposalVersion < it.proposalVersion &&
            said.position !== "recused" &&
            askedIds.includes(said.organizationId),
        )
        .map((said) => said.organizationId)
    : [];

/** The time of day at which the last day to answer ends, on the clock of the initiative's place. */
export const closingTime = "17:00";

/** Every wording of a proposal, the first one first. */
export function versionsOf(it: Pick<Decision, "proposal" | "changes" | "openedBy" | "openedOn">) {
  const first = { version: 1, note: null, fromPostId: null, byPersonId: it.openedBy, on: it.openedOn };
  return [first, ...it.changes].map(({ version, note, fromPostId, byPersonId, on }, at) => ({
    version,
    text: it.changes[at]?.was ?? it.proposal,
    note,
    fromPostId,
    byPersonId,
    on,
  }));
}
