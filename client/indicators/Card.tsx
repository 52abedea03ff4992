import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { IndicatorChart } from "../../shared/indicators/indicator.ts";
import { waitingPeriods } from "../../shared/indicators/readings.ts";
import { Icon } from "../ui/Icon.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import type { Axis } from "./axis.ts";
import { Chart } from "./Chart.tsx";
import styles from "./card.module.css";
import { downRightIcon, levelIcon, upRightIcon } from "./icons.ts";
import { createNear } from "./near.ts";
import { sayAim, sayKnots, sayMove, sayNumber, sayPeriod, sayShare, sayUnit, type T } from "./say.ts";
import { words } from "./words.ts";

/** One of the small multiples: where a number stands, whether it moved to the better, and how far it is. */
export function Card(props: {
  chart: IndicatorChart;
  axis: Axis;
  today: string;
  isOpen: boolean;
  /** Drawn at once, without waiting whether it comes near. */
  isFirst: boolean;
  search: string;
  onFocus: () => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const it = () => props.chart;
  const values = () => it().points.filter(({ value }) => value !== null).length;
  const [card, setCard] = createSignal<HTMLElement>();
  const isNear = createNear(card, props.isFirst);
  return (
    <li
      ref={setCard}
      class={styles.card}
      classList={{ [styles.open!]: props.isOpen, [styles.far!]: !isNear() }}
    >
      <div class={styles.head}>
        <span class={styles.code}>{it().code}</span>
        <h2>
          <A
            href={`/indicators/${it().id}${props.search}`}
            data-row={it().id}
            aria-current={props.isOpen ? "true" : undefined}
            onFocus={props.onFocus}
            noScroll
            replace
          >
            {it().name[language()]}
          </A>
        </h2>
      </div>
      {/* Far below, a card is its name: there can be hundreds, and each of them is more than it looks. */}
      <Show when={isNear()}>
        <Show when={it().latest} fallback={<p class={styles.none}>{t("noReading")}</p>}>
          {(latest) => (
            <>
              <div class={styles.value}>
                <b>
                  {sayNumber(latest().value!)}
                  <Unit unit={it().unit} />
                </b>
                <Move chart={it()} />
                <span class={styles.period}>{sayPeriod(latest().period)}</span>
              </div>
              <Show when={values() > 1} fallback={<p class={styles.none}>{t("oneReading")}</p>}>
                <Chart chart={it()} axis={props.axis} />
              </Show>
            </>
          )}
        </Show>
        <div class={styles.foot}>
          <span>
            {sayAim(it(), t)}
            <span class={styles.share}>{sayShare(it(), t)}</span>
          </span>
          <State chart={it()} today={props.today} />
        </div>
      </Show>
    </li>
  );
}

/** A percent sign belongs to its number; a word stands beside it. */
function Unit(props: { unit: string }) {
  const language = useLanguage();
  const unit = () => sayUnit(props.unit);
  return (
    <Show when={unit() === "%"} fallback={<small> {unit()}</small>}>
      {language() === "es" ? " %" : "%"}
    </Show>
  );
}

/** “0.7 better”, also where down is good; worse is amber. The arrow shows where the number went. */
export function Move(props: { chart: IndicatorChart }) {
  const t = useWords(words);
  const isUp = () => (props.chart.lastMove === "better") === (props.chart.direction === "increase");
  return (
    <Show when={props.chart.lastMove}>
      {(move) => (
        <span class={styles.move} data-move={move()}>
          <Icon of={move() === "same" ? levelIcon : isUp() ? upRightIcon : downRightIcon} />
          {sayMove(props.chart, t)}
        </span>
      )}
    </Show>
  );
}

/** What of a series asks for attention, else what is tied to it. */
function stateOf(it: IndicatorChart, today: string, t: T): { text: string; kind?: "warn" } {
  const waiting = waitingPeriods(it, it.points, today).at(-1);
  if (waiting?.standing === "waiting" && it.points.length > 0)
    return { text: t("notYet", { period: sayPeriod(waiting.period) }), kind: "warn" };
  if (it.latest?.status === "provisional")
    return { text: t("isProvisional", { period: sayPeriod(it.latest.period) }) };
  const broken = it.breaks.at(-1);
  if (broken) return { text: t("brokenSince", { period: sayPeriod(broken.period) }) };
  const lost = it.missingPeriods.at(-1);
  if (lost) {
    const note = it.points.find(({ period }) => period === lost)?.note;
    const period = sayPeriod(lost);
    return { text: note ? t("gapBecause", { period, note }) : t("gapPlain", { period }) };
  }
  return { text: sayKnots(it, t) };
}

function State(props: { chart: IndicatorChart; today: string }) {
  const t = useWords(words);
  const it = () => stateOf(props.chart, props.today, t);
  return (
    <span class={styles.state} data-kind={it().kind} title={it().text}>
      <Show when={it().kind === "warn"}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <circle
            cx="8"
            cy="8"
            r="6"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-dasharray="2.6 2.2"
          />
        </svg>
      </Show>
      {it().text}
    </span>
  );
}
