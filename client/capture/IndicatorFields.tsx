import { PickList } from "../ui/PickList.tsx";
import { sayNumber } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { Chip } from "./Chip.tsx";
import { indicatorNamed, type Place, readingIn } from "./compose.ts";
import styles from "./fields.module.css";
import type { OnChoose } from "./fields.ts";
import type { CaptureAt } from "./lines.ts";
import { words } from "./words.ts";

/** Which indicator it is, and perhaps a new reading of it. */
export function IndicatorFields(props: { at: CaptureAt; place: Place; onChoose: OnChoose }) {
  const t = useWords(words);
  const indicators = () => props.place.directory.servables.filter((it) => it.kind === "indicator");
  const chosen = () => {
    const id = props.at.choices.serves || indicatorNamed(props.at, props.place.directory);
    return indicators().find((it) => it.id === id);
  };
  const reading = () => readingIn(props.at.choices.more);
  const example = () => {
    const [year, month] = props.place.directory.today.split("-");
    return `${year}-Q${Math.ceil(Number(month) / 3)}`;
  };
  const sayReading = () => {
    const { period, value } = reading();
    if (!value) return t("readingNone");
    const number = Number(value.replace(",", "."));
    return Number.isNaN(number) ? t("valueWrong") : `${sayNumber(number)}, ${period}`;
  };
  return (
    <>
      <Chip
        field="which"
        name={t("which")}
        value={chosen()?.label ?? t("whichAsk")}
        isUnsettled={chosen() === undefined}
      >
        {(close) => (
          <PickList
            label={t("whichAsk")}
            choices={indicators().map((it) => ({ id: it.id, label: it.label, names: it.names }))}
            onPick={(serves) => {
              close();
              props.onChoose({ serves });
            }}
          />
        )}
      </Chip>
      <Chip field="reading" name={t("reading")} value={sayReading()}>
        {(close) => {
          let period!: HTMLInputElement;
          let value!: HTMLInputElement;
          const done = () => {
            const said = value.value.trim() ? `${period.value.trim()}=${value.value.trim()}` : "";
            close();
            props.onChoose({ more: said });
          };
          const onEnter = (event: KeyboardEvent) => event.key === "Enter" && done();
          return (
            <div class={styles.days}>
              <label class={styles.dayField}>
                <span>{t("value")}</span>
                <input
                  ref={(it) => {
                    value = it;
                    queueMicrotask(() => it.focus());
                  }}
                  inputmode="decimal"
                  value={reading().value}
                  onKeyDown={onEnter}
                />
              </label>
              <label class={styles.dayField}>
                <span>{t("period")}</span>
                <input
                  ref={period}
                  value={reading().period || example()}
                  title={t("periodHint", { example: example() })}
                  onKeyDown={onEnter}
                />
              </label>
              <button type="button" class={styles.done} onClick={done}>
                {t("done")}
              </button>
            </div>
          );
        }}
      </Chip>
    </>
  );
}
