import * as v from "valibot";
import * as asked from "../asked.ts";
import { bulkChanges, bulkMax } from "./changes.ts";
import { Recorded } from "./commitment.ts";

/** `POST /api/commitments/bulk`: the same word on several, each as its reader saw it. */
export const BulkStatus = v.object({
  change: v.picklist(bulkChanges),
  /** The reason, or what there is to say of a kept one. */
  note: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))), null),
  items: v.pipe(
    v.array(v.object({ id: asked.id, version: asked.version })),
    v.minLength(1),
    v.maxLength(bulkMax),
  ),
});
export type BulkStatus = v.InferOutput<typeof BulkStatus>;

/** Each has its own answer: recorded, or why it was not. */
export const BulkAnswer = v.object({
  items: v.array(
    v.object({
      id: v.string(),
      recorded: v.nullable(Recorded),
      problem: v.nullable(v.object({ code: v.string(), title: v.string() })),
    }),
  ),
});
export type BulkAnswer = v.InferOutput<typeof BulkAnswer>;

/** `POST /api/commitments/reminders`, and its `/preview`: whose owners are reminded. */
export const ReminderCall = v.object({
  ids: v.pipe(v.array(asked.id), v.minLength(1), v.maxLength(bulkMax)),
});
export type ReminderCall = v.InferOutput<typeof ReminderCall>;

/**
 * Why nobody is reminded of a commitment: it is closed, its reader heard from us today or wants no reminders, or nobody
 * is there to read.
 */
export const ReminderRefusal = v.picklist(["closed", "reminded_today", "stopped", "nobody"]);
export type ReminderRefusal = v.InferOutput<typeof ReminderRefusal>;

/** One mail for each reader, of all that they look after; `left` are those nobody is written about. */
export const Reminders = v.object({
  mails: v.array(
    v.object({
      personId: v.string(),
      name: v.string(),
      organizationId: v.string(),
      language: v.picklist(["en", "es"]),
      subject: v.string(),
      text: v.string(),
      commitmentIds: v.array(v.string()),
    }),
  ),
  left: v.array(v.object({ id: v.string(), why: ReminderRefusal })),
});
export type Reminders = v.InferOutput<typeof Reminders>;
