import * as v from "valibot";
import type { Initiative } from "../initiative/initiative.ts";
import { type Bilingual, Language } from "../languages.ts";
import type { Organization } from "../organizations/organization.ts";
import { Email, type Person } from "../people/person.ts";

export const passwordLengthMin = 10;
export const passwordLengthMax = 200;
const NewPassword = v.pipe(v.string(), v.minLength(passwordLengthMin), v.maxLength(passwordLengthMax));

/** `GET /api/me`: who this browser is. */
export interface Me {
  person: Person & { hasPassword: boolean };
  organization: Organization;
  initiative: Initiative;
}

/** `GET /api/welcome`: what a signed-out visitor may know. */
export interface Welcome {
  /** `null` before the set-up. */
  initiative: { name: Bilingual; tagline: Bilingual } | null;
  needsSetUp: boolean;
  /** Sample people to step in as; empty in a real deployment. */
  samplePeople: {
    id: string;
    name: string;
    organization: string;
    hue: number;
    note: Bilingual;
    language: Language;
  }[];
}

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
export interface SignIn {
  id: string;
  /** Such as "Chromium on Linux". */
  device: string;
  createdAt: string;
  lastUsedAt: string;
  isThisOne: boolean;
}

/** One line of `GET /api/outbox`, for the backbone while no mail server is set. */
export interface OutboxMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  createdAt: string;
  sentAt: string | null;
}
