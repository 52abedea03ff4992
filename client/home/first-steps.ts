import { createSignal, untrack } from "solid-js";
import { recall, remember } from "../ui/storage.ts";

export const firstSteps = ["speak", "read", "meet"] as const;
export type FirstStep = (typeof firstSteps)[number];

const key = (personId: string) => `ct-first-steps:${personId}`;
const [changes, setChanges] = createSignal(0);

/** Which of the first steps this person has taken in this browser. */
export function stepsTaken(personId: string): FirstStep[] {
  changes();
  const kept = (recall(key(personId)) ?? "").split(" ");
  return firstSteps.filter((it) => kept.includes(it));
}

/** Notes that steps were taken; taking one again changes nothing. */
export function takeStep(personId: string, ...steps: FirstStep[]) {
  const were = untrack(() => stepsTaken(personId));
  const now = firstSteps.filter((it) => were.includes(it) || steps.includes(it));
  if (now.length === were.length) return;
  remember(key(personId), now.join(" "));
  setChanges((it) => it + 1);
}

/** The step that opening a page takes. */
export const stepOf = (pathname: string): FirstStep | undefined =>
  pathname.startsWith("/common-agenda") ? "read" : pathname.startsWith("/partners") ? "meet" : undefined;
