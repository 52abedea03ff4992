import { A } from "@solidjs/router";
import { For } from "solid-js";
import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { Language } from "../../shared/languages.ts";
import { Outline, type OutlineHeading } from "../documents/Outline.tsx";
import { languageNames } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./common-agenda.module.css";
import { words } from "./words.ts";

/** Beside the text: its contents, and the languages it is written in. */
export function AgendaAside(props: {
  agenda: CommonAgenda;
  language: Language;
  headings: readonly OutlineHeading[];
  elementOf: (key: string) => HTMLElement | null;
  onGo: (key: string) => void;
}) {
  const t = useWords(words);
  return (
    <>
      <nav class={styles.contentsNav} aria-label={t("inDocument")}>
        <h2>{t("contents")}</h2>
        <Outline
          headings={props.headings}
          elementOf={props.elementOf}
          onGo={props.onGo}
          lang={props.language}
        />
      </nav>
      <nav class={styles.languages} aria-label={t("languages")}>
        <h2>{t("languages")}</h2>
        <ul>
          <For each={props.agenda.documents}>
            {(document) => (
              <li>
                <A
                  href={`/common-agenda/${document.language}`}
                  hreflang={document.language}
                  aria-current={document.language === props.language ? "page" : undefined}
                >
                  {t(document.isSource ? "source" : "translation", {
                    language: languageNames[document.language],
                  })}
                </A>
              </li>
            )}
          </For>
        </ul>
      </nav>
    </>
  );
}
