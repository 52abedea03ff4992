import { For, Show } from "solid-js";
import type { Breakdown, IndicatorWithReadings } from "../../shared/indicators/indicator.ts";
import { useWords } from "../words/words.ts";
import styles from "./panel.module.css";
import { sayNumber, sayPeriod, sayUnit, sayValue } from "./say.ts";
import { words } from "./words.ts";

type Point = IndicatorWithReadings["dataPoints"][number];
type Shown = Breakdown & { value: number };

const isShown = (it: Breakdown): it is Shown => it.value !== null;

/** For whom a number stands how: the newest reading that was broken down, beside the one before it. */
export function Breakdowns(props: { it: IndicatorWithReadings }) {
  const points = () => props.it.dataPoints.filter((it) => it.disaggregation.length > 0);
  const newest = () => points().at(-1);
  const ways = (point: Point) => [
    ...new Set(point.disaggregation.map((it) => it.by ?? props.it.disaggregateBy[0] ?? "")),
  ];
  return (
    <>
      <Show when={newest()}>
        {(point) => (
          <For each={ways(point())}>
            {(by) => <OneWay it={props.it} by={by} point={point()} before={points().at(-2)} />}
          </For>
        )}
      </Show>
      <Show when={props.it.latest?.note}>{(note) => <p class={styles.quote}>“{note()}”</p>}</Show>
    </>
  );
}

function OneWay(props: { it: IndicatorWithReadings; by: string; point: Point; before: Point | undefined }) {
  const t = useWords(words);
  const groupsOf = (point: Point | undefined) =>
    (point?.disaggregation ?? []).filter((it) => (it.by ?? props.it.disaggregateBy[0] ?? "") === props.by);
  const groups = () => groupsOf(props.point);
  const isShare = () => sayUnit(props.it.unit) === "%";
  const values = (point: Point | undefined) => groupsOf(point).filter(isShown);
  const gapOf = (point: Point | undefined) => {
    const all = values(point).map((it) => it.value);
    return all.length < 2 ? undefined : Number((Math.max(...all) - Math.min(...all)).toPrecision(10));
  };
  const aim = () => (isShare() ? (props.it.interimTarget?.value ?? props.it.target?.value) : undefined);
  const whole = () => (isShare() ? 100 : Math.max(...values(props.point).map((it) => it.value), 1));
  /** The group that is farthest from where better lies is the one to look at. */
  const isLow = (it: Shown) => {
    const all = values(props.point).map((one) => one.value);
    return it.value === (props.it.direction === "increase" ? Math.min(...all) : Math.max(...all));
  };
  const was = (it: Breakdown) =>
    groupsOf(props.before).find((one) => one.group === it.group && one.value !== null);
  const points = (value: number) => (isShare() ? sayPoints(value, t) : sayValue(value, props.it.unit));
  const gap = () => {
    const [now, before] = [gapOf(props.point), gapOf(props.before)];
    if (now === undefined || !isShare()) return "";
    return before === undefined
      ? t("gapNow", { gap: points(now) })
      : t("gap", { gap: points(now), before: sayNumber(before) });
  };
  const hasHidden = () => groups().some((it) => it.value === null);
  return (
    <>
      <h3 class={styles.title}>
        {t("by", { what: props.by.replaceAll("_", " "), period: sayPeriod(props.point.period) })}{" "}
        <small>{gap()}</small>
      </h3>
      <ul class={styles.groups}>
        <For each={groups()}>
          {(it) => (
            <li data-group={it.group}>
              <span>{it.group}</span>
              <Show when={isShown(it) && it} fallback={<span class={styles.hidden}>{t("tooFew")}</span>}>
                {(one) => (
                  <>
                    <span class={styles.bar}>
                      <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
                        <rect
                          y="3"
                          height="14"
                          rx="2"
                          width={Math.max(0, Math.min(100, (one().value / whole()) * 100))}
                          data-low={isLow(one())}
                        />
                        <Show when={aim() !== undefined}>
                          <path d={`M${aim()} 0V20`} vector-effect="non-scaling-stroke" />
                        </Show>
                      </svg>
                    </span>
                    <b>{isShare() ? sayValue(one().value, props.it.unit) : sayNumber(one().value)}</b>
                    <Show when={was(it)}>
                      {(before) => (
                        <small>{t("was", { value: sayValue(before().value!, props.it.unit) })}</small>
                      )}
                    </Show>
                  </>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={aim() !== undefined}>
        <p class={styles.aim}>{t("dashed", { value: sayValue(aim()!, props.it.unit) })}</p>
      </Show>
      <Show when={hasHidden()}>
        <p class={styles.definition}>{t("tooFewLong", { count: props.it.smallestGroup ?? 0 })}</p>
      </Show>
    </>
  );
}

/** Between percentages lie points. */
const sayPoints = (value: number, t: (key: "points", values: { value: string }) => string) =>
  t("points", { value: sayNumber(value) });
