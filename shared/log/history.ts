import * as v from "valibot";

/** One line of a record's thread, as the log has it. */
export const HistoryItem = v.object({
  seq: v.number(),
  /** Milliseconds since 1970. */
  at: v.number(),
  type: v.string(),
  by: v.object({ id: v.string(), name: v.string(), organizationId: v.nullable(v.string()) }),
  onBehalf: v.boolean(),
  /** What was said, as in the `events.ts` of its noun; null when it was erased. */
  data: v.nullable(v.record(v.string(), v.any())),
});
export type HistoryItem = v.InferOutput<typeof HistoryItem>;
