import { Show } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import { sayWeekday } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { Chip, Choices } from "./Chip.tsx";
import type { CommitmentDraft, Unsettled } from "./draft.ts";
import styles from "./fields.module.css";
import { type OnChoose, unsettledIn } from "./fields.ts";
import { words } from "./words.ts";

/** By when: the day that the line says, spelled out; what can be read in two ways is asked, never guessed. */
export function ByField(props: { draft: CommitmentDraft; today: Day; onChoose: OnChoose }) {
  const t = useWords(words);
  const unsettled = () => unsettledIn(props.draft, "by");
  const between = () => unsettled()?.between ?? [];
  const saysNot = useWhyNotBy();
  const value = () => {
    const it = unsettled();
    return it ? saysNot(it) : sayWeekday(props.draft.due!);
  };
  return (
    <Chip field="by" name={t("by")} value={value()} isUnsettled={unsettled() !== undefined}>
      {(close) => {
        const pick = (due: Day) => {
          close();
          props.onChoose({ due });
        };
        return (
          <div class={styles.days}>
            <Show when={between().length > 0}>
              <p>{t("byChoose", { said: unsettled()?.said ?? "" })}</p>
              <Choices
                label={t("by")}
                options={between().map((day) => ({ id: day, label: sayWeekday(day) }))}
                onPick={pick}
              />
            </Show>
            <label class={styles.dayField}>
              <span>{between().length > 0 ? t("byOther") : t("byAsk")}</span>
              <input
                type="date"
                min={props.today}
                value={props.draft.due ?? ""}
                ref={(it) => between().length === 0 && queueMicrotask(() => it.focus())}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && event.currentTarget.value) pick(event.currentTarget.value);
                }}
                onChange={({ currentTarget: { value, validity } }) => {
                  // While a year is typed, the day is one of long ago.
                  if (value && validity.valid) pick(value);
                }}
              />
            </label>
          </div>
        );
      }}
    </Chip>
  );
}

/** Why nobody knows yet by when it is. */
export function useWhyNotBy() {
  const t = useWords(words);
  return (it: Unsettled & { field: "by" }): string => {
    if (it.because === "missing") return t("byAsk");
    if (it.because === "ambiguous") {
      const [first = "", ...others] = it.between.map(sayWeekday);
      return t("byAmbiguous", {
        days: others.reduce((all, next) => t("or", { first: all, second: next }), first),
      });
    }
    return t(it.because === "past" ? "byPast" : "byImpossible", { said: it.said });
  };
}
