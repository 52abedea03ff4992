import { type BulkChange, bulkChanges } from "../../shared/commitments/changes.ts";
import type { Commitment } from "../../shared/commitments/commitment.ts";

/** Everything that can be said of a commitment by whoever has a voice in it. */
export const acts = [
  "accepted",
  "declined",
  "kept",
  "help_asked",
  "help_found",
  "moved",
  "released",
  "not_kept",
  "handed_over",
  "reopened",
] as const;
export type Act = (typeof acts)[number];

/** The letter that says it, after `S`. */
export const letters: Record<Act, string> = {
  accepted: "a",
  declined: "d",
  kept: "k",
  help_asked: "h",
  help_found: "f",
  moved: "m",
  released: "r",
  not_kept: "n",
  handed_over: "t",
  reopened: "o",
};

/** What fits a commitment as it stands; the server has the last word. */
export function actsFor(it: Pick<Commitment, "status" | "needsHelp">): Act[] {
  if (it.status === "offered") return ["accepted", "declined"];
  if (it.status === "active")
    return [
      "kept",
      it.needsHelp ? "help_found" : "help_asked",
      "moved",
      "released",
      "not_kept",
      "handed_over",
    ];
  return it.status === "declined" ? [] : ["reopened"];
}

export const isBulk = (act: Act): act is BulkChange => (bulkChanges as readonly string[]).includes(act);

/** Said with one press; the others ask for a reason first. */
export const isOneTap = (act: Act) => act === "accepted" || act === "kept" || act === "help_found";
