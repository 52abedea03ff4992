import { Show } from "solid-js";
import type { Pulse } from "../../shared/overview/pulse.ts";
import { sayDay } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./pulse.module.css";
import { words } from "./words.ts";

/** The day on which a partner last took part, and since how long it is quiet. */
export function LastActive(props: { pulse: Pulse }) {
  const t = useWords(words);
  const said = () => props.pulse.lastActiveOn;
  return (
    <Show
      when={props.pulse.isQuiet}
      fallback={
        <>
          {said() ? sayDay(said()!) : t("notYet")}
          <small>{t("daysAgo", { count: props.pulse.daysQuiet })}</small>
        </>
      }
    >
      <b class={styles.quiet}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle
            cx="8"
            cy="8"
            r="6"
            fill="none"
            stroke="currentColor"
            stroke-width="1.8"
            stroke-dasharray="2.4 2.3"
          />
        </svg>
        {t("quietFor", { count: props.pulse.daysQuiet })}
      </b>
      <small>{said() ? t("lastSeen", { day: sayDay(said()!) }) : t("notYet")}</small>
    </Show>
  );
}
