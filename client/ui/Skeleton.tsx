import { createSignal, For, onCleanup, Show } from "solid-js";
import { useWords } from "../words/words.ts";
import styles from "./skeleton.module.css";
import { words } from "./words.ts";

const quietMs = 300;
const longMs = 2_000;

/** True once `afterMs` have passed since it was made. */
export function createLater(afterMs: number) {
  const [isLater, setLater] = createSignal(false);
  const timer = setTimeout(() => setLater(true), afterMs);
  onCleanup(() => clearTimeout(timer));
  return isLater;
}

/**
 * The shape of what is coming: its place, for 300 ms with nothing in it, then lines, and after two seconds what it
 * waits for.
 */
export function Skeleton(props: { lines?: number; waitsFor?: string }) {
  const t = useWords(words);
  const isSlow = createLater(quietMs);
  const isLong = createLater(longMs);
  return (
    <div class={styles.skeleton} data-quiet={isSlow() ? undefined : ""} aria-busy="true">
      <span class="sr-only">{t("loading")}</span>
      <For each={Array.from({ length: props.lines ?? 3 })}>{() => <span class={styles.line} />}</For>
      <Show when={isLong()}>
        <p class={styles.why}>{props.waitsFor ?? t("waitingFor")}</p>
      </Show>
    </div>
  );
}
