import { Show } from "solid-js";
import type { ActCommitment } from "../../shared/acts/act.ts";
import { sayDay, sayWeekdayWithin } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./act.module.css";
import { words } from "./words.ts";

/** What was promised, by whom, by when, and the sentence in which it was said. */
export function CommitmentCard(props: { commitment: ActCommitment }) {
  const t = useWords(words);
  const it = () => props.commitment;
  return (
    <article class={styles.card}>
      <p class={styles.number}>C-{it().number}</p>
      <h2>{it().what}</h2>
      <p class={styles.facts}>
        <b>{t("dueOn", { day: sayWeekdayWithin(it().dueOn) })}</b>
        <span>{t("ownerIs", { owner: it().owner })}</span>
      </p>
      <Show when={it().dueOn !== it().originalDueOn}>
        <p class={styles.meta}>{t("dueAtFirst", { day: sayDay(it().originalDueOn) })}</p>
      </Show>
      <Show when={it().quote}>{(quote) => <blockquote class={styles.quote}>{quote()}</blockquote>}</Show>
      <p class={styles.meta}>
        <Show
          when={it().meeting}
          fallback={t("offeredOn", { day: sayDay(it().offeredOn), name: it().offeredBy })}
        >
          {(meeting) =>
            t("saidIn", { meeting: meeting().title, day: sayDay(meeting().day), name: it().offeredBy })
          }
        </Show>
      </p>
    </article>
  );
}
