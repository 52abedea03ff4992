import { Show } from "solid-js";
import styles from "./avatar.module.css";

/** Two letters for a person, from the first and the last word of the name. */
export function initialsOfPerson(name: string) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => /^\p{L}/u.test(word));
  const [first = "?"] = words;
  const last = words.slice(1).find((word) => /^\p{Lu}/u.test(word)) ?? words[1];
  return `${first[0] ?? "?"}${last?.[0] ?? first[1] ?? ""}`.toLocaleUpperCase();
}

/** A person, in the hue of the organization they speak for. `label` only where no name stands beside it. */
export function Avatar(props: {
  name: string;
  hue: number;
  size?: "small" | "medium" | "large";
  label?: string;
}) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is an image where it has a label.
    <span
      class={`${styles.avatar} ${styles[props.size ?? "medium"]}`}
      data-hue={props.hue}
      role={props.label ? "img" : undefined}
      aria-label={props.label}
      title={props.label}
      aria-hidden={props.label ? undefined : "true"}
    >
      {initialsOfPerson(props.name)}
    </span>
  );
}

/** An organization's tile with its two letters, and its name beside it when `name` is given. */
export function OrgTile(props: {
  initials: string;
  hue: number;
  name?: string | undefined;
  size?: "small" | "medium" | "large";
}) {
  return (
    <span class={styles.org}>
      <span
        class={`${styles.tile} ${styles[props.size ?? "medium"]}`}
        data-hue={props.hue}
        aria-hidden="true"
      >
        {props.initials}
      </span>
      <Show when={props.name}>
        <span class={styles.name}>{props.name}</span>
      </Show>
    </span>
  );
}
