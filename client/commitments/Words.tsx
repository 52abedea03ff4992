import { createUniqueId, type JSX, Show, splitProps } from "solid-js";
import field from "../ui/field.module.css";
import styles from "./panel.module.css";

/** A labelled place for a few sentences; takes every attribute of a text area. */
export function WordsField(
  props: {
    label: string;
    error?: string | undefined;
    hint?: string | undefined;
  } & JSX.TextareaHTMLAttributes<HTMLTextAreaElement>,
) {
  const [own, rest] = splitProps(props, ["label", "error", "hint"]);
  const id = createUniqueId();
  return (
    <div class={field.field}>
      <label for={id}>{own.label}</label>
      <textarea
        rows={3}
        maxLength={1000}
        {...rest}
        id={id}
        class={`${field.input} ${styles.words}`}
        aria-invalid={own.error ? "true" : undefined}
        aria-describedby={own.error ? `${id}-error` : own.hint ? `${id}-hint` : undefined}
      />
      <Show when={own.hint}>
        <p class={field.hint} id={`${id}-hint`}>
          {own.hint}
        </p>
      </Show>
      <Show when={own.error}>
        <p class={field.error} id={`${id}-error`}>
          {own.error}
        </p>
      </Show>
    </div>
  );
}
