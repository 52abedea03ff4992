import { Match, Switch } from "solid-js";
import type { MilestoneState } from "./milestones.ts";
import styles from "./signs.module.css";

/** How a milestone stands, each by a shape of its own: a tick, a diamond, a clock, a broken ring. */
export function MilestoneSign(props: { state: MilestoneState }) {
  return (
    <svg class={styles.sign} data-state={props.state} viewBox="0 0 16 16" aria-hidden="true">
      <Switch>
        <Match when={props.state === "done"}>
          <circle class={styles.full} cx="8" cy="8" r="7" />
          <path class={styles.inner} d="m5 8.2 2.1 2.1L11.2 6" />
        </Match>
        <Match when={props.state === "late"}>
          <circle class={styles.full} cx="8" cy="8" r="7" />
          <path class={styles.inner} d="M8 4.4V8l2.3 1.7" />
        </Match>
        <Match when={props.state === "ahead"}>
          <path class={styles.hollow} d="M8 2.2 13.8 8 8 13.8 2.2 8z" />
        </Match>
        <Match when={props.state === "undated"}>
          <circle class={styles.hollow} cx="8" cy="8" r="6" stroke-dasharray="2.6 2.2" />
        </Match>
      </Switch>
    </svg>
  );
}

/** A decision on the axis; dotted while it is open. */
export const Knot = (props: { isOpen?: boolean }) => (
  <i class={styles.knot} data-open={props.isOpen ? "" : undefined} aria-hidden="true" />
);
