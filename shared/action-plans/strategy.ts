import * as v from "valibot";
import { Bilingual } from "../languages.ts";

/** A main line of work toward the shared goal. It stands in the common agenda, which everybody here reads. */
export const Strategy = v.object({
  id: v.string(),
  /** Where it stands among the others, from 1. */
  order: v.number(),
  name: Bilingual,
  summary: v.string(),
  ownerGroupId: v.nullable(v.string()),
});
export type Strategy = v.InferOutput<typeof Strategy>;
