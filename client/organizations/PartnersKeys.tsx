import { Show } from "solid-js";
import { openShortcuts } from "../shell/palette.ts";
import { useWords } from "../words/words.ts";
import styles from "./partners.module.css";
import { words } from "./words.ts";

/** The keys of the list, at its foot. */
export function PartnersKeys(props: { mayInvite: boolean }) {
  const t = useWords(words);
  return (
    <div class={styles.keys}>
      <span aria-hidden="true">
        <kbd>J</kbd> <kbd>K</kbd> {t("keyMove")}
      </span>
      <span aria-hidden="true">
        <kbd>Enter</kbd> {t("keyOpen")}
      </span>
      <Show when={props.mayInvite}>
        <span aria-hidden="true">
          <kbd>N</kbd> {t("keyInvite")}
        </span>
      </Show>
      <button type="button" onClick={openShortcuts}>
        <kbd>?</kbd> {t("keyAll")}
      </button>
    </div>
  );
}
