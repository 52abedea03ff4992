import { createMemo } from "solid-js";
import type { CurrentItem } from "../../../shared/meetings/meeting.ts";
import { useWords } from "../../words/words.ts";
import styles from "./timer.module.css";
import { readTimer, type TimerReading } from "./timer.ts";
import { words } from "./words.ts";

const same = (a: TimerReading, b: TimerReading) => a.clock === b.clock && a.isOver === b.isOver;

/** What the shared timer says now, as a signal that changes once a second. */
export const createTimer = (current: () => CurrentItem, now: () => number) =>
  createMemo(() => readTimer(current(), now()), undefined, { equals: same });

/** How much of the current item's time is used: the same for everybody in the room. */
export function TimerBar(props: { reading: TimerReading }) {
  const t = useWords(words);
  return (
    <div
      class={styles.bar}
      data-over={props.reading.isOver}
      role="img"
      aria-label={t("timerUsed", { used: props.reading.used, minutes: props.reading.minutes })}
    >
      <i style={{ width: `${props.reading.percent}%` }} />
    </div>
  );
}

/** "6:20 left"; amber, and counting up, once it is over. */
export function TimeLeft(props: { reading: TimerReading }) {
  const t = useWords(words);
  return (
    <span class={`num ${styles.left}`} data-over={props.reading.isOver} data-testid="time-left">
      {t(props.reading.isOver ? "over" : "left", { clock: props.reading.clock })}
    </span>
  );
}
