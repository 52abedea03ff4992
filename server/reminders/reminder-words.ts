import type { Commitment } from "../../shared/commitments/commitment.ts";
import { type Day, daysBetween } from "../../shared/dates.ts";
import type { Language } from "../../shared/languages.ts";
import type { MailDraft } from "../mail/draft.ts";
import { itemOf } from "./items.ts";
import { hello, sayDay, titleOf } from "./words.ts";

interface Reminder {
  commitments: readonly Commitment[];
  today: Day;
  reader: { name: string; language: Language };
  /** Whether the reader may answer for it. */
  hasVoice: (it: Commitment) => boolean;
  /** Those that nobody is reminded of after this. */
  isLast?: (it: Commitment) => boolean;
}

/** “Your commitment for today.” One mail for all of a reader's that come due at once. */
export function reminderMail({ commitments, today, reader, hasVoice, isLast }: Reminder): MailDraft {
  const t = words[reader.language];
  const [first] = commitments;
  const lineFor = (it: Commitment) => t.due(daysBetween(today, it.dueOn), sayDay(it.dueOn, reader.language));
  return {
    subject:
      commitments.length === 1 && first
        ? t.subject(daysBetween(today, first.dueOn), titleOf(first))
        : t.subjectOfMany(commitments.length),
    paragraphs: [hello(reader.language, reader.name), t.lead],
    items: commitments.map((it) =>
      itemOf(it, { language: reader.language, hasVoice: hasVoice(it) }, [
        lineFor(it),
        ...(isLast?.(it) ? [t.last] : []),
      ]),
    ),
    closing: [commitments.some(hasVoice) ? t.how : t.noVoice],
  };
}

const plural = { en: new Intl.PluralRules("en"), es: new Intl.PluralRules("es") };
const days = (language: Language, count: number, one: string, other: string) =>
  plural[language].select(count) === "one" ? one : other;

const words = {
  en: {
    subject(left: number, title: string) {
      if (left === 0) return `For today: ${title}`;
      if (left < 0) return `${-left} ${days("en", -left, "day", "days")} past its date: ${title}`;
      return `In ${left} ${days("en", left, "day", "days")}: ${title}`;
    },
    subjectOfMany: (count: number) => `${count} commitments to look at`,
    lead: "A short word about what you look after.",
    due(left: number, day: string) {
      if (left === 0) return `Its date is today, ${day}.`;
      if (left < 0) return `Its date was ${day}, ${-left} ${days("en", -left, "day", "days")} ago.`;
      return `Its date is ${day}, in ${left} ${days("en", left, "day", "days")}.`;
    },
    last: "This is the last reminder of it.",
    how: "Is it done? Say so with one press. Does it take longer? A new date with a reason is no broken promise. Nobody has to sign in.",
    noVoice: "Whoever speaks for your organization can say that it was kept, or give it a new date.",
  },
  es: {
    subject(left: number, title: string) {
      if (left === 0) return `Para hoy: ${title}`;
      if (left < 0) return `${-left} ${days("es", -left, "día", "días")} después de su fecha: ${title}`;
      return `En ${left} ${days("es", left, "día", "días")}: ${title}`;
    },
    subjectOfMany: (count: number) => `${count} compromisos que mirar`,
    lead: "Unas palabras sobre lo que tiene a su cargo.",
    due(left: number, day: string) {
      if (left === 0) return `Su fecha es hoy, ${day}.`;
      if (left < 0) return `Su fecha era el ${day}, hace ${-left} ${days("es", -left, "día", "días")}.`;
      return `Su fecha es el ${day}, en ${left} ${days("es", left, "día", "días")}.`;
    },
    last: "Este es el último recordatorio.",
    how: "¿Ya está? Dígalo con un toque. ¿Hace falta más tiempo? Una nueva fecha con su motivo no es una promesa rota. No hace falta entrar.",
    noVoice: "Quien habla por su organización puede decir que se cumplió o darle una nueva fecha.",
  },
} as const satisfies Record<Language, unknown>;
