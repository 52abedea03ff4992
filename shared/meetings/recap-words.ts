import type { Day } from "../dates.ts";
import type { Language } from "../languages.ts";
import type { Attendance } from "./meeting.ts";
import type { Became, Recap, RecapCommitment, RecapDecision } from "./recap.ts";

/** What stands in the notes where somebody was named who was erased. */
export const erasedWords: Record<Language, string> = {
  en: "a person whose name was erased",
  es: "una persona cuyo nombre se borró",
};

/**
 * How a recap speaks: whole sentences of its own, with its own names for days. What browsers and runtimes know of
 * languages changes from version to version, and a recap keeps its bytes.
 */
export interface RecapWords {
  kind: string;
  inShort: string;
  inTheRoom: string;
  decided: string;
  open: string;
  toSettle: string;
  toSettleText: string;
  tookOn: string;
  became: string;
  said: string;
  generally: string;
  parkingLot: string;
  plus: string;
  delta: string;
  next: string;
  number: string;
  what: string;
  who: string;
  by: string;
  nothing: string;
  notHeard: string;
  list(items: readonly string[]): string;
  quoted(text: string): string;
  day(day: Day): string;
  shortDay(day: Day): string;
  when(it: Pick<Recap, "day" | "startsAt" | "endsAt" | "timeZone">): string;
  interpretation(languages: readonly Language[]): string;
  quorum(it: Recap["quorum"]): string;
  attendance(status: Attendance["status"], names: readonly string[]): string;
  notNoted(names: readonly string[]): string;
  stance(position: string): string;
  reasons(reasons: readonly string[]): string;
  decidedInShort(decided: readonly RecapDecision[]): string;
  openInShort(open: readonly RecapDecision[]): string;
  promisesInShort(count: { made: number; awaiting: number; released: number }): string;
  objections(names: readonly string[]): string;
  stillToHear(names: readonly string[]): string;
  openUntil(day: Day): string;
  review(day: Day): string;
  dueBy(day: Day): string;
  state(status: RecapCommitment["status"]): string;
  saidAs(quote: string): string;
  becameOf(it: Became, names: Recap["names"]): string;
  minutes(count: number): string;
  raisedBy(name: string): string;
  since(title: string): string;
  parkedState(status: Recap["parkingLot"][number]["status"]): string;
  nextMeeting(it: NonNullable<Recap["next"]>): string;
  sent(day: Day): string;
  draft: string;
  /** On the sheet that is not in the language of the notes. */
  original: string;
  erratum: string;
  instead(was: string): string;
}

const numbers = {
  en: [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ],
  es: [
    "ningún",
    "un",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
  ],
};
const inLetters = (count: number, language: Language) => numbers[language][count] ?? String(count);
const begin = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const calendar = {
  en: {
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    months: [
      ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
      ...["October", "November", "December"],
    ],
  },
  es: {
    days: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
    months: [
      ...["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"],
      ...["octubre", "noviembre", "diciembre"],
    ],
  },
} as const;

function partsOf(day: Day, language: Language) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const { days, months } = calendar[language];
  const weekday = days[new Date(`${day}T00:00Z`).getUTCDay()]!;
  return { year, date, month: months[month - 1]!, weekday };
}

