import * as v from "valibot";
import { Initiative } from "../initiative/initiative.ts";
import { Bilingual, Language } from "../languages.ts";
import { Organization } from "../organizations/organization.ts";
import { Email, Person } from "../people/person.ts";

export const passwordLengthMin = 10;
export const passwordLengthMax = 200;
const NewPassword = v.pipe(v.string(), v.minLength(passwordLengthMin), v.maxLength(passwordLengthMax));

/** `GET /api/me`: who this browser is. */
export const Me = v.object({
  person: v.object({ ...Person.entries, hasPassword: v.boolean() }),
  organization: Organization,
  initiative: Initiative,
});
export type Me = v.InferOutput<typeof Me>;

/** `GET /api/welcome`: what a signed-out visitor may know. */
export const Welcome = v.object({
  /** `null` before the set-up. */
  initiative: v.nullable(v.object({ name: Bilingual, tagline: Bilingual })),
  needsSetUp: v.boolean(),
  /** Sample people to step in as; empty in a real deployment. */
  samplePeople: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      organization: v.string(),
      hue: v.number(),
      note: Bilingual,
      language: Language,
    }),
  ),
});
export type Welcome = v.InferOutput<typeof Welcome>;

export const AskLink = v.object({ email: Email, language: Language });
export const UseLink = v.object({ token: v.pipe(v.string(), v.maxLength(200)) });
export const UsePassword = v.object({
  email: Email,
  password: v.pipe(v.string(), v.maxLength(passwordLengthMax)),
});
export const UseSample = v.object({ personId: v.pipe(v.string(), v.maxLength(64)) });
export const ChangePassword = v.object({
  /** The one in use; needed when there is one. */
  current: v.optional(v.pipe(v.string(), v.maxLength(passwordLengthMax))),
  password: NewPassword,
});

/** One line of `GET /api/me/sign-ins`: a browser that proved who it is. */
export const SignIn = v.object({
  id: v.string(),
  /** Such as "Chromium on Linux". */
  device: v.string(),
  createdAt: v.string(),
  lastUsedAt: v.string(),
  isThisOne: v.boolean(),
});
export type SignIn = v.InferOutput<typeof SignIn>;

/** One line of `GET /api/outbox`, for the backbone while no mail server is set. */
export const OutboxMail = v.object({
  id: v.string(),
  to: v.string(),
  subject: v.string(),
  text: v.string(),
  /** What can be handed over; a link without a label is the mail's only one. Empty when a mail server carries them. */
  links: v.array(v.object({ label: v.string(), address: v.string() })),
  createdAt: v.string(),
  sentAt: v.nullable(v.string()),
});
export type OutboxMail = v.InferOutput<typeof OutboxMail>;
