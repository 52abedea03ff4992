import * as v from "valibot";

/** The languages of the interface, the mails and the common agenda. */
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];
export const Language = v.picklist(languages);

/** A text that the initiative keeps in both languages. */
export const Bilingual = v.object({ en: v.string(), es: v.string() });
export type Bilingual = Record<Language, string>;
