import type { Bilingual } from "../languages.ts";

/** What every event says besides its type and its data. */
export interface Stamp {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  /** A person. */
  by: string;
  /** Ids of the records it is about; the record itself comes first. */
  refs: readonly string[];
  /** Said by the backbone for somebody. */
  onBehalf?: boolean;
}

/** One kind of event, as a noun's `events.ts` lists it. */
export type Happened<Type extends string, Data> = Stamp & { type: Type; data: Data };

/** A log that began later than its records starts with one of these for each, so that rows can be rebuilt. */
export type LogBegun<Noun extends string, Made> = Happened<"log.begun", { noun: Noun; record: Made }>;

/** A day as a sentence of the log says it: "3 Dec 2026", "3 dic 2026". */
export const dayInWords = (day: string): Bilingual => ({ en: dayFormats.en(day), es: dayFormats.es(day) });

const formatOf = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return (day: string) => format.format(Date.parse(`${day}T00:00Z`));
};
const dayFormats = { en: formatOf("en-US"), es: formatOf("es") };

/**
 * How the log tells an event, to be read after the name of who did it: "invited {it} to speak for the schools".
 * `{it}` is the record by its name; `note` is a second, quieter line.
 */
export interface Telling {
  text: Bilingual;
  it?: string | Bilingual;
  note?: Bilingual;
}

/** How people, organizations and records are called now; all answer also for who was erased. */
export interface Names {
  person(id: string): string;
  organization(id: string): string;
  /** A group, a meeting, a commitment, a decision, an indicator, a strategy, an activity; for a post, what it hangs under. */
  record(id: string): Bilingual;
}
