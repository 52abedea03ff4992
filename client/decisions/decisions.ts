import type { Decision } from "../../shared/decisions/decision.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** More than this would crowd out everything else that a browser keeps; the newest come first. */
const keptMax = 500;

/** The decisions that this person may see, the newest first. */
export const decisions = createKept<Decision[]>(
  "decisions",
  async () => (await ask(api.decisions.$get())).items,
  (all) => all.slice(0, keptMax),
);

/** Puts a decision as the server now has it into the list. */
export function put(...changed: Decision[]) {
  const now = new Map(changed.map((it) => [it.id, it]));
  decisions.change((all) => {
    const known = new Set(all.map((it) => it.id));
    const added = changed.filter((it) => !known.has(it.id));
    return [...added, ...all.map((it) => now.get(it.id) ?? it)].sort((a, b) => b.number - a.number);
  });
}
