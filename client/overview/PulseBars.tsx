import { For } from "solid-js";
import type { Pulse } from "../../shared/overview/pulse.ts";
import { pulseWeeks } from "../../shared/overview/pulse.ts";
import { useWords } from "../words/words.ts";
import styles from "./pulse.module.css";
import { words } from "./words.ts";

const width = 9;
const height = 26;
/** More acts than this in a week look the same. */
const actsMax = 8;

/** How often a partner took part in each of the last twelve weeks: a picture and its sentence. No score. */
export function PulseBars(props: { pulse: Pulse }) {
  const t = useWords(words);
  const acts = () => props.pulse.weeks.reduce((sum, it) => sum + it, 0);
  const weeks = () => props.pulse.weeks.filter((it) => it > 0).length;
  const barOf = (count: number) =>
    count === 0 ? 2 : 4 + (Math.min(count, actsMax) / actsMax) * (height - 4);
  return (
    <svg
      class={styles.bars}
      viewBox={`0 0 ${pulseWeeks * width} ${height}`}
      width={pulseWeeks * width}
      height={height}
      role="img"
      aria-label={t("pulseSentence", { count: acts(), weeks: weeks() })}
    >
      <For each={props.pulse.weeks}>
        {(count, index) => (
          <rect
            class={count === 0 ? styles.none : undefined}
            x={index() * width + (count === 0 ? 2.5 : 1)}
            y={height - barOf(count)}
            width={count === 0 ? 3 : 6}
            height={barOf(count)}
            rx="1.5"
          />
        )}
      </For>
    </svg>
  );
}
