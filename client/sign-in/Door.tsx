import { createEffect, type JSX, onMount, Show } from "solid-js";
import { languages } from "../../shared/languages.ts";
import type { Welcome } from "../../shared/sign-in/sign-in.ts";
import { arriveAt } from "../shell/arrival.ts";
import { Mark } from "../shell/Mark.tsx";
import { Announcer } from "../ui/Announcer.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Toasts } from "../ui/Toasts.tsx";
import { chooseLanguage, languageNames, useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./door.module.css";
import { words } from "./words.ts";

/** The two halves of every page before somebody is in: whose place this is, and what to do. */
export function Door(props: {
  title: string;
  initiative: Welcome["initiative"] | undefined;
  /** A line under the tagline. */
  aside?: string;
  children: JSX.Element;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const name = () => props.initiative?.name[language()];
  createEffect(() => {
    document.title = [props.title, name(), "Common Thread"].filter(Boolean).join(" · ");
  });
  let main: HTMLElement | undefined;
  onMount(() => arriveAt(main));
  return (
    <div class={styles.door}>
      <aside class={styles.place} aria-label={t("about")}>
        <div class={styles.brand}>
          <Mark size={36} plain />
          <span>Common Thread</span>
        </div>
        <Show when={props.initiative}>
          {(it) => (
            <div class={styles.about}>
              <p class={styles.name}>{it().name[language()]}</p>
              <p class={styles.tagline}>{it().tagline[language()]}</p>
              <Show when={props.aside}>
                <p class={styles.extra}>{props.aside}</p>
              </Show>
            </div>
          )}
        </Show>
        <River />
      </aside>
      <main id="main" ref={main} class={styles.main} tabindex="-1">
        <div class={styles.top}>
          <Segmented
            label={t("language")}
            value={language()}
            onChange={chooseLanguage}
            options={languages.map((it) => ({ value: it, label: languageNames[it], lang: it }))}
            class={styles.switch}
          />
        </div>
        <div class={styles.content}>{props.children}</div>
      </main>
      <Toasts />
      <Announcer />
    </div>
  );
}

const River = () => (
  <svg
    class={styles.river}
    viewBox="0 0 560 260"
    preserveAspectRatio="xMidYMax slice"
    aria-hidden="true"
    fill="none"
    stroke-linecap="round"
  >
    <path
      d="M-20 196C90 196 110 92 220 92s130 112 240 112 100-60 130-60"
      stroke="var(--strand)"
      stroke-width="3"
      opacity=".5"
    />
    <path d="M-20 96C90 96 120 208 230 208S370 96 470 96s90 60 120 60" stroke="#ff9cc0" stroke-width="3" />
    <circle cx="105" cy="152" r="8" fill="var(--ground)" stroke="#ff9cc0" stroke-width="3.4" />
    <circle cx="230" cy="208" r="8" fill="#ff9cc0" stroke="#ff9cc0" stroke-width="3.4" />
    <circle cx="353.7" cy="152" r="8" fill="var(--ground)" stroke="#ff9cc0" stroke-width="3.4" />
  </svg>
);
