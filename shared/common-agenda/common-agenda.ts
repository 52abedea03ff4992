import * as v from "valibot";
import { Day } from "../dates.ts";
import { Bilingual, Language } from "../languages.ts";
import { Adoption, AgendaVersion } from "./version.ts";

/** The five conditions of a common agenda, in the order partners read them. */
export const sectionKeys = [
  "problem_definition",
  "shared_goal",
  "boundaries",
  "strategies_and_principles",
  "governance",
] as const;
export type SectionKey = (typeof sectionKeys)[number];

/** `GET /api/common-agenda`: what is said of the text; the text itself is a document a language. */
export const CommonAgenda = v.object({
  title: Bilingual,
  version: v.string(),
  status: v.picklist(["draft", "adopted"]),
  adoptedOn: v.nullable(Day),
  nextReviewOn: v.nullable(Day),
  sourceLanguage: Language,
  documents: v.array(
    v.object({
      name: v.string(),
      language: Language,
      isSource: v.boolean(),
      mayEdit: v.boolean(),
      changedAt: v.nullable(v.string()),
    }),
  ),
  /** Put to the partners, the newest first. */
  versions: v.array(AgendaVersion),
  /** Every adoption, in the order of time: the last one of an organization counts. */
  adoptions: v.array(Adoption),
});
export type CommonAgenda = v.InferOutput<typeof CommonAgenda>;
