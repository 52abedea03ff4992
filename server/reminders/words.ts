import type { Commitment } from "../../shared/commitments/commitment.ts";
import type { Day } from "../../shared/dates.ts";
import type { Language } from "../../shared/languages.ts";

/** What the buttons under a commitment say. */
export const buttonWords = {
  en: { accept: "Accept", decline: "Decline", keep: "Kept", renegotiate: "New date" },
  es: { accept: "Aceptar", decline: "No aceptar", keep: "Cumplido", renegotiate: "Nueva fecha" },
} as const satisfies Record<Language, Record<string, string>>;

export const hello = (language: Language, name: string) =>
  language === "es" ? `Hola, ${name}:` : `Hello ${name},`;

/** “C-24 · Plant reeds”. */
export const titleOf = (it: Pick<Commitment, "number" | "what">) => `C-${it.number} · ${it.what}`;

const formatOf = (locale: string) =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
const formats = { en: formatOf("en-US"), es: formatOf("es") };

/** A day with its weekday: “Monday, March 15, 2027”, “lunes, 15 de marzo de 2027”. */
export const sayDay = (day: Day, language: Language) => formats[language].format(Date.parse(`${day}T00:00Z`));
