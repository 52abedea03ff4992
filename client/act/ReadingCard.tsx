import { Show } from "solid-js";
import type { ActReading } from "../../shared/acts/act.ts";
import { sayPeriod } from "../../shared/indicators/period.ts";
import { sayUnit, sayValue } from "../../shared/indicators/units.ts";
import { localeOf } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./act.module.css";
import { words } from "./words.ts";

/** The value that was said of the period that is asked for; empty when there is none. */
export function valueIn(reading: ActReading | null) {
  const value = reading?.now?.value;
  const language = useLanguage()();
  return value === null || value === undefined
    ? ""
    : sayValue(value, reading!.unit, language, localeOf(language));
}

/** Which number is asked for, and what it was before. */
export function ReadingCard(props: { reading: ActReading }) {
  const t = useWords(words);
  const language = useLanguage();
  const it = () => props.reading;
  const say = (value: number) => sayValue(value, it().unit, language(), localeOf(language()));
  return (
    <article class={`${styles.card} ${styles.reading}`}>
      <p class={styles.number}>{it().code}</p>
      <h2>{it().name[language()]}</h2>
      <p class={styles.meta}>{it().definition}</p>
      <p class={styles.facts}>
        <b>
          {t("forPeriod", {
            period: sayPeriod(it().period, language()),
            unit: sayUnit(it().unit, language()),
          })}
        </b>
        <Show when={it().before}>
          {(before) => (
            <span>
              {t("lastValue", {
                period: sayPeriod(before().period, language()),
                value: say(before().value),
              })}
            </span>
          )}
        </Show>
      </p>
      <Show when={it().now?.status === "provisional" && it().now?.value !== null}>
        <p class={styles.meta}>{t("saidProvisional", { value: valueIn(it()) })}</p>
      </Show>
    </article>
  );
}
