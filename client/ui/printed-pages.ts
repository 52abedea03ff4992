import { createEffect, onCleanup } from "solid-js";
import type { Language } from "../../shared/languages.ts";

interface Pages {
  language: Language;
  /** What stands above every page. */
  left: string;
  right: string;
  /** For what is wider than high. */
  isLandscape?: boolean;
}

/** A text as a string of CSS. */
const quoted = (text: string) => `"${text.replace(/[\\"]/g, "\\$&").replace(/[\n\r\f]/g, " ")}"`;
const of = { en: " of ", es: " de " };
const type = 'font: 500 8.5pt "Hanken Grotesk Variable", sans-serif; color: #333;';

/**
 * Heads and numbers of the printed pages while this component is on the screen. They are rules about pages, which no
 * element can carry; a sheet made by script is the one way to say them in two languages.
 */
export function usePrintedPages(pages: () => Pages) {
  const sheet = new CSSStyleSheet();
  createEffect(() => {
    const { language, left, right, isLandscape } = pages();
    sheet.replaceSync(`@page {
      size: A4${isLandscape ? " landscape" : ""};
      margin: 20mm 16mm 18mm;
      @top-left { content: ${quoted(left)}; ${type} }
      @top-right { content: ${quoted(right)}; ${type} }
      @bottom-right { content: counter(page) "${of[language]}" counter(pages); ${type} }
    }`);
  });
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  onCleanup(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet);
  });
}
