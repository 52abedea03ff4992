import { For, Show } from "solid-js";
import { Icon } from "./Icon.tsx";
import styles from "./segmented.module.css";

/** A switch between a few views; the pressed one holds. */
export function Segmented<Value extends string>(props: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: { value: Value; label: string; icon?: string; lang?: string }[];
  class?: string | undefined;
}) {
  return (
    <div class={`${styles.segmented} ${props.class ?? ""}`} role="group" aria-label={props.label}>
      <For each={props.options}>
        {(option) => (
          <button
            type="button"
            lang={option.lang}
            aria-pressed={option.value === props.value}
            onClick={() => props.onChange(option.value)}
          >
            <Show when={option.icon}>{(icon) => <Icon of={icon()} />}</Show>
            {option.label}
          </button>
        )}
      </For>
    </div>
  );
}
