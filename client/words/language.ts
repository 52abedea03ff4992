import { createEffect, createRoot, createSignal } from "solid-js";
import { type Language, languages } from "../../shared/languages.ts";
import { recall, remember } from "../ui/storage.ts";

const remembered = "ct-language";

/** The language a visitor most likely reads: the one chosen here before, else the browser's first that we have. */
function likelyLanguage(): Language {
  if (typeof document === "undefined") return "en";
  const wanted = [recall(remembered), ...navigator.languages];
  for (const it of wanted) {
    const found = languages.find((language) => it?.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return "en";
}

const [language, setLanguage] = createSignal<Language>(likelyLanguage());

if (typeof document !== "undefined")
  createRoot(() => createEffect(() => document.documentElement.setAttribute("lang", language())));

/** The language of the interface, as a signal: read it in JSX and it follows. */
export const useLanguage = () => language;

/** Show everything in `chosen` from now on, in this browser. */
export function chooseLanguage(chosen: Language) {
  setLanguage(chosen);
  remember(remembered, chosen);
}

/** How each language calls itself. */
export const languageNames: Record<Language, string> = { en: "English", es: "Español" };
