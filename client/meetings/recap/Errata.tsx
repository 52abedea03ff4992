import { For, Show } from "solid-js";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import { sayDay } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import styles from "./recap.module.css";
import { personOf } from "./recaps.ts";
import { words } from "./words.ts";

/** What was wrong in the minutes: the old wording, kept and struck through, and what it should say. */
export function Errata(props: { meeting: MeetingWithAgenda }) {
  const t = useWords(words);
  return (
    <Show when={props.meeting.errata.length > 0}>
      <section class={styles.errata} aria-labelledby="errata">
        <h2 id="errata">{t("corrections")}</h2>
        <ul>
          <For each={props.meeting.errata}>
            {(it) => (
              <li>
                <Show when={it.was}>
                  {(was) => (
                    <p>
                      <span class="sr-only">{t("insteadOf")} </span>
                      <del>{was()}</del>
                    </p>
                  )}
                </Show>
                <p>
                  <span class="sr-only">{t("itShould")} </span>
                  <ins>{it.text}</ins>
                </p>
                <small>{t("by", { name: personOf(it.personId) || "—", day: sayDay(it.on) })}</small>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
