import { fold } from "../../shared/commitments/fold.ts";
import { dayIn } from "../../shared/dates.ts";
import type { Language } from "../../shared/languages.ts";
import { activities, strategies } from "../action-plans/plans.ts";
import { api, ask } from "../api.ts";
import { indicators } from "../indicators/indicators.ts";
import { createKept } from "../kept.ts";
import { partnersHere, people } from "../organizations/organizations.ts";
import { whoIsHere } from "../sign-in/me.ts";
import type { Directory, Servable } from "./draft.ts";

/** Sees that everything that a commitment can serve is asked for. */
export const loadServables = () => Promise.all([strategies.need(), activities.need(), indicators.need()]);

/** What a commitment can serve, by the names that `#` finds: a code, and its name in both languages. */
export const servables = (language: Language): Servable[] => [
  ...(strategies.value() ?? []).map(
    (it): Servable => ({
      id: it.id,
      kind: "strategy",
      label: it.name[language],
      names: [it.name.en, it.name.es, `S${it.order}`, `Goal ${it.order}`, `Meta ${it.order}`],
    }),
  ),
  ...(activities.value() ?? []).map(
    (it): Servable => ({
      id: it.id,
      kind: "activity",
      label: `${it.code} ${it.title}`,
      names: [it.code, it.title],
    }),
  ),
  ...(indicators.value() ?? []).map(
    (it): Servable => ({
      id: it.id,
      kind: "indicator",
      label: `${it.code} ${it.name[language]}`,
      names: [it.code, it.name.en, it.name.es],
    }),
  ),
];

/** Everybody and everything that a line may name, as this browser knows them. */
export function directory(language: Language, now: number): Directory {
  const timeZone = whoIsHere()?.initiative.timeZone ?? "UTC";
  return {
    organizations: partnersHere(),
    people: people.value() ?? [],
    servables: servables(language),
    today: dayIn(timeZone, now),
  };
}

/** A section of the common agenda, as a passage in the notes quotes it. */
export interface Section {
  /** `en:problem_definition`: the language, and the heading in plain letters. */
  target: string;
  heading: string;
  /** How it begins. */
  text: string;
}

const sectionsIn = new Map<Language, ReturnType<typeof createKept<Section[]>>>();

/** The sections of the common agenda as they stand now, in one language. */
export function agendaSections(language: Language) {
  const kept =
    sectionsIn.get(language) ??
    createKept<Section[]>(`agenda-sections:${language}`, async () => {
      const { documents } = await ask(api["common-agenda"].$get());
      const { name } = documents.find((it) => it.language === language) ?? documents[0]!;
      const answer = await fetch(`/api/documents/${encodeURIComponent(name)}/markdown`);
      if (!answer.ok) throw new Error(`The common agenda could not be read: ${answer.status}`);
      return readSections(await answer.text(), language);
    });
  sectionsIn.set(language, kept);
  return kept;
}

/** The sections of a text: each heading with the first of what stands below it. */
export const readSections = (markdown: string, language: Language): Section[] =>
  markdown.split(/^(?=#{2,4} )/m).flatMap((part) => {
    const [first = "", ...rest] = part.split("\n");
    const heading = first.match(/^#{2,4} (.+)/)?.[1]?.trim();
    const text = rest.find((line) => line.trim() !== "") ?? "";
    return heading ? [{ target: `${language}:${slugOf(heading)}`, heading, text }] : [];
  });

const slugOf = (heading: string) =>
  fold(heading)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .slice(0, 48);
