import type { Activity } from "../../shared/action-plans/activity.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import type { DocumentSummary } from "../../shared/documents/document.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** The strategies of the common agenda, in their order. */
export const strategies = createKept<Strategy[]>(
  "strategies",
  async () => (await ask(api.strategies.$get())).items,
);

/** The activities that this person may see, by code. */
export const activities = createKept<Activity[]>(
  "activities",
  async () => (await ask(api.activities.$get())).items,
);

/** The action plans that this person may read, one a working group. */
export const planDocuments = createKept<DocumentSummary[]>("action-plans", async () =>
  (await ask(api.documents.$get())).items.filter((it) => it.kind === "action-plan"),
);
