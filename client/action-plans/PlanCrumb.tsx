import { createMemo, createSignal, onCleanup, Show } from "solid-js";
import type { Awareness } from "y-protocols/awareness";
import type { OtherState } from "../documents/carets.ts";
import { peopleHere } from "../documents/people-here.ts";
import { useWords } from "../words/words.ts";
import styles from "./plan.module.css";
import { words } from "./words.ts";

/** Where one is while typing into the table, and whether others are there too. */
export function PlanCrumb(props: { awareness: Awareness; personId: string }) {
  const t = useWords(words);
  const { awareness } = props;
  const read = () =>
    peopleHere(
      [...(awareness.getStates() as Map<number, OtherState>)]
        .filter(([client]) => client !== awareness.clientID)
        .map(([, state]) => state),
    );
  const [here, setHere] = createSignal(read());
  const follow = () => setHere(read());
  awareness.on("change", follow);
  onCleanup(() => awareness.off("change", follow));
  /** Others, each once; and oneself, in however many windows. */
  const count = createMemo(() => here().filter((it) => it.personId !== props.personId).length + 1);
  return (
    <>
      <a href="/plan" class={styles.crumbLink}>
        {t("actionPlan")}
      </a>
      <span aria-hidden="true">/</span>
      <b>{t("grid")}</b>
      <Show when={count() > 1}>
        <span class={styles.live}>{t("live", { count: count() })}</span>
      </Show>
    </>
  );
}
