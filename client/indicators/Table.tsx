import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { IndicatorChart } from "../../shared/indicators/indicator.ts";
import { cadences } from "../../shared/indicators/period.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { sayAim, sayMove, sayNumber, sayPeriod, sayUnit, summaryOf } from "./say.ts";
import styles from "./table.module.css";
import { words } from "./words.ts";

/** The same numbers without pictures: one table for each way of counting time, the newest period first. */
export function Table(props: { charts: readonly IndicatorChart[]; search: string }) {
  const t = useWords(words);
  return (
    <For each={cadences.filter((cadence) => props.charts.some((it) => it.cadence === cadence))}>
      {(cadence) => (
        <OneTable
          charts={props.charts.filter((it) => it.cadence === cadence)}
          caption={t("tablesOf", { cadence: t(cadence) })}
          search={props.search}
        />
      )}
    </For>
  );
}

function OneTable(props: { charts: readonly IndicatorChart[]; caption: string; search: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const periods = () =>
    [...new Set(props.charts.flatMap((it) => it.points.map(({ period }) => period)))].sort().reverse();
  return (
    <section class={styles.region} tabindex="0" aria-label={props.caption}>
      <table class={styles.table}>
        <caption>
          {props.caption}. {t("star")}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("indicator")}</th>
            <th scope="col">{t("unit")}</th>
            <th scope="col">{t("move")}</th>
            <th scope="col">{t("aim")}</th>
            <For each={periods()}>{(period) => <th scope="col">{sayPeriod(period)}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.charts}>
            {(it) => {
              const byPeriod = new Map(it.points.map((point) => [point.period, point]));
              return (
                <tr>
                  <th scope="row">
                    <A
                      href={`/indicators/${it.id}${props.search}`}
                      data-row={it.id}
                      title={summaryOf(it, t)}
                      noScroll
                      replace
                    >
                      <b>{it.code}</b> {it.name[language()]}
                    </A>
                  </th>
                  <td>{sayUnit(it.unit)}</td>
                  <td data-move={it.lastMove}>{sayMove(it, t)}</td>
                  <td>{sayAim(it, t)}</td>
                  <For each={periods()}>
                    {(period) => {
                      const point = byPeriod.get(period);
                      return (
                        <td
                          class={styles.number}
                          classList={{ [styles.broken!]: it.breaks.some((one) => one.period === period) }}
                          title={point?.note ?? undefined}
                        >
                          <Show
                            when={point?.value !== null && point?.value !== undefined}
                            fallback={<span class={styles.none}>–</span>}
                          >
                            {sayNumber(point!.value!)}
                            {point!.status === "provisional" ? "*" : ""}
                          </Show>
                        </td>
                      );
                    }}
                  </For>
                </tr>
              );
            }}
          </For>
        </tbody>
      </table>
    </section>
  );
}
