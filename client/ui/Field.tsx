import { createSignal, createUniqueId, For, type JSX, Show, splitProps } from "solid-js";
import { useWords } from "../words/words.ts";
import styles from "./field.module.css";
import { words } from "./words.ts";

interface FieldProps {
  label: string;
  /** What is wrong, and what to write instead. */
  error?: string | undefined;
  hint?: JSX.Element;
}

function Around(props: FieldProps & { id: string; children: JSX.Element }) {
  return (
    <div class={styles.field}>
      <label for={props.id}>{props.label}</label>
      {props.children}
      <Show when={props.hint}>
        <p class={styles.hint} id={`${props.id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p class={styles.error} id={`${props.id}-error`}>
          {props.error}
        </p>
      </Show>
    </div>
  );
}

const described = (id: string, props: FieldProps) =>
  [props.hint ? `${id}-hint` : "", props.error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

/** A labelled line to type in; takes every attribute of an input. */
export function TextField(props: FieldProps & JSX.InputHTMLAttributes<HTMLInputElement>) {
  const [own, rest] = splitProps(props, ["label", "error", "hint"]);
  const id = createUniqueId();
  const t = useWords(words);
  const [wrong, setWrong] = createSignal<string>();
  const shown = () => ({ ...own, error: wrong() ?? own.error });
  /** The browser's own bubble would speak the browser's language, not the screen's. */
  const sayWrong = (input: HTMLInputElement) => {
    const { validity, minLength } = input;
    if (validity.valueMissing) setWrong(t("writeSomething"));
    else if (validity.tooShort) setWrong(t("tooShort", { count: minLength }));
    else setWrong(t(input.type === "email" ? "notAnAddress" : "notValid"));
    if (input.form?.querySelector(":invalid") === input) input.focus();
  };
  return (
    <Around label={own.label} hint={own.hint} error={shown().error} id={id}>
      <input
        {...rest}
        id={id}
        class={styles.input}
        aria-invalid={shown().error ? "true" : undefined}
        aria-describedby={described(id, shown())}
        on:invalid={(event) => {
          event.preventDefault();
          sayWrong(event.currentTarget as HTMLInputElement);
        }}
        on:input={() => setWrong(undefined)}
      />
    </Around>
  );
}

/** A labelled choice of one from a list. */
export function SelectField(
  props: FieldProps &
    Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, "value"> & {
      value: string;
      options: { value: string; label: string; lang?: string }[];
    },
) {
  const [own, rest] = splitProps(props, ["label", "error", "hint", "options", "value"]);
  const id = createUniqueId();
  return (
    <Around {...own} id={id}>
      <select {...rest} id={id} class={styles.input} aria-describedby={described(id, own)}>
        <For each={own.options}>
          {(option) => (
            <option value={option.value} lang={option.lang} selected={option.value === own.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
    </Around>
  );
}

/** A few choices shown as cards, each with a line that says what it means. */
export function ChoiceField<Value extends string>(props: {
  label: string;
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  options: { value: Value; label: string; note?: string }[];
}) {
  return (
    <fieldset class={styles.field}>
      <legend>{props.label}</legend>
      <div class={styles.choices}>
        <For each={props.options}>
          {(option) => (
            <label>
              <input
                type="radio"
                name={props.name}
                value={option.value}
                checked={option.value === props.value}
                onChange={() => props.onChange(option.value)}
              />
              <span>
                <b>{option.label}</b>
                <Show when={option.note}>
                  <small>{option.note}</small>
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

/** One thing that is on or off. */
export function CheckField(props: {
  label: string;
  note?: string;
  checked: boolean;
  onChange: (is: boolean) => void;
}) {
  const id = createUniqueId();
  return (
    <div class={styles.check}>
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        aria-describedby={props.note ? `${id}-note` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{props.label}</label>
        <Show when={props.note}>
          <p class={styles.hint} id={`${id}-note`}>
            {props.note}
          </p>
        </Show>
      </div>
    </div>
  );
}
