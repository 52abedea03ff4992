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
