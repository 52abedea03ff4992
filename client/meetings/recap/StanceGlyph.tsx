import { type JSX, Match, Switch } from "solid-js";
import styles from "./sheet.module.css";

/** Lucide's signpost (ISC licence): a decision. */
export const signpostIcon =
  '<path d="M12 13v8"/><path d="M12 3v3"/><path d="M2.354 10.354a1.207 1.207 0 0 1 0-1.708l2.06-2.06A2 2 0 0 1 5.828 6h12.344a2 2 0 0 1 1.414.586l2.06 2.06a1.207 1.207 0 0 1 0 1.708l-2.06 2.06a2 2 0 0 1-1.414.586H5.828a2 2 0 0 1-1.414-.586z"/>';

/** How somebody stands, as a shape of its own; the word stands beside it. */
export function StanceGlyph(props: { of: string }) {
  const Ring = (own: { children?: JSX.Element }) => (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.9" />
      {own.children}
    </>
  );
  return (
    <svg viewBox="0 0 16 16" class={styles.glyph} data-stance={props.of} aria-hidden="true">
      <Switch fallback={<Ring />}>
        <Match when={props.of === "consent"}>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="m5 8.2 2.1 2.1L11.2 6" fill="none" class={styles.inGlyph} stroke-width="1.9" />
        </Match>
        <Match when={props.of === "consent_with_reservation"}>
          <Ring>
            <path d="m5 8.2 2.1 2.1L11.2 6" fill="none" stroke="currentColor" stroke-width="1.9" />
          </Ring>
        </Match>
        <Match when={props.of === "objection"}>
          <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="none" stroke="currentColor" stroke-width="1.9" />
          <path d="M8 5v3.4M8 10.6v.6" stroke="currentColor" stroke-width="1.9" />
        </Match>
        <Match when={props.of === "stand_aside"}>
          <Ring>
            <path d="M6.4 5.4v5.2M9.6 5.4v5.2" stroke="currentColor" stroke-width="1.9" />
          </Ring>
        </Match>
        <Match when={props.of === "recused"}>
          <Ring>
            <path d="M5 8h6" stroke="currentColor" stroke-width="1.9" />
          </Ring>
        </Match>
        <Match when={props.of === "not_heard"}>
          <circle
            cx="8"
            cy="8"
            r="6"
            fill="none"
            stroke="currentColor"
            stroke-width="1.9"
            stroke-dasharray="2.6 2.1"
          />
        </Match>
      </Switch>
    </svg>
  );
}
