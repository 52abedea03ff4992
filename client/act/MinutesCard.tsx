import { For, Show } from "solid-js";
import type { ActMeeting } from "../../shared/acts/act.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./act.module.css";
import { words } from "./words.ts";

/** Which minutes an organization confirms, and what was corrected in them since they were mailed. */
export function MinutesCard(props: { meeting: ActMeeting }) {
  const t = useWords(words);
  return (
    <article class={`${styles.card} ${styles.minutes}`}>
      <p class={styles.number}>{t("minutesOf", { day: sayDay(props.meeting.day) })}</p>
      <h2>{props.meeting.title}</h2>
      <p class={styles.meta}>{t("confirmFor", { owner: props.meeting.organization })}</p>
      <Show when={props.meeting.corrections.length > 0}>
        <h3>{t("corrections")}</h3>
        <ul>
          <For each={props.meeting.corrections}>{(it) => <li class={styles.quote}>{it}</li>}</For>
        </ul>
      </Show>
    </article>
  );
}
