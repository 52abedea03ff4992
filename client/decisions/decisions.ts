import type { Decision } from "../../shared/decisions/decision.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** The decisions that this person may see, the newest first. */
export const decisions = createKept<Decision[]>(
  "decisions",
  async () => (await ask(api.decisions.$get())).items,
);
