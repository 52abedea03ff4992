import * as v from "valibot";
import * as asked from "../asked.ts";
import { Bilingual, Language } from "../languages.ts";
import { Governance } from "./governance.ts";

export const Initiative = v.object({
  id: v.string(),
  name: Bilingual,
  tagline: Bilingual,
  place: v.string(),
  /** IANA name; due dates are days in this zone. */
  timeZone: v.string(),
  defaultLanguage: Language,
  isSample: v.boolean(),
  governance: Governance,
  /** Changes when the initiative is put back to a backup: what a browser kept before then is of another time. */
  epoch: v.string(),
});
export type Initiative = v.InferOutput<typeof Initiative>;

/** What the first person of a new deployment says, once, with the set-up link from the console. */
export const SetUp = v.object({
  token: v.pipe(v.string(), v.maxLength(200)),
  initiative: asked.words(120),
  organization: asked.words(120),
  name: asked.words(120),
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254)),
  password: v.optional(v.pipe(v.string(), v.minLength(10), v.maxLength(200))),
  language: Language,
  timeZone: v.pipe(v.string(), v.maxLength(64)),
});
export type SetUp = v.InferOutput<typeof SetUp>;
