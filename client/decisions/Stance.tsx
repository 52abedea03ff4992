import type { JSX } from "solid-js";
import type { PositionKind } from "../../shared/decisions/words.ts";
import styles from "./stance.module.css";

/** How an organization stands; *not yet heard* is shown, and never a choice. */
export type Stance = PositionKind | "not_heard";

/** In the order in which a legend tells them. */
export const stances: readonly Stance[] = [
  "consent",
  "consent_with_reservation",
  "stand_aside",
  "objection",
  "abstain",
  "recused",
  "not_heard",
];

/** Each a shape of its own, so that no one needs to tell colours apart; a word stands beside it. */
const glyphs: Record<Stance, () => JSX.Element> = {
  consent: () => (
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
  consent_with_reservation: () => (
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
  stand_aside: () => (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M5 8h6" stroke="currentColor" stroke-width="2" />
    </>
  ),
  objection: () => (
    <path
      d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
    />
  ),
  abstain: () => <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />,
  recused: () => (
    <>
      <rect x="2" y="2" width="12" height="12" rx="3" fill="none" stroke="currentColor" stroke-width="1.9" />
      <path d="M6.2 5.4v5.2M9.8 5.4v5.2" stroke="currentColor" stroke-width="1.8" />
    </>
  ),
  not_heard: () => (
    <circle
      cx="8"
      cy="8"
      r="6"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-dasharray="2.6 2.2"
    />
  ),
};

/** The sign of a stance, in its colour. */
export const StanceGlyph = (props: { of: Stance }) => (
  <svg class={styles.glyph} viewBox="0 0 16 16" data-stance={props.of} aria-hidden="true">
    {glyphs[props.of]()}
  </svg>
);
