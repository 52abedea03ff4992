import type { Language } from "../languages.ts";

/** Units that both languages know, by the name that is kept. What is not here is the partners' own word. */
const known: { name: string; en: string; es: string; also: readonly string[] }[] = [
  { name: "percent", en: "%", es: "%", also: ["per cent", "por ciento", "porcentaje", "pct"] },
  { name: "acres", en: "acres", es: "acres", also: ["acre", "ac"] },
  { name: "hectares", en: "hectares", es: "hectáreas", also: ["hectare", "ha", "hectárea", "hectareas"] },
  {
    name: "million pounds",
    en: "million lb",
    es: "millones de libras",
    also: ["million lbs", "m lb", "millones de lb", "million pound"],
  },
  { name: "people", en: "people", es: "personas", also: ["persons", "person", "persona"] },
  { name: "days", en: "days", es: "días", also: ["day", "día", "dias"] },
  { name: "pounds", en: "lb", es: "libras", also: ["lbs", "pound", "libra"] },
];

const plain = (text: string) =>
  text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").replace(/\.$/, "").trim();

const byWord = new Map(
  known.flatMap((it) => [it.name, it.en, it.es, ...it.also].map((word) => [plain(word), it.name] as const)),
);

/** One name for each unit, however it is written. */
export const unitNamed = (written: string): string => byWord.get(plain(written)) ?? plain(written);

/** A unit that somebody wrote as it is kept: one that both languages know under its one name, another as it was written. */
export const unitKept = (written: string): string => byWord.get(plain(written)) ?? written.trim();

/** A unit as somebody would write it into a form in their language: “percent”, “porcentaje”. */
export const writeUnit = (unit: string, language: Language): string =>
  unitNamed(unit) === "percent" ? { en: "percent", es: "porcentaje" }[language] : sayUnit(unit, language);

/** A unit as the reader calls it; “%” for percent. */
export const sayUnit = (unit: string, language: Language): string =>
  known.find((it) => it.name === unitNamed(unit))?.[language] ?? unit;

/** A page of charts says hundreds of numbers, and making a format takes longer than using it a hundred times. */
const formats = new Map<string, Intl.NumberFormat>();
function formatIn(locale: string) {
  const found =
    formats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: "always" });
  formats.set(locale, found);
  return found;
}

/** A value with its unit: “61.5%”, “61,5 %”, “503 acres”. */
export function sayValue(value: number, unit: string, language: Language, locale: string = language): string {
  const number = formatIn(locale).format(value);
  const said = sayUnit(unit, language);
  if (said === "%") return language === "es" ? `${number} %` : `${number}%`;
  return `${number} ${said}`;
}
