import type { ActKind } from "../../shared/acts/act.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { closingTime } from "../../shared/decisions/readings.ts";
import type { Language } from "../../shared/languages.ts";
import type { MailButton, MailDraft } from "../mail/draft.ts";
import { hello, sayDay } from "./words.ts";

/** A mail that asks an organization where it stands. */
export interface DecisionMail {
  decision: Decision;
  organization: { id: string; shortName: string };
  reader: { name: string; language: Language };
  /** It closes in a day, the backbone asks by hand, or its words have changed. */
  why: "closing" | "asked" | "reworded";
  /** False for a public body that speaks in meetings only. */
  mayAnswer: boolean;
}

/** “Closes in 24 hours without you.” What others said stands on its page, not here: first comes one's own position. */
export function decisionMail({ decision, organization, reader, why, mayAnswer }: DecisionMail): MailDraft {
  const t = words[reader.language];
  const title = `D-${decision.number} · ${decision.title}`;
  const by = decision.respondBy && t.by(sayDay(decision.respondBy, reader.language), closingTime);
  return {
    subject: t.subject[why](title),
    paragraphs: [hello(reader.language, reader.name), t.lead[why](organization.shortName)],
    items: [
      {
        title,
        lines: [t.method[decision.method], ...(by ? [by] : [])],
        quote: decision.proposal,
        buttons: [
          ...(mayAnswer ? buttonsOf(decision, organization.id, t) : []),
          { label: t.read, path: `/decisions/${decision.id}` },
        ],
      },
    ],
    closing: [mayAnswer ? t.how : t.inMeeting, t.silence],
  };
}

const kinds = {
  consent: "decision.consent",
  reservation: "decision.reservation",
  aside: "decision.stand_aside",
  object: "decision.objection",
} as const satisfies Record<string, ActKind>;

/** Eight levels are chosen on the page; four positions fit into a mail, all alike. */
function buttonsOf(it: Decision, organizationId: string, t: Words): MailButton[] {
  if (it.method === "gradients") return [];
  return (Object.keys(kinds) as (keyof typeof kinds)[]).map((name) => ({
    label: t[name],
    act: { kind: kinds[name], recordId: it.id, version: it.version, organizationId },
  }));
}

type Words = (typeof words)[Language];

const words = {
  en: {
    subject: {
      closing: (title: string) => `Closes in 24 hours without you: ${title}`,
      asked: (title: string) => `Where do you stand? ${title}`,
      reworded: (title: string) => `The proposal has changed: ${title}`,
    },
    lead: {
      closing: (name: string) => `This decision closes in 24 hours, and ${name} has not been heard yet.`,
      asked: (name: string) => `The partners are deciding this, and ${name} has not been heard yet.`,
      reworded: (name: string) =>
        `The proposal has new words. What ${name} said of the words before still stands; look whether it should.`,
    },
    by: (day: string, time: string) => `Answers until ${day}, ${time}.`,
    method: {
      consent: "Decided by consent: it passes if nobody objects.",
      consensus: "Decided by consensus: it passes if all agree.",
      two_thirds: "Decided by two thirds of the partners.",
      sense_check: "A sense check: it binds nobody.",
      advice: "Asks for advice: who raised it decides.",
      gradients: "Partners say how much they agree, in eight levels.",
    },
    consent: "Consent",
    reservation: "With reservation",
    aside: "Stand aside",
    object: "Object",
    read: "Read it with its thread",
    how: "Each button opens a page with one question; nobody has to sign in. You can change your mind while it is open.",
    inMeeting: "Your organization speaks in meetings only. Read it here, or write to the backbone.",
    silence: "Silence is shown as silence and never counted as consent.",
  },
  es: {
    subject: {
      closing: (title: string) => `Se cierra en 24 horas sin su postura: ${title}`,
      asked: (title: string) => `¿Cuál es su postura? ${title}`,
      reworded: (title: string) => `La propuesta ha cambiado: ${title}`,
    },
    lead: {
      closing: (name: string) => `Esta decisión se cierra en 24 horas y ${name} aún no ha dado su postura.`,
      asked: (name: string) => `Los socios están decidiendo esto y ${name} aún no ha dado su postura.`,
      reworded: (name: string) =>
        `La propuesta tiene palabras nuevas. Lo que ${name} dijo de las anteriores sigue valiendo; mire si debe seguir así.`,
    },
    by: (day: string, time: string) => `Respuestas hasta el ${day}, ${time}.`,
    method: {
      consent: "Se decide por consentimiento: se aprueba si nadie presenta una objeción.",
      consensus: "Se decide por consenso: se aprueba si todos están de acuerdo.",
      two_thirds: "Lo deciden dos tercios de los socios.",
      sense_check: "Un sondeo: no obliga a nadie.",
      advice: "Se piden consejos: decide quien lo planteó.",
      gradients: "Los socios dicen cuánto están de acuerdo, en ocho grados.",
    },
    consent: "Consentimiento",
    reservation: "Con reserva",
    aside: "Apartarse",
    object: "Objetar",
    read: "Leerla con su hilo",
    how: "Cada botón abre una página con una sola pregunta; no hace falta entrar. Puede cambiar de opinión mientras esté abierta.",
    inMeeting:
      "Su organización habla solo en las reuniones. Léala aquí o escriba a la organización vertebradora.",
    silence: "El silencio se muestra como silencio y nunca cuenta como consentimiento.",
  },
} as const;
