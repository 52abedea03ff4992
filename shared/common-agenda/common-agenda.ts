import type { Day } from "../dates.ts";
import type { Bilingual, Language } from "../languages.ts";

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
export interface CommonAgenda {
  title: Bilingual;
  version: string;
  status: "draft" | "adopted";
  adoptedOn: Day | null;
  nextReviewOn: Day | null;
  sourceLanguage: Language;
  documents: {
    name: string;
    language: Language;
    isSource: boolean;
    mayEdit: boolean;
    changedAt: string | null;
  }[];
}
