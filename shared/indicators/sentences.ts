import type { Bilingual } from "../languages.ts";
import type { Names, Telling } from "../log/happened.ts";
import type { IndicatorEvent } from "./events.ts";

/** How the log tells what happened to an indicator. */
export function tell(event: IndicatorEvent, names: Names): Telling {
  if (event.type === "indicator.defined")
    return {
      text: { en: "defined the indicator {it}", es: "definió el indicador {it}" },
      it: event.data.name,
      note: same(event.data.definition),
    };
  if (event.type === "indicator.redefined")
    return {
      text: event.data.break
        ? {
            en: `changed how {it} is measured from ${event.data.break.period} on`,
            es: `cambió cómo se mide {it} desde ${event.data.break.period}`,
          }
        : { en: "defined {it} anew", es: "definió de nuevo {it}" },
      it: event.data.definition.name,
      note: same(event.data.break?.reason ?? event.data.definition.definition),
    };
  if (event.type === "indicator.reminded")
    return {
      text: {
        en: `asked ${names.person(event.data.personId)} for {it}, ${event.data.period}`,
        es: `pidió a ${names.person(event.data.personId)} el dato de {it}, ${event.data.period}`,
      },
      it: names.record(event.refs[0]!),
    };
  if (event.type === "indicator.round_opened") return tellOpened(event.data);
  if (event.type === "indicator.round_closed")
    return {
      text: {
        en: `closed the data round for ${event.data.period}`,
        es: `cerró la ronda de datos de ${event.data.period}`,
      },
    };
  if (event.type === "indicator.imported") return tellImported(event.data);
  const { period, status, value, unit, note } = event.data;
  const it = names.record(event.refs[0]!);
  // Whose number it is stands in the sentence only where somebody else has said it.
  const owner = names.organization(event.data.reportedByOrganizationId);
  const who = event.onBehalf ? { en: ` for ${owner}`, es: ` por ${owner}` } : { en: "", es: "" };
  const said = verbs[status];
  return {
    text: { en: `${said.en} {it} for ${period}${who.en}`, es: `${said.es} {it} de ${period}${who.es}` },
    it,
    ...noteOf(value, unit, note),
  };
}

function tellOpened(data: (IndicatorEvent & { type: "indicator.round_opened" })["data"]): Telling {
  const count = data.indicatorIds.length;
  return {
    text: {
      en: `opened a data round for ${data.period}, ${count === 1 ? "one indicator" : `${count} indicators`}`,
      es: `abrió una ronda de datos de ${data.period}, ${count === 1 ? "un indicador" : `${count} indicadores`}`,
    },
    ...(data.note ? { note: same(data.note) } : {}),
  };
}

function tellImported(data: (IndicatorEvent & { type: "indicator.imported" })["data"]): Telling {
  const { readings, indicators } = data;
  const en = `${readings === 1 ? "one reading" : `${readings} readings`} of ${indicators === 1 ? "one indicator" : `${indicators} indicators`}`;
  const es = `${readings === 1 ? "un dato" : `${readings} datos`} de ${indicators === 1 ? "un indicador" : `${indicators} indicadores`}`;
  return {
    text: { en: `imported ${en} from a file`, es: `importó ${es} de un archivo` },
    note: same(data.file),
  };
}

const verbs: Record<(IndicatorEvent & { type: "indicator.reported" })["data"]["status"], Bilingual> = {
  reported: { en: "reported", es: "reportó" },
  provisional: { en: "reported, for now,", es: "reportó, de forma provisional," },
  corrected: { en: "corrected", es: "corrigió" },
  missing: { en: "has no reading of", es: "no tiene dato de" },
};

function noteOf(value: number | null, unit: string, note: string | null) {
  if (value === null) return note ? { note: same(note) } : {};
  const words = note ? `. ${note}` : "";
  return {
    note: {
      en: `${numbers.en.format(value)} ${unit}${words}`,
      es: `${numbers.es.format(value)} ${unit}${words}`,
    },
  };
}

const numbers = { en: new Intl.NumberFormat("en-US"), es: new Intl.NumberFormat("es") };
const same = (text: string): Bilingual => ({ en: text, es: text });
