import * as v from "valibot";

export const methods = ["consent", "consensus", "two_thirds", "sense_check", "advice", "gradients"] as const;
export const Method = v.picklist(methods);
export type Method = (typeof methods)[number];

/** What an organization can say. *Not yet heard* is the absence of a position, and never a choice. */
export const positions = [
  "consent",
  "consent_with_reservation",
  "stand_aside",
  "objection",
  "abstain",
  "recused",
] as const;
export const PositionKind = v.picklist(positions);
export type PositionKind = (typeof positions)[number];

/**
 * Eight levels of agreement, from a whole yes to a veto, and what each of them is worth where positions are counted.
 * Only the last one stands in the way.
 */
export const gradients = [
  "consent",
  "consent",
  "consent_with_reservation",
  "abstain",
  "stand_aside",
  "stand_aside",
  "stand_aside",
  "objection",
] as const satisfies readonly PositionKind[];

/** A concern that is put on record has to be there to be read. */
export const needsReason = (position: PositionKind) =>
  position === "objection" || position === "consent_with_reservation";
