import { type Language, languages } from "../languages.ts";

export type DocumentKind = "common-agenda";

/** What a document's name says of it. The name is what follows `/sync/`. */
export interface DocumentName {
  kind: DocumentKind;
  initiativeId: string;
  language: Language;
}

export const documentNameLengthMax = 120;

const shape = /^agenda:([A-Za-z0-9_-]{1,64}):([a-z]{2})$/;

/** `agenda:<initiative>:<language>`: the common agenda has one document a language. */
export const agendaDocument = (initiativeId: string, language: Language) =>
  `agenda:${initiativeId}:${language}`;

/** Reads a name; `undefined` when no document can have it. */
export function parseDocumentName(name: string): DocumentName | undefined {
  const found = name.length <= documentNameLengthMax ? shape.exec(name) : null;
  const language = languages.find((it) => it === found?.[2]);
  return found && language ? { kind: "common-agenda", initiativeId: found[1]!, language } : undefined;
}
