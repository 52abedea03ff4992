import type { Bilingual } from "../languages.ts";
import type { SectionKey } from "./common-agenda.ts";

/** What a new common agenda is called, and the five headings that wait in it for their text. */
export const newAgendaTitle: Bilingual = { en: "Common agenda", es: "Agenda común" };

export const newAgendaHeadings: Record<SectionKey, Bilingual> = {
  problem_definition: { en: "The problem we share", es: "El problema que compartimos" },
  shared_goal: { en: "The change we want", es: "El cambio que queremos" },
  boundaries: { en: "What is in and what is out", es: "Qué incluye y qué no" },
  strategies_and_principles: {
    en: "Our strategies and how we work",
    es: "Nuestras estrategias y cómo trabajamos",
  },
  governance: {
    en: "How we decide and answer to each other",
    es: "Cómo decidimos y nos rendimos cuentas",
  },
};
