import { Match, Show, Switch } from "solid-js";
import { readNumber, type Written } from "../../shared/indicators/numbers.ts";
import { sayUnit, sayValue } from "../../shared/indicators/units.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { localeOf } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./number.module.css";
import { words } from "./number-words.ts";

/** What was typed, and the one number that it means, once it means just one. */
export interface NumberSaid {
  text: string;
  value?: number;
}

/**
 * A number as people write it in their country, said back as it was understood. One that can mean two is asked about;
 * another unit is told.
 */
export function NumberField(props: {
  label: string;
  unit: string;
  said: NumberSaid;
  onSay: (said: NumberSaid) => void;
  error?: string | undefined;
  required?: boolean;
  autofocus?: boolean;
  hint?: string;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const say = (value: number) => sayValue(value, props.unit, language(), localeOf(language()));
  const read = (text: string): Written | undefined =>
    text.trim() === "" ? undefined : readNumber(text, { language: language(), unit: props.unit });
  function type(text: string) {
    const written = read(text);
    props.onSay(written && "value" in written ? { text, value: written.value } : { text });
  }
  const written = () => read(props.said.text);
  const wrong = () => {
    const it = written();
    if (it && "otherUnit" in it)
      return t("otherUnit", { unit: it.otherUnit, wanted: sayUnit(props.unit, language()) });
    return it && "noNumber" in it ? t("noNumber") : props.error;
  };
  const either = () => {
    const it = written();
    return it && "either" in it && props.said.value === undefined ? it.either : undefined;
  };
  return (
    <div class={styles.number}>
      <TextField
        label={props.label}
        hint={props.hint}
        inputmode="decimal"
        autocomplete="off"
        required={props.required}
        autofocus={props.autofocus}
        maxLength={60}
        value={props.said.text}
        onInput={(event) => type(event.currentTarget.value)}
        error={wrong()}
      />
      <p class={styles.read} aria-live="polite">
        <Switch>
          <Match when={either()}>
            {(two) => (
              <span class={styles.either}>
                {t("either")}
                <Button size="small" onClick={() => props.onSay({ text: props.said.text, value: two()[0] })}>
                  {say(two()[0])}
                </Button>
                <Button size="small" onClick={() => props.onSay({ text: props.said.text, value: two()[1] })}>
                  {say(two()[1])}
                </Button>
              </span>
            )}
          </Match>
          <Match when={props.said.value !== undefined}>
            <Show when={props.said.text.trim() !== ""}>{t("readAs", { value: say(props.said.value!) })}</Show>
          </Match>
        </Switch>
      </p>
    </div>
  );
}
