import { openShortcuts } from "../shell/palette.ts";
import { useWords } from "../words/words.ts";
import styles from "./timeline.module.css";
import { words } from "./words.ts";

/** The keys of the timeline, at its foot. */
export function TimelineKeys() {
  const t = useWords(words);
  return (
    <div class={styles.keys}>
      <span aria-hidden="true">
        <kbd>J</kbd> <kbd>K</kbd> {t("keyMove")}
      </span>
      <span aria-hidden="true">
        <kbd>Enter</kbd> {t("keyOpen")}
      </span>
      <span aria-hidden="true">
        <kbd>/</kbd> {t("keyFilter")}
      </span>
      <span aria-hidden="true">
        <kbd>T</kbd> {t("keyDate")}
      </span>
      <button type="button" onClick={openShortcuts}>
        <kbd>?</kbd> {t("keyAll")}
      </button>
    </div>
  );
}
