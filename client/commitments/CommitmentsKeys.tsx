import { For, Show } from "solid-js";
import { openShortcuts } from "../shell/palette.ts";
import { useWords } from "../words/words.ts";
import styles from "./commitments.module.css";
import { words } from "./words.ts";

/** The keys of the list, at its foot. */
export function CommitmentsKeys(props: { mayChange: boolean; mayRemind: boolean }) {
  const t = useWords(words);
  const keys = (): [string[], string][] => [
    [["J", "K"], t("keyMove")],
    [["Enter"], t("keyOpen")],
    ...(props.mayChange
      ? ([
          [["X"], t("keyChoose")],
          [["S"], t("keyStatus")],
          [["U"], t("keyUpdate")],
        ] as [string[], string][])
      : []),
    ...(props.mayRemind ? ([[["R"], t("keyRemind")]] as [string[], string][]) : []),
    [["/"], t("keyFilter")],
  ];
  return (
    <div class={styles.keys}>
      <For each={keys()}>
        {([letters, what]) => (
          <span aria-hidden="true">
            <For each={letters}>
              {(letter, index) => (
                <>
                  <Show when={index() > 0}> </Show>
                  <kbd>{letter}</kbd>
                </>
              )}
            </For>{" "}
            {what}
          </span>
        )}
      </For>
      <button type="button" onClick={openShortcuts}>
        <kbd>?</kbd> {t("keyAll")}
      </button>
    </div>
  );
}
