import type { CaptureChoices } from "../../shared/documents/capture.ts";
import type { CommitmentDraft, Servable, Unsettled } from "./draft.ts";

/** Chooses something for the line that is being captured. */
export type OnChoose = (choices: Partial<CaptureChoices>) => void;

/** Why one field of a commitment is not settled, if it is not. */
export const unsettledIn = <Name extends Unsettled["field"]>(draft: CommitmentDraft, field: Name) =>
  draft.unsettled.find((it): it is Unsettled & { field: Name } => it.field === field);

/** Ids with commas between, as a capture keeps them. */
export const idsIn = (chosen: string) => chosen.split(",").filter(Boolean);

/** The same ids with `id` among them, or without it where it was. */
export const toggled = (chosen: string, id: string) => {
  const ids = idsIn(chosen);
  return (ids.includes(id) ? ids.filter((it) => it !== id) : [...ids, id]).join(",");
};

/** What is served, and `id` with it. A commitment belongs to one activity: the one that was chosen last. */
export function withServed(chosen: string, id: string, servables: readonly Servable[]) {
  const isActivity = (one: string) => servables.some((it) => it.id === one && it.kind === "activity");
  const others = idsIn(chosen).filter((it) => it !== id && !(isActivity(id) && isActivity(it)));
  return [...others, id].join(",");
}
