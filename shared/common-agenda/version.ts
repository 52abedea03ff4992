import * as v from "valibot";
import * as asked from "../asked.ts";
import { Day } from "../dates.ts";

/** A text of the common agenda in each language, as Markdown. */
export const AgendaTexts = v.object({ en: v.string(), es: v.string() });
export type AgendaTexts = v.InferOutput<typeof AgendaTexts>;

/** A version of the common agenda that was put to the partners: its words never change again. */
export const AgendaVersion = v.object({
  id: v.string(),
  /** As people call it, such as `2.1`. */
  number: v.string(),
  /** Counts the versions, from 1. */
  place: v.number(),
  publishedOn: Day,
  byPersonId: v.string(),
  /** What is new in it, in a sentence. */
  note: v.nullable(v.string()),
  /** The adopted decision that it carries out. */
  decisionId: v.nullable(v.string()),
  /** SHA-256 of the canonical JSON of its texts, hex. */
  hash: v.string(),
});
export type AgendaVersion = v.InferOutput<typeof AgendaVersion>;

/** `GET /api/common-agenda/versions/:id`: a version with its words. */
export const AgendaVersionText = v.object({ ...AgendaVersion.entries, texts: AgendaTexts });
export type AgendaVersionText = v.InferOutput<typeof AgendaVersionText>;

/** `GET /api/common-agenda/working`: what the text says at this moment, and the hash of just that. */
export const WorkingText = v.object({ hash: v.string(), texts: AgendaTexts });
export type WorkingText = v.InferOutput<typeof WorkingText>;

/** Plainly, or with something that is put on record. */
export const adoptionKinds = ["plain", "reservation"] as const;
export type AdoptionKind = (typeof adoptionKinds)[number];

/** An organization adopted a version. It has one voice: its last word counts, the earlier ones stay. */
export const Adoption = v.object({
  id: v.string(),
  organizationId: v.string(),
  versionId: v.string(),
  kind: v.picklist(adoptionKinds),
  /** What is put on record. */
  reason: v.nullable(v.string()),
  on: Day,
  /** A person of the organization, or of the backbone when it is on behalf. */
  byPersonId: v.string(),
  isOnBehalf: v.boolean(),
  /** The event in the log. */
  seq: v.number(),
});
export type Adoption = v.InferOutput<typeof Adoption>;

/** How a version is called: a number, or two with a point between them. */
const number = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2}))?$/, "Write a number such as 3 or 2.1."),
);

/** What is said when a version is put to the partners. */
export const NewAgendaVersion = v.object({
  number,
  /** The hash of the text that was looked at: nobody publishes words that they have not seen. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  note: asked.perhaps(asked.words(280)),
  decisionId: asked.perhaps(asked.id),
});
export type NewAgendaVersion = v.InferOutput<typeof NewAgendaVersion>;

/** What is said when an organization adopts a version. */
export const NewAdoption = v.object({
  /** The version whose words were read. */
  versionId: asked.id,
  organizationId: asked.id,
  kind: v.picklist(adoptionKinds),
  reason: asked.perhaps(asked.words(1000)),
  /** The `seq` of the adoption by this organization that was seen last; null when there was none. */
  after: v.nullable(asked.whole(1)),
});
export type NewAdoption = v.InferOutput<typeof NewAdoption>;

const parts = (number: string) => {
  const [major = 0, minor = 0] = number.split(".").map(Number);
  return [major, minor] as const;
};

/** Whether version `a` comes after version `b`: 2.10 after 2.9, and 3 after both. */
export function isLater(a: string, b: string) {
  const [[major, minor], [than, thanMinor]] = [parts(a), parts(b)];
  return major > than || (major === than && minor > thanMinor);
}

/** What the version after `number` is called when nobody says otherwise. */
export function nextNumber(number: string | undefined) {
  if (number === undefined) return "1.0";
  const [major, minor] = parts(number);
  return `${major}.${minor + 1}`;
}

/** A text with a dash where a person was named who was erased. */
export const withoutName = (markdown: string, personId: string) =>
  markdown.replaceAll(new RegExp(`\\[@[^[\\]\n]*\\]\\(person:${personId}\\)`, "g"), "—");
