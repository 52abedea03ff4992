import { createEffect, createSignal, Show } from "solid-js";
import type { ActReading } from "../../shared/acts/act.ts";
import { NumberField, type NumberSaid } from "../indicators/NumberField.tsx";
import { CheckField, TextField } from "../ui/Field.tsx";
import { useWords } from "../words/words.ts";
import type { Answer } from "./ActForm.tsx";
import { words } from "./words.ts";

/** One number, or why there is none. What may mean two numbers is asked about before anything is sent. */
export function ReadingFields(props: {
  reading: ActReading;
  fields: Readonly<Record<string, string>>;
  /** Undefined while the form cannot be sent as it is. */
  onAnswer: (answer: Partial<Answer> | undefined) => void;
}) {
  const t = useWords(words);
  const [number, setNumber] = createSignal<NumberSaid>({ text: "" });
  const [isNone, setNone] = createSignal(false);
  const [isProvisional, setProvisional] = createSignal(!props.reading.isOver);
  const [note, setNote] = createSignal("");
  createEffect(() => {
    const { value } = number();
    const words = note().trim() || null;
    if (isNone()) props.onAnswer(words ? { value: null, note: words } : undefined);
    else
      props.onAnswer(
        value === undefined
          ? undefined
          : { value, note: words, unit: props.reading.unit, isProvisional: isProvisional() },
      );
  });
  return (
    <>
      <Show when={!isNone()}>
        <NumberField
          label={t("report")}
          unit={props.reading.unit}
          said={number()}
          onSay={setNumber}
          error={props.fields.value}
          required
        />
        <CheckField
          label={t("provisional")}
          note={t("provisionalNote")}
          checked={isProvisional()}
          onChange={setProvisional}
        />
      </Show>
      <CheckField label={t("notCollected")} checked={isNone()} onChange={setNone} />
      <TextField
        label={t(isNone() ? "because" : "readingNote")}
        hint={t(isNone() ? "becauseHint" : "readingNoteHint")}
        name="note"
        required={isNone()}
        maxLength={1000}
        value={note()}
        onInput={(event) => setNote(event.currentTarget.value)}
        error={props.fields.note}
      />
    </>
  );
}
