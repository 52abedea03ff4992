import { For, onCleanup, onMount, Show } from "solid-js";
import { useWords } from "../words/words.ts";
import { Button } from "./Button.tsx";
import { xIcon } from "./icons.ts";
import styles from "./toast.module.css";
import { dismissToast, type Toast, toasts } from "./toast.ts";
import { words } from "./words.ts";

const shownMs = 8_000;

/** Where toasts appear; the page holds it once. They are announced by the live region, not from here. */
export function Toasts() {
  const t = useWords(words);
  return (
    <section class={styles.toasts} aria-label={t("messages")}>
      <For each={toasts()}>{(it) => <Line toast={it} />}</For>
    </section>
  );
}

function Line(props: { toast: Toast }) {
  const t = useWords(words);
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Whoever points at it or stands in it is still reading.
  const hold = () => clearTimeout(timer);
  const go = () => {
    hold();
    timer = setTimeout(() => dismissToast(props.toast.id), shownMs);
  };
  onMount(go);
  onCleanup(hold);
  return (
    <div class={styles.toast} onMouseEnter={hold} onMouseLeave={go} onFocusIn={hold} onFocusOut={go}>
      <span>{props.toast.text}</span>
      <Show when={props.toast.undo}>
        <button
          type="button"
          class={styles.undo}
          onClick={() => {
            dismissToast(props.toast.id);
            props.toast.undo?.();
          }}
        >
          {t("undo")}
        </button>
      </Show>
      <Button
        kind="ghost"
        size="small"
        class={styles.close}
        icon={xIcon}
        aria-label={t("dismiss")}
        onClick={() => dismissToast(props.toast.id)}
      />
    </div>
  );
}
