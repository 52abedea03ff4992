import { type Language, languages } from "../languages.ts";

export const documentKinds = ["common-agenda", "notes", "action-plan"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What a document's name says of it. The name is what follows `/sync/`. */
export type DocumentName =
  | { kind: "common-agenda"; initiativeId: string; language: Language }
  | { kind: "notes"; meetingId: string }
  | { kind: "action-plan"; groupId: string };

export const documentNameLengthMax = 120;

const agendaShape = /^agenda:([A-Za-z0-9_-]{1,64}):([a-z]{2})$/;
const planShape = /^plan:([A-Za-z0-9_-]{1,64})$/;
const notesShape = /^notes:([A-Za-z0-9_-]{1,64})$/;

/** `agenda:<initiative>:<language>`: the common agenda has one document a language. */
export const agendaDocument = (initiativeId: string, language: Language) =>
  `agenda:${initiativeId}:${language}`;

/** `notes:<meeting>`: what is written down while a meeting talks. */
export const notesDocument = (meetingId: string) => `notes:${meetingId}`;

/** `plan:<group>`: the action plan of a working group. */
export const planDocument = (groupId: string) => `plan:${groupId}`;

/** Reads a name; `undefined` when no document can have it. */
export function parseDocumentName(name: string): DocumentName | undefined {
  if (name.length > documentNameLengthMax) return undefined;
  const meetingId = notesShape.exec(name)?.[1];
  if (meetingId) return { kind: "notes", meetingId };
  const groupId = planShape.exec(name)?.[1];
  if (groupId) return { kind: "action-plan", groupId };
  const agenda = agendaShape.exec(name);
  const language = languages.find((it) => it === agenda?.[2]);
  return agenda && language ? { kind: "common-agenda", initiativeId: agenda[1]!, language } : undefined;
}
