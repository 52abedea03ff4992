import type { Commitment } from "../../shared/commitments/commitment.ts";
import { daysPast } from "../../shared/commitments/readings.ts";
import type { Day } from "../../shared/dates.ts";
import type { Bilingual, Language } from "../../shared/languages.ts";
import { dayInWords } from "../../shared/log/happened.ts";
import { type MailDraft, oneLine } from "../mail/draft.ts";
import { buttonsOf } from "../reminders/items.ts";
import { hello, titleOf } from "../reminders/words.ts";

interface About {
  name: string;
  organization: string;
  initiative: Bilingual;
  today: Day;
  items: (Commitment & { hasVoice: boolean })[];
}

/** "A word about what you promised": what waits, since when, and where to answer. */
export function reminderMail(language: Language, it: About): MailDraft {
  const { subject, before, after, open } = phrases[language];
  return {
    subject: subject(it.items.length, oneLine(it.initiative[language])),
    paragraphs: [hello(language, it.name), before(it.organization)],
    items: it.items.map((one) => ({
      title: titleOf(one),
      lines: [stateOf(language, one, it.today)],
      buttons: [
        // Whoever only looks after it finds there who speaks for their organization.
        ...(one.hasVoice ? buttonsOf(one, language) : []),
        { label: open, path: `/commitments/${one.id}` },
      ],
    })),
    closing: [after],
  };
}

const phrases = {
  en: {
    subject: (count: number, initiative: string) =>
      count === 1
        ? `One commitment to look at: ${initiative}`
        : `${count} commitments to look at: ${initiative}`,
    before: (organization: string) => `This is a reminder of what ${organization} took on.`,
    after:
      "Say that it was kept, move the date with a reason, or ask for help; each is one press on its page. A date that is moved openly is no broken promise.",
    open: "Open it",
  },
  es: {
    subject: (count: number, initiative: string) =>
      count === 1
        ? `Un compromiso por revisar: ${initiative}`
        : `${count} compromisos por revisar: ${initiative}`,
    before: (organization: string) => `Le recordamos lo que asumió ${organization}.`,
    open: "Abrirlo",
    after:
      "Diga que se cumplió, cambie la fecha con un motivo o pida apoyo; cada cosa es un toque en su página. Una fecha que se cambia abiertamente no es una promesa rota.",
  },
} as const;

function stateOf(language: Language, it: About["items"][number], today: Day) {
  const due = dayInWords(it.dueOn)[language];
  if (it.status === "offered")
    return language === "es" ? `Espera su sí; para el ${due}.` : `It waits for your yes; due ${due}.`;
  const days = daysPast(it, today);
  if (days === 0) return language === "es" ? `Para el ${due}.` : `Due ${due}.`;
  if (language === "es")
    return days === 1 ? `Era para el ${due}, ayer.` : `Era para el ${due}, hace ${days} días.`;
  return days === 1 ? `It was due ${due}, yesterday.` : `It was due ${due}, ${days} days ago.`;
}
