import { For, type JSX } from "solid-js";
import { openShortcuts } from "../shell/palette.ts";
import { Button } from "../ui/Button.tsx";
import { useWords } from "../words/words.ts";
import styles from "./matrix.module.css";
import { words } from "./words.ts";

/** Which keys do what in the matrix. */
export function MatrixKeys() {
  const t = useWords(words);
  const Key = (props: { keys: string[]; children: JSX.Element }) => (
    <span>
      <For each={props.keys}>{(key) => <kbd>{key}</kbd>}</For> {props.children}
    </span>
  );
  return (
    <div class={styles.keys}>
      <Key keys={["←", "↑", "↓", "→"]}>{t("move")}</Key>
      <Key keys={["Enter"]}>{t("open")}</Key>
      <Key keys={["L"]}>{t("keyLead")}</Key>
      <Key keys={["S"]}>{t("keySupport")}</Key>
      <Key keys={["Del"]}>{t("keyNoPart")}</Key>
      <Key keys={["1", "2", "3", "4"]}>{t("keyViews")}</Key>
      <Button kind="ghost" size="small" onClick={openShortcuts}>
        <kbd>?</kbd> {t("allShortcuts")}
      </Button>
    </div>
  );
}
