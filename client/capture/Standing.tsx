import type { JSX } from "solid-js";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { isPastDate } from "../../shared/commitments/readings.ts";
import type { Day } from "../../shared/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./notes.module.css";
import { words } from "./words.ts";

type Stands = Commitment["status"] | "past";

/** Each a shape of its own, so that no one needs to tell colours apart. */
const shapes: Record<Stands, () => JSX.Element> = {
  offered: () => <Ring dashed />,
  active: () => (
    <>
      <Ring />
      <path d="M8 4a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  past: () => (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path
        d="M8 4.4V8l2.3 1.7"
        fill="none"
        stroke="var(--surface)"
        stroke-width="1.7"
        stroke-linecap="round"
      />
    </>
  ),
  kept: () => (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path
        d="m5 8.2 2.1 2.1L11.2 6"
        fill="none"
        stroke="var(--surface)"
        stroke-width="1.8"
        stroke-linecap="round"
      />
    </>
  ),
  not_kept: () => (
    <>
      <rect x="2" y="2" width="12" height="12" rx="3" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M5.4 8h5.2" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
    </>
  ),
  released: () => (
    <path
      d="M8 2.2 13.8 8 8 13.8 2.2 8z"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linejoin="round"
    />
  ),
  declined: () => (
    <path
      d="m4.5 4.5 7 7m0-7-7 7"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
    />
  ),
};

const Ring = (props: { dashed?: boolean }) => (
  <circle
    cx="8"
    cy="8"
    r="6"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-dasharray={props.dashed ? "2.6 2.1" : undefined}
  />
);

/** How a commitment stands, in a shape and a word. */
export function Standing(props: { it: Commitment; today: Day }) {
  const t = useWords(words);
  const stands = (): Stands => (isPastDate(props.it, props.today) ? "past" : props.it.status);
  return (
    <span class={styles.standing} data-stands={stands()}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {shapes[stands()]()}
      </svg>
      {t(`is_${stands()}`)}
    </span>
  );
}
