import { Show } from "solid-js";
import { createLater } from "../ui/Skeleton.tsx";
import skeleton from "../ui/skeleton.module.css";
import { useWords } from "../words/words.ts";
import type { ConnectionState } from "./connection-state.ts";
import styles from "./document.module.css";
import { words } from "./words.ts";

const quietMs = 300;
const longMs = 2000;

/** In the place of the text until there is one: nothing at first, then its shape, then what it waits for. */
export function DocumentSkeleton(props: { state: ConnectionState }) {
  const t = useWords(words);
  const isSlow = createLater(quietMs);
  const isLong = createLater(longMs);
  return (
    <Show when={props.state.is === "loading" || props.state.is === "saving" || props.state.is === "saved"}>
      <div class={styles.skeleton} aria-busy="true">
        <span class="sr-only">{t("waiting")}</span>
        <Show when={isSlow()}>
          <span class={skeleton.line} />
          <span class={skeleton.line} />
          <span class={skeleton.line} />
          <span class={skeleton.line} />
          <span class={skeleton.line} />
          <span class={skeleton.line} />
        </Show>
        <Show when={isLong()}>
          <p role="status">{t("waitingLong")}</p>
        </Show>
      </div>
    </Show>
  );
}
