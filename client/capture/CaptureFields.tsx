import { createMemo, Match, Switch } from "solid-js";
import type { CaptureChoices } from "../../shared/documents/capture.ts";
import { PickList } from "../ui/PickList.tsx";
import { useWords } from "../words/words.ts";
import { ByField } from "./ByField.tsx";
import { Chip, Choices } from "./Chip.tsx";
import type { Field, Place } from "./compose.ts";
import { readCommitment } from "./draft.ts";
import styles from "./fields.module.css";
import { IndicatorFields } from "./IndicatorFields.tsx";
import type { CaptureAt } from "./lines.ts";
import { HelpsField, ServesField } from "./ServesFields.tsx";
import type { Section } from "./servables.ts";
import { WhoField } from "./WhoField.tsx";
import { words } from "./words.ts";

export interface FieldsHandle {
  /** Brings the keyboard to a field; `opens` shows at once what can be chosen. */
  focus(field: Field | "first" | "last", opens?: boolean): void;
}

/** The fields below a line that is being captured: what was understood, and what can be chosen instead. */
export function CaptureFields(props: {
  at: CaptureAt;
  place: Place;
  sections: readonly Section[];
  onChoose: (choices: Partial<CaptureChoices>) => void;
  onRecord: () => void;
  /** The keyboard goes back into the line. */
  onLeave: () => void;
  ref?: (handle: FieldsHandle) => void;
}) {
  const t = useWords(words);
  let box!: HTMLFieldSetElement;
  const buttons = () => [...box.querySelectorAll<HTMLButtonElement>("button[data-field]")];
  props.ref?.({
    focus(field, opens = false) {
      const all = buttons();
      const found =
        field === "first"
          ? all[0]
          : field === "last"
            ? all.at(-1)
            : (all.find((it) => it.dataset.field === field) ?? all.at(-1));
      found?.focus();
      if (opens && found?.dataset.field !== "record") found?.click();
    },
  });
  /** Goes on to what is still open, or to the button that records. */
  const goOn = () =>
    queueMicrotask(() => {
      const open = buttons().find((it) => it.dataset.unsettled !== undefined) ?? buttons().at(-1);
      open?.focus();
    });
  const choose = (choices: Partial<CaptureChoices>) => {
    props.onChoose(choices);
    goOn();
  };
  const draft = createMemo(() => readCommitment(props.at, props.place.directory));

  return (
    <fieldset
      ref={box}
      class={styles.fields}
      aria-label={t(props.at.kind)}
      on:keydown={(event: KeyboardEvent) => {
        if (event.target instanceof Element && event.target.closest("[popover]")) return;
        const all = buttons();
        const at = all.indexOf(event.target as HTMLButtonElement);
        const leaves =
          event.key === "Escape" || (event.key === "Tab" && at === (event.shiftKey ? 0 : all.length - 1));
        if (!leaves) return;
        event.preventDefault();
        event.stopPropagation();
        props.onLeave();
      }}
    >
      <Switch>
        <Match when={props.at.kind === "commitment"}>
          <WhoField draft={draft()} place={props.place} onChoose={choose} />
          <ByField draft={draft()} today={props.place.directory.today} onChoose={choose} />
          <ServesField draft={draft()} place={props.place} choices={props.at.choices} onChoose={choose} />
          <HelpsField draft={draft()} place={props.place} choices={props.at.choices} onChoose={choose} />
        </Match>
        <Match when={props.at.kind === "decision"}>
          <Chip
            field="stands"
            name={t("stands")}
            value={t(props.at.choices.more === "agreed" ? "agreed" : "open")}
          >
            {(close) => (
              <Choices
                label={t("stands")}
                options={[
                  { id: "", label: t("open") },
                  { id: "agreed", label: t("agreed") },
                ]}
                chosen={props.at.choices.more}
                onPick={(more) => {
                  close();
                  choose({ more });
                }}
              />
            )}
          </Chip>
        </Match>
        <Match when={props.at.kind === "indicator"}>
          <IndicatorFields at={props.at} place={props.place} onChoose={choose} />
        </Match>
        <Match when={props.at.kind === "passage"}>
          <Chip
            field="which"
            name={t("which")}
            value={
              props.sections.find((it) => it.target === props.at.choices.serves)?.heading ?? t("passageAsk")
            }
            isUnsettled={!props.at.choices.serves}
          >
            {(close) => (
              <PickList
                label={t("passageAsk")}
                choices={props.sections.map((it) => ({
                  id: it.target,
                  label: it.heading,
                  names: [it.heading],
                }))}
                onPick={(serves) => {
                  close();
                  choose({ serves });
                }}
              />
            )}
          </Chip>
        </Match>
      </Switch>
      <button type="button" class={styles.record} data-field="record" onClick={() => props.onRecord()}>
        {t("record")}
        <span aria-hidden="true">
          <kbd>↵</kbd>
        </span>
      </button>
    </fieldset>
  );
}
