import type { AgendaEvent } from "../../shared/common-agenda/events.ts";
import type { AgendaTexts } from "../../shared/common-agenda/version.ts";
import { addDays, type Day } from "../../shared/dates.ts";
import type { Bilingual } from "../../shared/languages.ts";
import { agendaMarkdown } from "../initiative/open.ts";

// Added: the sample's file says which version the partners agreed on and when, but neither what the version before it
// said nor who adopted which. All of this file is ours.

/** As much of the file's common agenda as its versions are made of. */
export interface SampleAgenda {
  version: string;
  adoptedOn: Day;
  sections: { heading: Bilingual; body: Bilingual }[];
}

/** What version 2.1 brought, in the file's own words: without them, the text reads as version 2.0 did. */
const broughtBy21: readonly Bilingual[] = [
  {
    en: " We count the goal as met only when the gap between the Ribera reach and the rest of the river has closed.",
    es: " Daremos la meta por cumplida solo cuando se haya cerrado la brecha entre el tramo de la Ribera y el resto del río.",
  },
  {
    en: ", and nothing about the Ribera pier is settled without the people who fish there",
    es: " y nada sobre el muelle de la Ribera se decide sin quienes pescan allí",
  },
];

const previous = { id: "agv_brackwater_20", number: "2.0", publishedOn: "2025-01-23" } as const;
const currentId = "agv_brackwater_21";

/** The texts of both versions: the first two languages are those of the older one. */
export function agendaVersionTexts({ sections }: SampleAgenda): {
  previous: AgendaTexts;
  current: AgendaTexts;
} {
  const [en = "", es = ""] = agendaMarkdown(sections);
  const without = (text: string, language: "en" | "es") =>
    broughtBy21.reduce((rest, it) => {
      if (!rest.includes(it[language])) throw new Error(`The sample no longer says “${it[language]}”.`);
      return rest.replace(it[language], "");
    }, text);
  return { previous: { en: without(en, "en"), es: without(es, "es") }, current: { en, es } };
}

/** Who adopted a version, how many days after it was put to them, and what they put on record. */
interface Adopted {
  organizationId: string;
  by: string;
  after: number;
  reason?: string;
  onBehalf?: boolean;
}

const adopted20: readonly Adopted[] = [
  { organizationId: "org_city", by: "per_city_rep", after: 0 },
  { organizationId: "org_yard", by: "per_yard_rep", after: 0 },
  { organizationId: "org_uni", by: "per_uni_rep", after: 0 },
  { organizationId: "org_friends", by: "per_friends_rep", after: 0 },
  { organizationId: "org_state", by: "per_state_rep", after: 5 },
  { organizationId: "org_port", by: "per_port_rep", after: 12 },
  { organizationId: "org_casa", by: "per_casa_rep", after: 1 },
  // After a call with who spoke for the schools then.
  { organizationId: "org_schools", by: "per_director", after: 14, onBehalf: true },
];

/** The schools have changed their representative and have not adopted the newer version. */
const adopted21: readonly Adopted[] = [
  { organizationId: "org_city", by: "per_city_rep", after: 0 },
  { organizationId: "org_casa", by: "per_casa_rep", after: 0 },
  { organizationId: "org_uni", by: "per_uni_rep", after: 0 },
  { organizationId: "org_friends", by: "per_friends_rep", after: 1 },
  { organizationId: "org_yard", by: "per_yard_rep", after: 4 },
  { organizationId: "org_state", by: "per_director", after: 6, onBehalf: true },
  {
    organizationId: "org_port",
    by: "per_port_rep",
    after: 8,
    reason:
      "Channel deepening stays out for now. We put on record that it has to come back each January, as the text says.",
  },
];

/** How the sample's versions were put to the partners and adopted. */
export function agendaSteps(it: SampleAgenda, hashOf: (texts: AgendaTexts) => string) {
  const { previous: before, current } = agendaVersionTexts(it);
  const published = (
    id: string,
    place: number,
    number: string,
    on: Day,
    texts: AgendaTexts,
    note: string | null,
  ) => ({
    type: "agenda.published" as const,
    day: on,
    time: "10:30",
    by: "per_director",
    refs: [id],
    data: { number, place, note, decisionId: null, hash: hashOf(texts), texts, on } satisfies Published,
  });
  const adopted = (id: string, number: string, on: Day) => (said: Adopted, index: number) => {
    const day = addDays(on, said.after);
    return {
      type: "agenda.adopted" as const,
      day,
      time: `11:${String(10 + index).padStart(2, "0")}`,
      by: said.by,
      refs: [`ado_${number.replace(".", "")}_${said.organizationId}`, said.organizationId],
      data: {
        organizationId: said.organizationId,
        versionId: id,
        number,
        kind: said.reason ? ("reservation" as const) : ("plain" as const),
        reason: said.reason ?? null,
        on: day,
      },
      ...(said.onBehalf ? { onBehalf: true } : {}),
    };
  };
  return [
    published(previous.id, 1, previous.number, previous.publishedOn, before, null),
    ...adopted20.map(adopted(previous.id, previous.number, previous.publishedOn)),
    published(
      currentId,
      2,
      it.version,
      it.adoptedOn,
      current,
      "Two promises to the Ribera reach, from its residents.",
    ),
    ...adopted21.map(adopted(currentId, it.version, it.adoptedOn)),
  ];
}

type Published = Omit<Extract<AgendaEvent, { type: "agenda.published" }>["data"], never>;
