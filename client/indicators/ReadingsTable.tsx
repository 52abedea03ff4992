import { For, Show } from "solid-js";
import type { IndicatorWithReadings } from "../../shared/indicators/indicator.ts";
import { sayNearDay } from "../commitments/days.ts";
import { personName } from "../commitments/names.ts";
import { Icon } from "../ui/Icon.tsx";
import { pencilIcon } from "../ui/icons.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./panel.module.css";
import { sayPeriod, sayValue } from "./say.ts";
import { words } from "./words.ts";

type Point = IndicatorWithReadings["dataPoints"][number];
/** So many groups have a column of their own. */
const groupsMax = 2;

/** The readings as a table, the newest first; what was said before of a period stands below it. */
export function ReadingsTable(props: {
  it: IndicatorWithReadings;
  today: string;
  mayReport: boolean;
  onReport: (period: string) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const rows = () => props.it.dataPoints.toReversed();
  const groups = () => {
    const newest = props.it.dataPoints.findLast((it) => it.disaggregation.length > 0);
    return (newest?.disaggregation ?? []).map((it) => it.group).slice(0, groupsMax);
  };
  const earlier = (period: string) => props.it.replaced.filter((it) => it.period === period).toReversed();
  const valueIn = (point: Point, group: string) =>
    point.disaggregation.find((it) => it.group === group)?.value;
  const isBroken = (period: string) => props.it.breaks.some((it) => it.period === period);
  const changes = (point: Point) =>
    `${t(point.status === "provisional" ? "makeFinal" : "correct")}: ${sayPeriod(point.period)}`;
  return (
    <>
      <h3 class={styles.title}>
        {t("readings")} <small>{t("sameNumbers")}</small>
      </h3>
      <div class={styles.scroll}>
        <table class={styles.twin}>
          <caption class="sr-only">{props.it.name[language()]}</caption>
          <thead>
            <tr>
              <th scope="col">{t("period")}</th>
              <th scope="col">{groups().length > 0 ? t("whole") : t("value")}</th>
              <For each={groups()}>{(group) => <th scope="col">{group}</th>}</For>
              <th scope="col">{t("reported")}</th>
              <Show when={props.mayReport}>
                <th scope="col">
                  <span class="sr-only">{t("correct")}</span>
                </th>
              </Show>
            </tr>
          </thead>
          <For each={rows()}>
            {(point) => (
              <tbody>
                <tr
                  data-period={point.period}
                  data-has-more={point.note !== null || earlier(point.period).length > 0}
                  classList={{ [styles.broken!]: isBroken(point.period) }}
                >
                  <th scope="row">{sayPeriod(point.period)}</th>
                  <td>
                    <Show when={point.value !== null} fallback={<span class={styles.muted}>–</span>}>
                      {sayValue(point.value!, props.it.unit)}
                    </Show>
                    <Show when={point.status !== "reported"}>
                      <small>{t(`status_${point.status}`)}</small>
                    </Show>
                  </td>
                  <For each={groups()}>
                    {(group) => (
                      <td>
                        <Show
                          when={valueIn(point, group) !== undefined}
                          fallback={<span class={styles.muted}>–</span>}
                        >
                          {valueIn(point, group) === null
                            ? t("tooFew")
                            : sayValue(valueIn(point, group)!, props.it.unit)}
                        </Show>
                      </td>
                    )}
                  </For>
                  <td>
                    {point.reportedOn ? sayNearDay(point.reportedOn, props.today) : "–"}
                    <Show when={point.isOnBehalf && point.reportedOn}>
                      <small>{t("onBehalf")}</small>
                    </Show>
                  </td>
                  <Show when={props.mayReport}>
                    <td class={styles.edit}>
                      <button
                        type="button"
                        aria-label={changes(point)}
                        title={changes(point)}
                        onClick={() => props.onReport(point.period)}
                      >
                        <Icon of={pencilIcon} />
                      </button>
                    </td>
                  </Show>
                </tr>
                <Show when={point.note !== null || earlier(point.period).length > 0}>
                  <tr>
                    <td class={styles.said} colspan={4 + groups().length}>
                      <Show when={point.note}>{(note) => <p>{note()}</p>}</Show>
                      <For each={earlier(point.period)}>
                        {(one) => (
                          <p>
                            {t(one.value === null ? "beforeNone" : "before", {
                              value: one.value === null ? "" : sayValue(one.value, props.it.unit),
                              who: personName(one.saidBy),
                              day: sayNearDay(one.reportedOn ?? dayOf(one.saidAt), props.today),
                            })}
                          </p>
                        )}
                      </For>
                    </td>
                  </tr>
                </Show>
              </tbody>
            )}
          </For>
        </table>
      </div>
    </>
  );
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
