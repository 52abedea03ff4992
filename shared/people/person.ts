import * as v from "valibot";
import { Language } from "../languages.ts";
import { Role } from "../roles.ts";

export const Person = v.object({
  id: v.string(),
  organizationId: v.string(),
  name: v.string(),
  /** Seen by the backbone and by people of the same organization; `null` for everybody else. */
  email: v.nullable(v.string()),
  role: Role,
  language: Language,
  /** Other organizations that they speak for as well. */
  alsoFor: v.array(v.string()),
  /** Invited, and has not signed in yet. */
  isInvited: v.boolean(),
});
export type Person = v.InferOutput<typeof Person>;

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
export const Email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254));

/** An invitation: somebody is to speak, write or read for an organization. */
export const Invitation = v.object({
  name,
  email: Email,
  organizationId: v.string(),
  role: Role,
  language: Language,
});
export type Invitation = v.InferOutput<typeof Invitation>;

export const PersonChange = v.object({ role: v.optional(Role), name: v.optional(name) });
export type PersonChange = v.InferOutput<typeof PersonChange>;

/** What people change about themselves. */
export const MyChange = v.object({ name: v.optional(name), language: v.optional(Language) });
export type MyChange = v.InferOutput<typeof MyChange>;

/** `POST /api/people/:id/voices`: somebody is to speak for a second organization too. */
export const NewVoice = v.object({ organizationId: v.pipe(v.string(), v.maxLength(64)) });
export type NewVoice = v.InferOutput<typeof NewVoice>;
