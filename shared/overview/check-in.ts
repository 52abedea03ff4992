import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";

export const limits = {
  noteMax: 2_000,
  /** How many the list holds, the newest. */
  listMax: 1_000,
} as const;

/** How somebody of the backbone reached a partner, or tried to. */
export const ways = ["call", "visit", "message", "not_reached"] as const;
export const Way = v.picklist(ways);
export type Way = v.InferOutput<typeof Way>;

/** A contact that backbone staff had with a partner, with what they noted. For the backbone's eyes. */
export const CheckIn = v.object({
  id: v.string(),
  organizationId: v.string(),
  on: Day,
  way: Way,
  /** Plain text; empty when it was taken away or its writer was erased. */
  note: v.string(),
  /** When to ask again; null when nothing is planned. */
  nextOn: v.nullable(Day),
  /** A person. */
  by: v.string(),
  /** The event that said it last. */
  seq: v.number(),
  isRemoved: v.boolean(),
});
export type CheckIn = v.InferOutput<typeof CheckIn>;

/** `POST /api/check-ins`. The client makes the id (`newId("chk")`), so that one sent twice is one. */
export const NewCheckIn = v.object({
  id: asked.madeId("chk"),
  organizationId: asked.id,
  on: Day,
  way: Way,
  note: asked.words(limits.noteMax),
  nextOn: asked.perhaps(Day),
});
export type NewCheckIn = v.InferOutput<typeof NewCheckIn>;

/** `PATCH /api/check-ins/:id`: what its writer puts right. The partner stays. */
export const ChangedCheckIn = v.object({
  /** Which words the writer saw: a change in between is told instead of overwritten. */
  seq: asked.whole(1),
  on: Day,
  way: Way,
  note: asked.words(limits.noteMax),
  nextOn: asked.perhaps(Day),
});
export type ChangedCheckIn = v.InferOutput<typeof ChangedCheckIn>;
