import { type Day, daysBetween } from "../../shared/dates.ts";
import { sayPeriod } from "../../shared/indicators/period.ts";
import { sayUnit, sayValue } from "../../shared/indicators/units.ts";
import type { Bilingual, Language } from "../../shared/languages.ts";
import { type MailDraft, oneLine } from "../mail/draft.ts";
import { hello, sayDay } from "./words.ts";

interface Call {
  reader: { name: string; language: Language };
  initiative: Bilingual;
  items: readonly {
    indicator: { id: string; code: string; name: Bilingual; definition: string; unit: string };
    period: string;
    dueOn: Day;
    version: number;
    provisional: number | null;
  }[];
  today: Day;
  why: "opened" | "due" | "asked";
  note: string | null;
}

/** What stands behind the button of a reading: the indicator and its period. */
export const readingRecord = (indicatorId: string, period: string) => `${indicatorId}/${period}`;

/** “One number, please.” Each indicator has its own button to a form of one number. */
export function readingMail({ reader, initiative, items, today, why, note }: Call): MailDraft {
  const { language } = reader;
  const t = words[language];
  const periods = [...new Set(items.map((it) => sayPeriod(it.period, language)))];
  const period = periods.length === 1 ? periods[0]! : t.several;
  const [first] = items;
  return {
    subject:
      items.length === 1 && first
        ? t.subject(oneLine(first.indicator.name[language]), period)
        : t.subjectOfMany(items.length, period),
    paragraphs: [
      hello(language, reader.name),
      t.lead[why](oneLine(initiative[language]), items.length),
      ...(note ? [note] : []),
    ],
    items: items.map((it) => ({
      title: `${it.indicator.code} · ${it.indicator.name[language]}`,
      lines: [
        it.indicator.definition,
        t.counted(sayPeriod(it.period, language), sayUnit(it.indicator.unit, language)),
        t.due(daysBetween(today, it.dueOn), sayDay(it.dueOn, language)),
        ...(it.provisional === null
          ? []
          : [t.provisional(sayValue(it.provisional, it.indicator.unit, language))]),
      ],
      buttons: [
        {
          label: items.length === 1 ? t.button : `${t.button}: ${it.indicator.code}`,
          act: {
            kind: "reading.report",
            recordId: readingRecord(it.indicator.id, it.period),
            version: it.version,
          },
        },
      ],
    })),
    closing: [t.how],
  };
}

const words = {
  en: {
    several: "several periods",
    subject: (name: string, period: string) => `One number, please: ${name}, ${period}`,
    subjectOfMany: (count: number, period: string) => `${count} numbers, please: ${period}`,
    lead: {
      opened: (initiative: string, count: number) =>
        count === 1
          ? `${initiative} gathers its numbers, and one of them is yours.`
          : `${initiative} gathers its numbers, and ${count} of them are yours.`,
      due: (initiative: string, count: number) =>
        count === 1
          ? `${initiative} still waits for one number of yours.`
          : `${initiative} still waits for ${count} numbers of yours.`,
      asked: (initiative: string, count: number) =>
        count === 1
          ? `The backbone of ${initiative} asks you for one number.`
          : `The backbone of ${initiative} asks you for ${count} numbers.`,
    },
    counted: (period: string, unit: string) => `For ${period}, in ${unit}.`,
    due(left: number, day: string) {
      if (left === 0) return `Wanted today, ${day}.`;
      return left > 0 ? `Wanted by ${day}.` : `It was wanted by ${day}.`;
    },
    provisional: (value: string) => `There is a provisional value, ${value}. Is it final?`,
    button: "Report",
    how: "The button opens a form of one number; nobody has to sign in. If it could not be collected, say why there: that is an answer too.",
  },
  es: {
    several: "varios periodos",
    subject: (name: string, period: string) => `Un número, por favor: ${name}, ${period}`,
    subjectOfMany: (count: number, period: string) => `${count} números, por favor: ${period}`,
    lead: {
      opened: (initiative: string, count: number) =>
        count === 1
          ? `${initiative} reúne sus números y uno es suyo.`
          : `${initiative} reúne sus números y ${count} son suyos.`,
      due: (initiative: string, count: number) =>
        count === 1
          ? `${initiative} todavía espera un número suyo.`
          : `${initiative} todavía espera ${count} números suyos.`,
      asked: (initiative: string, count: number) =>
        count === 1
          ? `La organización vertebradora de ${initiative} le pide un número.`
          : `La organización vertebradora de ${initiative} le pide ${count} números.`,
    },
    counted: (period: string, unit: string) => `De ${period}, en ${unit}.`,
    due(left: number, day: string) {
      if (left === 0) return `Se espera hoy, ${day}.`;
      return left > 0 ? `Se espera hasta el ${day}.` : `Se esperaba hasta el ${day}.`;
    },
    provisional: (value: string) => `Hay un valor provisional, ${value}. ¿Es el definitivo?`,
    button: "Informar",
    how: "El botón abre un formulario de un solo número; no hace falta entrar. Si no se pudo obtener, diga allí por qué: también es una respuesta.",
  },
} as const satisfies Record<Language, unknown>;
