import { Show } from "solid-js";
import type { ActDecision } from "../../shared/acts/act.ts";
import { sayWeekdayWithin } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./act.module.css";
import { words } from "./words.ts";

/** What is asked: the proposal as it stands now. What others say is not here: first comes one's own position. */
export function DecisionCard(props: { decision: ActDecision }) {
  const t = useWords(words);
  const it = () => props.decision;
  return (
    <article class={`${styles.card} ${styles.decision}`}>
      <p class={styles.number}>
        D-{it().number} · {t("proposalVersion", { version: it().proposalVersion })}
      </p>
      <h2>{it().title}</h2>
      <Show when={it().context}>{(context) => <p class={styles.meta}>{context()}</p>}</Show>
      <blockquote class={styles.quote}>{it().proposal}</blockquote>
      <Show when={it().respondBy}>
        {(day) => <p class={styles.meta}>{t("respondBy", { day: sayWeekdayWithin(day()) })}</p>}
      </Show>
    </article>
  );
}
