import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";
import { Language } from "../languages.ts";

export const sectors = [
  "nonprofit",
  "local_government",
  "state_government",
  "public_authority",
  "business",
  "academia",
  "education",
  "community",
] as const;
export type Sector = (typeof sectors)[number];

export const Organization = v.object({
  id: v.string(),
  name: v.string(),
  shortName: v.string(),
  sector: v.picklist(sectors),
  kind: v.picklist(["backbone", "partner"]),
  /** Which of the twelve hues, given in joining order; the backbone has 0. */
  hue: v.number(),
  joinedOn: Day,
  /** Subject to public-records law: what it can see may have to be disclosed. */
  isPublicBody: v.boolean(),
  /** Has a position in decisions; the backbone has none. */
  hasVoice: v.boolean(),
  /** A public body that reads between meetings, and comments to the backbone alone. */
  speaksInMeetingsOnly: v.boolean(),
  language: Language,
  /** When it left the initiative; what it said and promised stays in the record. */
  removedOn: v.nullable(Day),
  /** Why it left, in the backbone's words. */
  removedFor: v.nullable(v.string()),
});
export type Organization = v.InferOutput<typeof Organization>;

/** Two letters for the organization's tile, from the first two words that carry meaning. */
export function initialsOf(name: string) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2 || /^\p{Lu}/u.test(word));
  const [first = "?", second = ""] = words;
  return `${first[0] ?? "?"}${second[0] ?? first[1] ?? ""}`.toLocaleUpperCase();
}

export const NewOrganization = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  shortName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  sector: v.picklist(sectors),
  isPublicBody: v.boolean(),
  language: Language,
});
export type NewOrganization = v.InferOutput<typeof NewOrganization>;

/** `PATCH /api/organizations/:id`: of a public body, whether it speaks in meetings only. */
export const OrganizationChange = v.object({ speaksInMeetingsOnly: v.boolean() });
export type OrganizationChange = v.InferOutput<typeof OrganizationChange>;

/** `POST /api/organizations/:id/removal`: why it leaves the initiative. */
export const NewRemoval = v.object({ reason: asked.words(500) });
export type NewRemoval = v.InferOutput<typeof NewRemoval>;
