import type { JSX } from "solid-js";
import styles from "./empty-state.module.css";

/** What belongs here and is not here yet: one sentence, at most one button, a thread with a loose end. */
export function EmptyState(props: { title: JSX.Element; children?: JSX.Element; action?: JSX.Element }) {
  return (
    <div class={styles.empty}>
      <svg viewBox="0 0 150 56" aria-hidden="true" fill="none" stroke-linecap="round">
        <path d="M2 44C28 44 34 14 60 14" stroke="var(--thread)" stroke-width="2.2" />
        <path
          d="M60 14c28 0 30 30 54 30 18 0 20-14 34-14"
          stroke="var(--line-strong)"
          stroke-width="2"
          stroke-dasharray="2 6"
        />
        <circle cx="60" cy="14" r="6" fill="var(--surface)" stroke="var(--thread)" stroke-width="3" />
        <circle
          cx="112"
          cy="44"
          r="6"
          fill="var(--surface)"
          stroke="var(--line-strong)"
          stroke-width="2"
          stroke-dasharray="3 3"
        />
      </svg>
      <div class={styles.title}>{props.title}</div>
      <p class={styles.text}>{props.children}</p>
      {props.action}
    </div>
  );
}
