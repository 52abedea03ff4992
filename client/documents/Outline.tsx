import { createEffect, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { useWords } from "../words/words.ts";
import styles from "./document.module.css";
import { words } from "./words.ts";

export interface OutlineHeading {
  /** The editor's key of the heading. */
  key: string;
  level: 2 | 3 | 4;
  text: string;
}

/** The document's headings: where one is, and the way to each. */
export function Outline(props: {
  headings: readonly OutlineHeading[];
  /** The heading's place on the page, while it is there. */
  elementOf: (key: string) => HTMLElement | null;
  onGo: (key: string) => void;
  /** The language of the text. */
  lang: string;
}) {
  const t = useWords(words);
  const [current, setCurrent] = createSignal<string>();
  let frame = 0;

  const look = () => {
    frame = 0;
    // The heading under which the eye is: the last one above the upper third.
    const line = innerHeight / 3;
    let found: string | undefined;
    for (const { key } of props.headings) {
      const top = props.elementOf(key)?.getBoundingClientRect().top;
      if (top === undefined) continue;
      if (top > line && found !== undefined) break;
      found = key;
      if (top > line) break;
    }
    setCurrent(found);
  };
  const soon = () => {
    frame ||= requestAnimationFrame(look);
  };
  createEffect(() => {
    if (props.headings) soon();
  });
  onMount(() => {
    addEventListener("scroll", soon, true);
    addEventListener("resize", soon);
  });
  onCleanup(() => {
    cancelAnimationFrame(frame);
    removeEventListener("scroll", soon, true);
    removeEventListener("resize", soon);
  });

  return (
    <Show when={props.headings.length > 0} fallback={<p class={styles.noOutline}>{t("noContents")}</p>}>
      <ul class={styles.outline} lang={props.lang}>
        <For each={props.headings}>
          {(heading) => (
            <li>
              <button
                type="button"
                data-level={heading.level}
                aria-current={current() === heading.key ? "location" : undefined}
                onClick={() => props.onGo(heading.key)}
              >
                {heading.text || t("untitled")}
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
