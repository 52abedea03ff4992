import type { Commitment } from "../../shared/commitments/commitment.ts";
import { daysPast } from "../../shared/commitments/readings.ts";
import type { Day } from "../../shared/dates.ts";
import type { Bilingual, Language } from "../../shared/languages.ts";
import { dayInWords } from "../../shared/log/happened.ts";
import type { Mail } from "../mail/words.ts";

interface About {
  name: string;
  organization: string;
  initiative: Bilingual;
  today: Day;
  items: (Pick<Commitment, "number" | "what" | "status" | "dueOn"> & { address: string })[];
}

/** "A word about what you promised": what waits, since when, and where to answer. */
export function reminderMail(language: Language, it: About): Mail {
  const { subject, greeting, before, after } = phrases[language];
  const lines = it.items.map(
    (one) =>
      `C-${one.number} ${oneLine(one.what)}\n${stateOf(language, one, it.today)}\n${oneLine(one.address)}`,
  );
  return {
    subject: subject(it.items.length, oneLine(it.initiative[language])),
    body: `${greeting(oneLine(it.name))}

${before(oneLine(it.organization))}

${lines.join("\n\n")}

${after}
`,
  };
}

const phrases = {
  en: {
    subject: (count: number, initiative: string) =>
      count === 1
        ? `One commitment to look at: ${initiative}`
        : `${count} commitments to look at: ${initiative}`,
    greeting: (name: string) => `Hello ${name},`,
    before: (organization: string) => `This is a reminder of what ${organization} took on.`,
    after:
      "Say that it was kept, move the date with a reason, or ask for help; each is one press on its page. A date that is moved openly is no broken promise.",
  },
  es: {
    subject: (count: number, initiative: string) =>
      count === 1
        ? `Un compromiso por revisar: ${initiative}`
        : `${count} compromisos por revisar: ${initiative}`,
    greeting: (name: string) => `Hola, ${name}:`,
    before: (organization: string) => `Le recordamos lo que asumió ${organization}.`,
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

/** What people wrote never looks like a line of ours. */
const oneLine = (text: string) => text.replace(/\s+/g, " ");
