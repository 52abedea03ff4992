import type { Day } from "../../shared/dates.ts";
import type { Language } from "../../shared/languages.ts";
import type { MailButton, MailDraft, MailItem } from "../mail/draft.ts";
import { hello, sayDay } from "./words.ts";

interface RecapMail {
  reader: { name: string; language: Language };
  meeting: { id: string; title: string; day: Day };
  organization: string;
  /** What the reader's organization was offered or took on. */
  items: MailItem[];
  /** How many corrections the minutes had, when the reader is to confirm them. */
  confirms: number | undefined;
  /** The recap in the reader's language, in Markdown. */
  text: string;
}

/** “What was agreed”, with what it means for the reader's own organization first. */
export function recapMail({ reader, meeting, organization, items, confirms, text }: RecapMail): MailDraft {
  const t = words[reader.language];
  const read: MailButton = { label: t.read, path: `/meetings/${meeting.id}/recap` };
  const confirm: MailButton[] =
    confirms === undefined
      ? []
      : [
          {
            label: t.confirm,
            act: { kind: "minutes.confirm", recordId: meeting.id, version: confirms },
          },
        ];
  const day = sayDay(meeting.day, reader.language);
  return {
    subject: t.subject(meeting.title, day),
    paragraphs: [
      hello(reader.language, reader.name),
      t.lead(meeting.title, day),
      items.length > 0 ? t.yours(organization) : t.nothing(organization),
    ],
    items,
    buttons: [...confirm, read],
    markdown: text,
    closing: items.some((it) => (it.buttons ?? []).length > 0) || confirms !== undefined ? [t.how] : [],
  };
}

const words = {
  en: {
    subject: (title: string, day: string) => `Recap: ${title}, ${day}`,
    lead: (title: string, day: string) => `This is what was agreed in “${title}” on ${day}.`,
    yours: (organization: string) => `From it, ${organization} has these commitments:`,
    nothing: (organization: string) => `No commitment from it is ${organization}’s.`,
    read: "Open the recap",
    confirm: "Confirm these minutes",
    how: "Accept, Decline, Kept, New date and Confirm open a page with one question; nobody has to sign in. They work for you alone and for 30 days.",
  },
  es: {
    subject: (title: string, day: string) => `Resumen: ${title}, ${day}`,
    lead: (title: string, day: string) => `Esto es lo que se acordó en «${title}» el ${day}.`,
    yours: (organization: string) => `De esa reunión, ${organization} tiene estos compromisos:`,
    nothing: (organization: string) => `Ningún compromiso de esa reunión es de ${organization}.`,
    read: "Abrir el resumen",
    confirm: "Confirmar esta acta",
    how: "Aceptar, No aceptar, Cumplido, Nueva fecha y Confirmar abren una página con una sola pregunta; no hace falta entrar. Sirven solo para usted y durante 30 días.",
  },
} as const satisfies Record<Language, unknown>;
