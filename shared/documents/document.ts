import type { Language } from "../languages.ts";
import type { DocumentKind } from "./name.ts";

/** One line of `GET /api/documents`. */
export interface DocumentSummary {
  /** What follows `/sync/`. */
  name: string;
  kind: DocumentKind;
  title: string;
  language: Language;
  /** The language this text is first written in; the others are translations of it. */
  isSource: boolean;
  mayEdit: boolean;
}

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
