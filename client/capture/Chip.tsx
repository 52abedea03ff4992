import { For, type JSX } from "solid-js";
import { Popover } from "../ui/Popover.tsx";
import type { Field } from "./compose.ts";
import styles from "./fields.module.css";

/** A field as a chip: its name and what it says; a press or Enter opens what can be chosen. */
export function Chip(props: {
  field: Field;
  name: string;
  value: JSX.Element;
  isUnsettled?: boolean;
  children: (close: () => void) => JSX.Element;
}) {
  return (
    <Popover
      label={props.name}
      trigger={(button) => (
        <button
          {...button}
          type="button"
          class={styles.chip}
          data-field={props.field}
          data-unsettled={props.isUnsettled ? "" : undefined}
        >
          <em>{props.name}</em> <span class={styles.value}>{props.value}</span>
        </button>
      )}
    >
      {props.children}
    </Popover>
  );
}

/** A few answers, one press each; the first has the focus. */
export function Choices(props: {
  label: string;
  options: { id: string; label: string }[];
  chosen?: string;
  onPick: (id: string) => void;
}) {
  return (
    <div class={styles.answers} role="group" aria-label={props.label}>
      <For each={props.options}>
        {(it, index) => (
          <button
            type="button"
            aria-pressed={props.chosen === undefined ? undefined : props.chosen === it.id}
            ref={(button) => {
              const isFirst = props.chosen === undefined ? index() === 0 : props.chosen === it.id;
              if (isFirst) queueMicrotask(() => button.focus());
            }}
            onClick={() => props.onPick(it.id)}
          >
            {it.label}
          </button>
        )}
      </For>
    </div>
  );
}
