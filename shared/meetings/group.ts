import * as v from "valibot";
import * as asked from "../asked.ts";
import { Bilingual } from "../languages.ts";
import { Visibility } from "../roles.ts";

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));

/** What a group says of itself, and may say anew. */
const details = {
  name: v.object({ en: name, es: name }),
  /** How often it meets, in its own words. */
  cadence: v.pipe(v.string(), v.trim(), v.maxLength(120)),
  /** People. */
  chairIds: v.pipe(v.array(asked.id), v.maxLength(8)),
  /** Organizations, in joining order. */
  memberIds: v.pipe(v.array(asked.id), v.minLength(1), v.maxLength(200)),
  visibility: Visibility,
  /** How many of a hundred members have to be there. */
  quorumPercent: asked.whole(0, 100),
  /** Days after a meeting within which its recap goes out. */
  recapDays: asked.whole(0, 60),
};

export const Group = v.object({
  id: v.string(),
  kind: v.picklist(["steering_committee", "working_group"]),
  name: Bilingual,
  cadence: v.string(),
  chairIds: v.array(v.string()),
  memberIds: v.array(v.string()),
  visibility: Visibility,
  quorumPercent: v.number(),
  recapDays: v.number(),
  /** Counts its changes: whoever changes it says which one they saw. */
  version: v.number(),
  changedBy: v.string(),
  /** Milliseconds since 1970. */
  changedAt: v.number(),
});
export type Group = v.InferOutput<typeof Group>;
export type GroupDetails = Omit<Group, "id" | "version" | "changedBy" | "changedAt">;

/** `POST /api/groups`. The client makes the id (`newId("grp")`), so that a group that is sent twice is one. */
export const NewGroup = v.object({
  id: asked.madeId("grp"),
  kind: Group.entries.kind,
  ...details,
});
export type NewGroup = v.InferOutput<typeof NewGroup>;

/** `PATCH /api/groups/:id`: what is left out stays. */
export const GroupChange = v.object({
  version: asked.version,
  ...v.partial(v.object(details)).entries,
});
export type GroupChange = v.InferOutput<typeof GroupChange>;
