import { createEffect, on, Show } from "solid-js";
import { unread, unreadIn } from "../threads/unread.ts";
import { useWords } from "../words/words.ts";
import styles from "./shell.module.css";
import { words } from "./words.ts";

/** More than this is many. */
const newsMax = 99;

/** How many posts are new in the threads of decisions, read again whenever somebody turns a page. */
export default function News(props: { path: string; id: string }) {
  const t = useWords(words);
  createEffect(
    on(
      () => props.path,
      () => void unread.need(),
    ),
  );
  const count = () => unreadIn("decision");
  return (
    <Show when={count() > 0}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it describes its entry, which keeps its own name. */}
      <em
        id={props.id}
        class={styles.news}
        data-news={count()}
        aria-hidden="true"
        aria-label={t("news", { count: count() })}
      >
        {count() > newsMax ? `${newsMax}+` : count()}
      </em>
    </Show>
  );
}
