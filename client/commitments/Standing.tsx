import { type JSX, Show } from "solid-js";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { isPastDate } from "../../shared/commitments/readings.ts";
import type { Day } from "../../shared/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./standing.module.css";
import { words } from "./standing-words.ts";

/** How a commitment stands: its status, or what the clock and its owner say of it. */
export type Stands = Commitment["status"] | "past" | "help";

export const standsOf = (it: Commitment, today: Day): Stands =>
  isPastDate(it, today) ? "past" : it.status === "active" && it.needsHelp ? "help" : it.status;

/** Each a shape of its own, so that no one needs to tell colours apart. */
const glyphs: Record<Stands, () => JSX.Element> = {
  offered: () => (
    <circle
      cx="8"
      cy="8"
      r="6"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-dasharray="2.6 2.1"
    />
  ),
  active: () => (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />
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
  help: () => (
    <>
      <path
        d="M8 2 14.5 13.5h-13z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.9"
        stroke-linejoin="round"
      />
      <path d="M8 6.3v3.2M8 11.4v.2" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
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
        stroke-linejoin="round"
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

export const Glyph = (props: { of: Stands }) => (
  <svg class={styles.glyph} viewBox="0 0 16 16" aria-hidden="true">
    {glyphs[props.of]()}
  </svg>
);

/** A shape and a word for how it stands; a second line when it is past its date and needs help. */
export function Standing(props: { it: Commitment; today: Day }) {
  const t = useWords(words);
  const stands = () => standsOf(props.it, props.today);
  return (
    <span class={`${styles.standing} ${styles[stands()]}`}>
      <Glyph of={stands()} />
      <span>
        {t(stands())}
        <Show when={stands() === "past" && props.it.needsHelp}>
          <small>{t("andHelp")}</small>
        </Show>
        <Show when={props.it.isOnBehalf && stands() !== "past"}>
          <small>{t("onBehalfShort")}</small>
        </Show>
      </span>
    </span>
  );
}
