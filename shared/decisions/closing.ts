import * as v from "valibot";
import { addDays, Day } from "../dates.ts";
import type { Governance } from "../initiative/governance.ts";
import { Quorum } from "../meetings/meeting.ts";
import type { PositionKind } from "./words.ts";

/** What still stands in the way of adopting a decision. */
export const Hindrance = v.variant("is", [
  /** Too few have spoken. */
  v.object({ is: v.literal("quorum"), have: v.number(), needed: v.number() }),
  /** It has not been open for long enough; it will have been on this day. */
  v.object({ is: v.literal("days"), on: Day }),
  v.object({ is: v.literal("objection"), organizationIds: v.array(v.string()) }),
  /** Too few agree: all, or two thirds of those who count. */
  v.object({ is: v.literal("agreement"), have: v.number(), needed: v.number() }),
]);
export type Hindrance = v.InferOutput<typeof Hindrance>;

export const Verdict = v.object({
  quorum: Quorum,
  /** Nothing when it can be adopted. */
  hindrances: v.array(Hindrance),
  /** What stands in the way of what the initiative falls back on; null when it cannot fall back, or need not. */
  fallback: v.nullable(v.array(Hindrance)),
});
export type Verdict = v.InferOutput<typeof Verdict>;

/** As much of a decision as the rules of closing ask for. */
interface Asked {
  method: "consent" | "consensus" | "two_thirds" | "sense_check" | "advice" | "gradients";
  openedOn: Day;
  daysMin: number;
  positions: readonly { organizationId: string; position: PositionKind }[];
}

interface Scene {
  /** The organizations that are asked, each with one voice. */
  askedIds: readonly string[];
  /** How many of a hundred have to be heard. */
  quorumPercent: number;
  today: Day;
  governance: Pick<Governance, "fallback">;
}

/** The positions of those who are asked: who left the group stays in the record and leaves the count. */
export const countedPositions = <It extends { organizationId: string }>(
  positions: readonly It[],
  askedIds: readonly string[],
): It[] => positions.filter((it) => askedIds.includes(it.organizationId));

/**
 * Whether a decision can be adopted. A recused organization leaves the count. Silence is never consent: who has not
 * spoken counts towards what is needed and never towards what there is.
 */
export function verdictOf(it: Asked, { askedIds, quorumPercent, today, governance }: Scene): Verdict {
  const counted = countedPositions(it.positions, askedIds);
  const recused = counted.filter(({ position }) => position === "recused").length;
  const said = counted.filter(({ position }) => position !== "recused");
  const members = askedIds.length - recused;
  const needed = Math.ceil((members * quorumPercent) / 100);
  const quorum: Quorum = { members, present: said.length, needed, isMet: said.length >= needed };
  const agreeing = said.filter(
    ({ position }) => position === "consent" || position === "consent_with_reservation",
  ).length;
  const objecting = said.filter(({ position }) => position === "objection");

  const perhaps = (is: boolean, hindrance: Hindrance): Hindrance[] => (is ? [hindrance] : []);
  const heard = perhaps(!quorum.isMet, { is: "quorum", have: said.length, needed });
  const until = addDays(it.openedOn, it.daysMin);
  const waited = perhaps(today < until, { is: "days", on: until });
  const objections = perhaps(objecting.length > 0, {
    is: "objection",
    organizationIds: objecting.map(({ organizationId }) => organizationId),
  });
  const agreed = (wanted: number) =>
    perhaps(agreeing < wanted, { is: "agreement", have: agreeing, needed: wanted });
  const twoThirds = agreed(Math.max(1, Math.ceil((members * 2) / 3)));

  switch (it.method) {
    // They bind nobody: whoever asked listens, and says what came of it.
    case "sense_check":
      return { quorum, hindrances: [], fallback: null };
    case "advice":
      return { quorum, hindrances: waited, fallback: null };
    case "two_thirds":
      return { quorum, hindrances: [...heard, ...waited, ...twoThirds], fallback: null };
    case "consensus":
    case "consent":
    case "gradients": {
      // Nobody objects, and somebody agrees: a group that only abstains has decided nothing.
      const all = agreed(it.method === "consensus" ? members : 1);
      const mayFallBack = governance.fallback === "two_thirds" && objecting.length > 0;
      return {
        quorum,
        hindrances: [...heard, ...waited, ...objections, ...all],
        fallback: mayFallBack ? [...heard, ...waited, ...twoThirds] : null,
      };
    }
  }
}
