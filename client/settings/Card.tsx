import { type JSX, Show } from "solid-js";
import styles from "./settings.module.css";

/** A titled part of the settings. */
export const Card = (props: { title: string; lead?: string; children: JSX.Element }) => (
  <section class={styles.card}>
    <h2>{props.title}</h2>
    <Show when={props.lead}>
      <p class={styles.lead}>{props.lead}</p>
    </Show>
    {props.children}
  </section>
);
