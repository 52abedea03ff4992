import { For, Show } from "solid-js";
import type { NewDecision } from "../../shared/decisions/decision.ts";
import { type Method, methods } from "../../shared/decisions/words.ts";
import { strategies } from "../action-plans/plans.ts";
import { WordsField } from "../commitments/Words.tsx";
import { indicators } from "../indicators/indicators.ts";
import { Button } from "../ui/Button.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { plusIcon, trash2Icon } from "../ui/icons.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./dialogs.module.css";
import { words } from "./words.ts";

type Passage = NonNullable<NewDecision["passage"]>;

/** What is said of a decision besides its proposal. */
export interface Details {
  title: string;
  context: string;
  options: NewDecision["options"];
  method: Method;
  respondBy: string;
  daysMin: string;
  indicatorIds: string[];
  strategyIds: string[];
  /** The words of a passage of the common agenda that it is about. */
  quote: string;
}

/** The same fields for a new decision and for one that is open. */
export function DetailFields(props: {
  value: Details;
  onChange: (change: Partial<Details>) => void;
  today: string;
  fields: Readonly<Record<string, string>>;
  /** The way of deciding stays once partners have answered. */
  methodStays?: boolean;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const toggle = (ids: string[], id: string) =>
    ids.includes(id) ? ids.filter((it) => it !== id) : [...ids, id];
  const option = (at: number, title: string) =>
    props.onChange({
      options: props.value.options.map((it, index) => (index === at ? { ...it, title } : it)),
    });
  return (
    <>
      <TextField
        label={t("titleField")}
        maxLength={200}
        value={props.value.title}
        error={props.fields.title}
        onInput={(event) => props.onChange({ title: event.currentTarget.value })}
      />
      <WordsField
        label={t("contextField")}
        rows={3}
        maxLength={4000}
        value={props.value.context}
        onInput={(event) => props.onChange({ context: event.currentTarget.value })}
      />
      <div class={styles.pair}>
        <SelectField
          label={t("method")}
          value={props.value.method}
          disabled={props.methodStays === true}
          options={methods.map((it) => ({ value: it, label: t(`short_${it}`) }))}
          hint={t(`method_${props.value.method}`)}
          onChange={(event) => props.onChange({ method: event.currentTarget.value as Method })}
        />
        <TextField
          label={t("respondBy")}
          type="date"
          min={props.today}
          value={props.value.respondBy}
          error={props.fields.respondBy}
          onInput={(event) => props.onChange({ respondBy: event.currentTarget.value })}
        />
        <TextField
          label={t("daysMin")}
          type="number"
          min={0}
          max={365}
          inputmode="numeric"
          value={props.value.daysMin}
          hint={t("daysMinHint")}
          error={props.fields.daysMin}
          onInput={(event) => props.onChange({ daysMin: event.currentTarget.value })}
        />
      </div>
      <fieldset>
        <legend class={styles.legend}>{t("options")}</legend>
        <div class={styles.fields}>
          <For each={props.value.options.map(({ id }) => id)}>
            {(id, at) => (
              <div class={styles.line}>
                <TextField
                  label={t("option", { n: at() + 1 })}
                  maxLength={280}
                  required
                  value={props.value.options.find((it) => it.id === id)?.title ?? ""}
                  onInput={(event) => option(at(), event.currentTarget.value)}
                />
                <Button
                  kind="ghost"
                  icon={trash2Icon}
                  aria-label={t("removeOption", { n: at() + 1 })}
                  onClick={() =>
                    props.onChange({ options: props.value.options.filter((it) => it.id !== id) })
                  }
                />
              </div>
            )}
          </For>
          <Show when={props.value.options.length < 12}>
            <div>
              <Button
                size="small"
                icon={plusIcon}
                onClick={() =>
                  props.onChange({
                    options: [...props.value.options, { id: nextOption(props.value.options), title: "" }],
                  })
                }
              >
                {t("addOption")}
              </Button>
            </div>
          </Show>
        </div>
      </fieldset>
      <WordsField
        label={t("passage")}
        hint={t("passageHint")}
        rows={2}
        maxLength={1000}
        value={props.value.quote}
        onInput={(event) => props.onChange({ quote: event.currentTarget.value })}
      />
      <fieldset>
        <legend class={styles.legend}>{t("serves")}</legend>
        <div class={`${styles.checks} ${styles.scroll}`}>
          <For each={strategies.value() ?? []}>
            {(it) => (
              <label>
                <input
                  type="checkbox"
                  checked={props.value.strategyIds.includes(it.id)}
                  onChange={() => props.onChange({ strategyIds: toggle(props.value.strategyIds, it.id) })}
                />
                {it.order} {it.name[language()]}
              </label>
            )}
          </For>
          <For each={indicators.value() ?? []}>
            {(it) => (
              <label>
                <input
                  type="checkbox"
                  checked={props.value.indicatorIds.includes(it.id)}
                  onChange={() => props.onChange({ indicatorIds: toggle(props.value.indicatorIds, it.id) })}
                />
                {it.code} {it.name[language()]}
              </label>
            )}
          </For>
        </div>
      </fieldset>
    </>
  );
}

/** An id that none of these options has. */
function nextOption(options: readonly { id: string }[]) {
  for (let n = options.length + 1; ; n++) if (!options.some(({ id }) => id === `o${n}`)) return `o${n}`;
}

/** A passage as it is kept: its words, and the version of the common agenda that holds now. */
export function passageOf(
  quote: string,
  was: Passage | null,
  agenda: { version: string; documents: { name: string; isSource: boolean }[] } | undefined,
): Passage | null {
  const words = quote.trim();
  if (words === "") return null;
  if (was?.quote === words) return was;
  const document = agenda?.documents.find((it) => it.isSource)?.name ?? was?.document;
  return document ? { document, quote: words, version: agenda?.version ?? null } : was;
}