/** The place that a zone is named after; what Spanish calls otherwise is here. */
const spanishPlaces: Record<string, string> = {
  "New York": "Nueva York",
  "Mexico City": "Ciudad de México",
  London: "Londres",
  "Puerto Rico": "Puerto Rico",
  Bogota: "Bogotá",
};
const placeOf = (timeZone: string) => (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");

/** `text` as a sentence: with a full stop, unless it has one or another end. */
export const asSentence = (text: string) => {
  const line = text.replace(/\s+/g, " ").trim();
  return /[.!?…]["”»)]?$/.test(line) ? line : `${line}.`;
};

const listOf = (items: readonly string[], and: (last: string) => string) =>
  items.length < 2
    ? (items[0] ?? "")
    : `${items.slice(0, -1).join(", ")} ${and(items.at(-1)!)} ${items.at(-1)}`;

const numbered = (it: RecapDecision, quoted: (text: string) => string) =>
  `D-${it.number} ${quoted(it.title)}`;

const en: RecapWords = {
  kind: "Meeting recap",
  inShort: "In short",
  inTheRoom: "In the room",
  decided: "Decided",
  open: "Still open",
  toSettle: "To be settled",
  toSettleText: "Captured at the meeting, and set aside when it was read back.",
  tookOn: "What we took on",
  became: "What became of older commitments",
  said: "What was said",
  generally: "At the beginning",
  parkingLot: "Parking lot",
  plus: "Worked well",
  delta: "Change next time",
  next: "Next meeting",
  number: "No.",
  what: "What",
  who: "Who",
  by: "By",
  nothing: "Nothing was decided and nothing new was taken on.",
  notHeard: "Not heard",
  list: (items) => listOf(items, () => "and"),
  quoted: (text) => `“${text}”`,
  day(day) {
    const { weekday, date, month, year } = partsOf(day, "en");
    return `${weekday} ${date} ${month} ${year}`;
  },
  shortDay(day) {
    const { date, month, year } = partsOf(day, "en");
    return `${date} ${month} ${year}`;
  },
  when: ({ day, startsAt, endsAt, timeZone }) =>
    `${en.day(day)}, ${startsAt}–${endsAt}, ${placeOf(timeZone)} time`,
  interpretation: (languages) =>
    `With ${listOf(
      languages.map((it) => ({ en: "English", es: "Spanish" })[it]),
      () => "and",
    )} interpretation`,
  quorum({ members, present, needed }) {
    const are = present === 1 ? "was" : "were";
    return `${present} of ${members} partners ${are} there; ${needed} needed to decide`;
  },
  attendance(status, names) {
    const who = en.list(names);
    const are = names.length === 1 ? "was" : "were";
    switch (status) {
      case "present":
        return `${who} ${are} there.`;
      case "alternate":
        return `${who} ${are} there by ${names.length === 1 ? "its alternate" : "their alternates"}.`;
      case "excused":
        return `${who} had said that ${names.length === 1 ? "it" : "they"} could not come.`;
      case "absent":
        return `${who} ${are} not in the room.`;
      case "observer":
        return `${who} listened.`;
    }
  },
  notNoted: (names) => `Nobody noted whether ${en.list(names)} ${names.length === 1 ? "was" : "were"} there.`,
  stance: (position) =>
    ({
      consent: "Consent",
      consent_with_reservation: "Consent with reservation",
      stand_aside: "Stand aside",
      objection: "Objection",
      abstain: "Abstained",
      recused: "Recused",
    })[position] ?? position,
  reasons: (reasons) => reasons.map(en.quoted).join(" "),
  decidedInShort(decided) {
    const [first] = decided;
    if (decided.length === 1 && first)
      return first.status === "adopted"
        ? asSentence(first.sentence)
        : `${begin(en.quoted(first.title))} was not adopted.`;
    return `${begin(inLetters(decided.length, "en"))} decisions were made: ${en.list(decided.map((it) => numbered(it, en.quoted)))}.`;
  },
  openInShort(open) {
    const [first] = open;
    if (open.length === 1 && first)
      return `${en.quoted(first.title)} stays open${first.respondBy ? ` until ${en.shortDay(first.respondBy)}` : ""}.`;
    return `${begin(inLetters(open.length, "en"))} decisions stay open: ${en.list(open.map((it) => numbered(it, en.quoted)))}.`;
  },
  promisesInShort({ made, awaiting, released }) {
    const older =
      released === 1 ? "one older one was released" : `${inLetters(released, "en")} older ones were released`;
    if (made === 0)
      return released === 1
        ? "One commitment was released."
        : `${begin(inLetters(released, "en"))} commitments were released.`;
    const taken =
      made === 1
        ? "One new commitment was made"
        : `${begin(inLetters(made, "en"))} new commitments were made`;
    const waiting =
      made === 1
        ? ", and still waits for a yes"
        : `, ${inLetters(awaiting, "en")} of them still waiting for a yes`;
    return `${taken}${awaiting > 0 ? waiting : ""}${released > 0 ? `, and ${older}` : ""}.`;
  },
  objections: (names) =>
    names.length === 1
      ? `One objection stands: ${names[0]}.`
      : `${begin(inLetters(names.length, "en"))} objections stand: ${en.list(names)}.`,
  stillToHear: (names) => `${en.list(names)} ${names.length === 1 ? "has" : "have"} still to answer.`,
  openUntil: (day) => `Open until ${en.shortDay(day)}.`,
  review: (day) => `We look at it again on ${en.shortDay(day)}.`,
  dueBy: (day) => `by ${en.shortDay(day)}`,
  state: (status) =>
    ({
      offered: "Waiting for a yes",
      active: "In progress",
      declined: "Not accepted",
      kept: "Kept",
      not_kept: "Not kept",
      released: "Released",
    })[status],
  saidAs: (quote) => `Said as: ${en.quoted(quote)}`,
  becameOf(it, names) {
    const what = `C-${it.number} ${en.quoted(it.what)}`;
    const who = names[it.ownerOrganizationId] ?? "—";
    switch (it.how) {
      case "kept":
        return `${what} was kept by ${who}.`;
      case "not_kept":
        return `${what} was not kept by ${who}.`;
      case "released":
        return `${what} of ${who} was released.`;
      case "moved":
        return `${what} of ${who} moved to ${it.dueOn ? en.shortDay(it.dueOn) : "another day"}.`;
      case "handed_over": {
        const to = names[it.toOrganizationId ?? ""] ?? "—";
        return it.toOrganizationId === it.ownerOrganizationId
          ? `${what} went to somebody else of ${who}.`
          : `${what} went from ${who} to ${to}.`;
      }
    }
  },
  minutes: (count) => (count === 1 ? "1 minute" : `${count} minutes`),
  raisedBy: (name) => `raised by ${name}`,
  since: (title) => `carried over from ${title}`,
  parkedState: (status) => ({ open: "", carried_over: "on a later agenda", closed: "settled since" })[status],
  nextMeeting: ({ day, startsAt, place }) => `${en.day(day)}, ${startsAt}${place ? `, ${place}` : ""}`,
  sent: (day) => `Sent on ${en.shortDay(day)}.`,
  draft: "This is a draft. It has not been sent.",
  original:
    "The notes were written in Spanish; what partners wrote stands as they wrote it. If the two versions differ, the Spanish one is the original.",
  erratum: "Corrections",
  instead: (was) => `Instead of ${en.quoted(was)}:`,
};

/** “y” is “e” before the same sound. */
const spanishAnd = (last: string) => (/^h?i(?![aeou])/i.test(last.replace(/^[«“]/, "")) ? "e" : "y");

const es: RecapWords = {
  kind: "Resumen de la reunión",
  inShort: "En breve",
  inTheRoom: "En la sala",
  decided: "Se decidió",
  open: "Sigue abierto",
  toSettle: "Por resolver",
  toSettleText: "Se anotó en la reunión y se apartó al repasarlo.",
  tookOn: "Lo que asumimos",
  became: "Qué fue de compromisos anteriores",
  said: "Lo que se dijo",
  generally: "Al comienzo",
  parkingLot: "Temas pendientes",
  plus: "Salió bien",
  delta: "Para la próxima",
  next: "Próxima reunión",
  number: "N.º",
  what: "Qué",
  who: "Quién",
  by: "Para",
  nothing: "No se decidió nada ni se asumió nada nuevo.",
  notHeard: "Sin respuesta",
  list: (items) => listOf(items, spanishAnd),
  quoted: (text) => `«${text}»`,
  day(day) {
    const { weekday, date, month, year } = partsOf(day, "es");
    return `${weekday} ${date} de ${month} de ${year}`;
  },
  shortDay(day) {
    const { date, month, year } = partsOf(day, "es");
    return `${date} de ${month} de ${year}`;
  },
  when({ day, startsAt, endsAt, timeZone }) {
    const place = placeOf(timeZone);
    return `${begin(es.day(day))}, ${startsAt}–${endsAt}, hora de ${spanishPlaces[place] ?? place}`;
  },
  interpretation: (languages) =>
    `Con interpretación al ${listOf(
      languages.map((it) => ({ en: "inglés", es: "español" })[it]),
      spanishAnd,
    )}`,
  quorum({ members, present, needed }) {
    const were = present === 1 ? "Estuvo" : "Estuvieron";
    return `${were} ${present} de ${members} organizaciones; hacían falta ${needed} para decidir`;
  },
  attendance(status, names) {
    const who = es.list(names);
    const one = names.length === 1;
    switch (status) {
      case "present":
        return `${who} ${one ? "estuvo" : "estuvieron"} en la sala.`;
      case "alternate":
        return `${who} ${one ? "estuvo por medio de su suplente" : "estuvieron por medio de sus suplentes"}.`;
      case "excused":
        return `${who} ${one ? "avisó" : "avisaron"} que no ${one ? "podía" : "podían"} venir.`;
      case "absent":
        return `${who} no ${one ? "estuvo" : "estuvieron"} en la sala.`;
      case "observer":
        return `${who} ${one ? "escuchó" : "escucharon"}.`;
    }
  },
  notNoted: (names) =>
    `No se anotó si ${es.list(names)} ${names.length === 1 ? "estuvo" : "estuvieron"} en la sala.`,
  stance: (position) =>
    ({
      consent: "Consiente",
      consent_with_reservation: "Consiente con reserva",
      stand_aside: "Se aparta sin bloquear",
      objection: "Objeción",
      abstain: "Se abstuvo",
      recused: "Se abstuvo por conflicto de interés",
    })[position] ?? position,
  reasons: (reasons) => reasons.map(es.quoted).join(" "),
  decidedInShort(decided) {
    const [first] = decided;
    if (decided.length === 1 && first)
      return first.status === "adopted"
        ? asSentence(first.sentence)
        : `No se adoptó ${es.quoted(first.title)}.`;
    return `Se tomaron ${inLetters(decided.length, "es")} decisiones: ${es.list(decided.map((it) => numbered(it, es.quoted)))}.`;
  },
  openInShort(open) {
    const [first] = open;
    if (open.length === 1 && first)
      return `${es.quoted(first.title)} sigue abierta${first.respondBy ? ` hasta el ${es.shortDay(first.respondBy)}` : ""}.`;
    return `Siguen abiertas ${inLetters(open.length, "es")} decisiones: ${es.list(open.map((it) => numbered(it, es.quoted)))}.`;
  },
  promisesInShort({ made, awaiting, released }) {
    if (made === 0)
      return released === 1
        ? "Se liberó un compromiso."
        : `Se liberaron ${inLetters(released, "es")} compromisos.`;
    const older =
      released === 1 ? "se liberó uno anterior" : `se liberaron ${inLetters(released, "es")} anteriores`;
    const taken =
      made === 1 ? "Se hizo un compromiso nuevo" : `Se hicieron ${inLetters(made, "es")} compromisos nuevos`;
    const some = awaiting === 1 ? "uno de ellos" : `${inLetters(awaiting, "es")} de ellos`;
    const waiting = made === 1 ? ", todavía por aceptar" : `, ${some} todavía por aceptar`;
    return `${taken}${awaiting > 0 ? waiting : ""}${released > 0 ? `, y ${older}` : ""}.`;
  },
  objections: (names) =>
    names.length === 1
      ? `Queda una objeción: ${names[0]}.`
      : `Quedan ${inLetters(names.length, "es")} objeciones: ${es.list(names)}.`,
  stillToHear: (names) => `Falta la respuesta de ${es.list(names)}.`,
  openUntil: (day) => `Abierta hasta el ${es.shortDay(day)}.`,
  review: (day) => `Se revisa el ${es.shortDay(day)}.`,
  dueBy: (day) => `para el ${es.shortDay(day)}`,
  state: (status) =>
    ({
      offered: "Por aceptar",
      active: "En curso",
      declined: "No aceptado",
      kept: "Cumplido",
      not_kept: "No cumplido",
      released: "Liberado",
    })[status],
  saidAs: (quote) => `Se dijo así: ${es.quoted(quote)}`,
  becameOf(it, names) {
    const what = `C-${it.number} ${es.quoted(it.what)}`;
    const who = names[it.ownerOrganizationId] ?? "—";
    switch (it.how) {
      case "kept":
        return `${who} cumplió ${what}.`;
      case "not_kept":
        return `${who} no cumplió ${what}.`;
      case "released":
        return `Se liberó ${what}, de ${who}.`;
      case "moved":
        return `${what}, de ${who}, pasó ${it.dueOn ? `al ${es.shortDay(it.dueOn)}` : "a otro día"}.`;
      case "handed_over": {
        const to = names[it.toOrganizationId ?? ""] ?? "—";
        return it.toOrganizationId === it.ownerOrganizationId
          ? `${what} pasó a otra persona de ${who}.`
          : `${what} pasó de ${who} a ${to}.`;
      }
    }
  },
  minutes: (count) => (count === 1 ? "1 minuto" : `${count} minutos`),
  raisedBy: (name) => `lo planteó ${name}`,
  since: (title) => `viene de ${title}`,
  parkedState: (status) =>
    ({ open: "", carried_over: "en un orden del día posterior", closed: "ya resuelto" })[status],
  nextMeeting: ({ day, startsAt, place }) => `${begin(es.day(day))}, ${startsAt}${place ? `, ${place}` : ""}`,
  sent: (day) => `Enviado el ${es.shortDay(day)}.`,
  draft: "Esto es un borrador. No se ha enviado.",
  original:
    "Las notas se escribieron en inglés; lo que escribieron las organizaciones queda como lo escribieron. Si las dos versiones difieren, vale la versión en inglés.",
  erratum: "Correcciones",
  instead: (was) => `En lugar de ${es.quoted(was)}:`,
};

/** A recap's words, in both languages. */
export const recapWords: Record<Language, RecapWords> = { en, es };

/** At most three sentences, derived and never invented: what was decided, what stays open, what was promised. */
export function inShort(recap: Recap, language: Language): string[] {
  const words = recapWords[language];
  const made = recap.tookOn.filter((it) => it.status !== "declined");
  const awaiting = made.filter((it) => it.status === "offered").length;
  const released = recap.became.filter((it) => it.how === "released").length;
  const sentences = [
    ...(recap.decided.length > 0 ? [words.decidedInShort(recap.decided)] : []),
    ...(recap.open.length > 0 ? [words.openInShort(recap.open)] : []),
    ...(made.length + released > 0 ? [words.promisesInShort({ made: made.length, awaiting, released })] : []),
  ];
  return sentences.length > 0 ? sentences : [words.nothing];
}

const ways = ["present", "alternate", "excused", "absent", "observer"] as const;

/** Who was there and who was not, a sentence for each way; `shown` are those whom nobody needs to be told of. */
export function roomInWords(
  recap: Recap,
  language: Language,
  shown: readonly (Attendance["status"] | null)[] = [],
): string[] {
  const words = recapWords[language];
  const namesOf = (fits: (it: Recap["room"][number]) => boolean) =>
    recap.room.filter(fits).map((it) => recap.names[it.organizationId] ?? "—");
  const told = ways.flatMap((status) => {
    const names = shown.includes(status) ? [] : namesOf((it) => it.status === status);
    return names.length > 0 ? [words.attendance(status, names)] : [];
  });
  const unknown = shown.includes(null) ? [] : namesOf((it) => it.status === null);
  return unknown.length > 0 ? [...told, words.notNoted(unknown)] : told;
}

/** What a reader asks first of a decision: where it stands, in sentences. */
export function decisionInWords(it: RecapDecision, names: Recap["names"], language: Language): string[] {
  const words = recapWords[language];
  const called = (ids: readonly string[]) => ids.map((id) => names[id] ?? "—");
  if (it.status !== "open") return it.reviewOn ? [words.review(it.reviewOn)] : [];
  const objecting = it.stances.find(({ position }) => position === "objection");
  return [
    ...(objecting ? [words.objections(called(objecting.organizationIds))] : []),
    ...(it.notHeard.length > 0 ? [words.stillToHear(called(it.notHeard))] : []),
    ...(it.respondBy ? [words.openUntil(it.respondBy)] : []),
  ];
}
