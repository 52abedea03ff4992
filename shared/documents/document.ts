import * as v from "valibot";
import { Language } from "../languages.ts";
import { documentKinds } from "./name.ts";

/** One line of `GET /api/documents`. */
export const DocumentSummary = v.object({
  /** What follows `/sync/`. */
  name: v.string(),
  kind: v.picklist(documentKinds),
  title: v.string(),
  language: Language,
  /** The language this text is first written in; the others are translations of it. */
  isSource: v.boolean(),
  mayEdit: v.boolean(),
});
export type DocumentSummary = v.InferOutput<typeof DocumentSummary>;

/** Who somebody is in a document's presence, as the server stamps it. A client cannot choose it. */
export interface Presence {
  personId: string;
  name: string;
  organizationId: string;
  /** The organization's short name. */
  organization: string;
  /** Which of the twelve organization hues, 0 to 11. */
  hue: number;
  mayEdit: boolean;
}
