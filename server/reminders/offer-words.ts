import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Language } from "../../shared/languages.ts";
import type { MailDraft } from "../mail/draft.ts";
import { dueLine, itemOf, type Origin } from "./items.ts";
import { hello, sayDay, titleOf } from "./words.ts";

interface Offer {
  commitment: Commitment;
  reader: { name: string; language: Language; hasVoice: boolean };
  /** Who wrote it down, and for whom. */
  by: string;
  owner: string;
  origin: Origin | undefined;
}

/** “A commitment waits for your yes.” */
export function offerMail(it: Offer): MailDraft {
  const { commitment, reader, by, owner, origin } = it;
  const t = words[reader.language];
  const where = origin ? t.inMeeting(origin.title, sayDay(origin.day, reader.language)) : t.here;
  return {
    subject: t.subject(owner, titleOf(commitment)),
    paragraphs: [hello(reader.language, reader.name), t.lead(by, owner, where)],
    items: [itemOf(commitment, reader, [dueLine(commitment, reader.language)])],
    closing: [reader.hasVoice ? t.how : t.noVoice(owner), t.silence],
  };
}

const words = {
  en: {
    subject: (owner: string, title: string) => `Offered to ${owner}: ${title}`,
    lead: (by: string, owner: string, where: string) =>
      `${by} wrote down this commitment for ${owner}, ${where}. It is an offer until ${owner} accepts it.`,
    inMeeting: (title: string, day: string) => `in the meeting “${title}” on ${day}`,
    here: "outside a meeting",
    how: "Each button opens a page with one question; nobody has to sign in. The buttons work for you alone and for 30 days.",
    noVoice: (owner: string) => `Whoever speaks for ${owner} has the same mail and can accept it.`,
    silence: "Silence never counts as a yes.",
  },
  es: {
    subject: (owner: string, title: string) => `Ofrecido a ${owner}: ${title}`,
    lead: (by: string, owner: string, where: string) =>
      `${by} anotó este compromiso para ${owner}, ${where}. Es una oferta hasta que ${owner} lo acepte.`,
    inMeeting: (title: string, day: string) => `en la reunión «${title}» del ${day}`,
    here: "fuera de una reunión",
    how: "Cada botón abre una página con una sola pregunta; no hace falta entrar. Los botones sirven solo para usted y durante 30 días.",
    noVoice: (owner: string) => `Quien habla por ${owner} tiene este mismo correo y puede aceptarlo.`,
    silence: "El silencio nunca cuenta como un sí.",
  },
} as const satisfies Record<Language, unknown>;
