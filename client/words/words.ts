import { resolveTemplate } from "@solid-primitives/i18n";
import type { Language } from "../../shared/languages.ts";
import { useLanguage } from "./language.ts";

/** `people_one` and `people_other` are both said as `people`. */
type Said<Key> = Key extends `${infer Base}_${"one" | "other"}` ? Base : Key;

export type Phrases = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

/** What a part of the screen says, in every language. */
export interface Words<Key extends string = string> {
  en: Readonly<Record<Key, string>>;
  es: Readonly<Record<Key, string>>;
}

/** Says a phrase; `{{ name }}` in it stands for `values.name`, and `values.count` chooses the plural form. */
export type Say<Key extends string> = (key: Said<Key>, values?: Values) => string;

/** Checks that both languages have the same phrases. Whole sentences only: never glue two together. */
export const defineWords = <Key extends string>(words: {
  en: Readonly<Record<Key, string>>;
  es: Readonly<Record<NoInfer<Key>, string>>;
}): Words<Key> => words;

const plurals: Record<Language, Intl.PluralRules> = {
  en: new Intl.PluralRules("en"),
  es: new Intl.PluralRules("es"),
};

const numbers: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat("en"),
  es: new Intl.NumberFormat("es"),
};

/** The phrase for `key`, in its plural form when `values.count` is a number; the key itself when there is none. */
export function phraseOf(phrases: Phrases, language: Language, key: string, values: Values = {}) {
  const { count } = values;
  const isOne = typeof count === "number" && plurals[language].select(count) === "one";
  const phrase = phrases[key] ?? (isOne ? phrases[`${key}_one`] : undefined) ?? phrases[`${key}_other`];
  if (phrase === undefined) return key;
  const written = Object.entries(values).map(([name, it]) => [
    name,
    typeof it === "number" ? numbers[language].format(it) : it,
  ]);
  return resolveTemplate(phrase, Object.fromEntries(written));
}

/** The phrases of `words` in the language of the interface; what it returns follows a change of language. */
export function useWords<Key extends string>(words: Words<Key>): Say<Key> {
  const language = useLanguage();
  return (key, values) => phraseOf(words[language()], language(), key, values);
}
