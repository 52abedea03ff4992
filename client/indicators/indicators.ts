import type { IndicatorWithState } from "../../shared/indicators/indicator.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** The indicators that this person may see, by code, each with where it stands. */
export const indicators = createKept<IndicatorWithState[]>(
  "indicators",
  async () => (await ask(api.indicators.$get())).items,
);
