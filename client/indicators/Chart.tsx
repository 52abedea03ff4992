import { createMemo, For, Show } from "solid-js";
import type { IndicatorChart } from "../../shared/indicators/indicator.ts";
import { periodOf } from "../../shared/indicators/period.ts";
import { useWords } from "../words/words.ts";
import { type Axis, box, drawingOf, yearsOf } from "./axis.ts";
import styles from "./chart.module.css";
import { sayPeriod, summaryOf } from "./say.ts";
import { words } from "./words.ts";

/** One small chart, drawn by hand; whoever listens hears its sentences instead. */
export function Chart(props: { chart: IndicatorChart; axis: Axis }) {
  const t = useWords(words);
  // Asked for by each of its parts: drawn once.
  const it = createMemo(() => drawingOf(props.chart, props.axis));
  const years = createMemo(() => yearsOf(props.axis));
  const thread = () => {
    const { knots } = it();
    return knots.length > 1 ? `M${knots[0]!.x} ${box.bottom}H${knots.at(-1)!.x}` : "";
  };
  return (
    <svg
      class={styles.chart}
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={`${props.chart.code}. ${summaryOf(props.chart, t)}`}
    >
      <For each={years()}>
        {({ year, x }) => (
          <>
            <path class={styles.grid} d={`M${x} ${box.top}V${box.bottom}`} />
            <text class={styles.label} x={x + 4} y={box.height - 2}>
              {year}
            </text>
          </>
        )}
      </For>
      <Show when={(years()[0]?.x ?? box.right) > 28}>
        <text class={styles.label} x={box.left} y={box.height - 2}>
          {firstOf(props.chart, props.axis)}
        </text>
      </Show>
      <path class={styles.grid} d={`M${box.left} ${box.bottom}H${box.right}`} />
      <For each={it().gaps}>
        {({ x, width }) => (
          <rect x={x} y={box.top} width={width} height={box.bottom - box.top} rx="3" fill="url(#gap)" />
        )}
      </For>
      <Show when={it().aimY !== undefined}>
        <path class={styles.aim} d={`M${box.left} ${it().aimY}H${box.right}`} />
      </Show>
      <For each={it().breaks}>
        {({ x, period }) => (
          <path class={styles.broken} data-break={period} d={`M${x} ${box.top}V${box.bottom}`} />
        )}
      </For>
      <path class={styles.line} d={it().line} />
      <For each={it().provisional}>{({ x, y }) => <circle class={styles.hollow} cx={x} cy={y} r="4" />}</For>
      <Show when={it().last}>
        {(last) => (
          <circle
            class={last().isProvisional ? styles.hollow : styles.point}
            data-provisional={last().isProvisional}
            cx={last().x}
            cy={last().y}
            r="4"
          />
        )}
      </Show>
      <For each={it().missing}>
        {({ x, period }) => (
          <circle class={styles.missing} data-missing={period} cx={x} cy={box.bottom - 9} r="5">
            <title>{t("gapPlain", { period: sayPeriod(period) })}</title>
          </circle>
        )}
      </For>
      <path class={styles.thread} d={thread()} />
      <For each={it().knots}>
        {({ it: knot, x }) => (
          <circle
            class={knot.kind === "decision" ? styles.ring : styles.dot}
            data-knot={knot.id}
            cx={x}
            cy={box.bottom}
            r={knot.kind === "decision" ? 5 : 3.2}
          >
            <title>{`${knot.kind === "decision" ? "D" : "C"}-${knot.number} ${knot.title}`}</title>
          </circle>
        )}
      </For>
    </svg>
  );
}

/** “Q4”: the axis begins within a year. */
const firstOf = ({ cadence }: IndicatorChart, { from }: Axis) =>
  cadence === "yearly" ? "" : sayPeriod(periodOf("quarterly", from)).slice(0, 2);

/** What the charts of a page share: the hatching of a gap. It stands once on the page. */
export const ChartDefs = () => (
  <svg width="0" height="0" class={styles.defs} aria-hidden="true">
    <defs>
      <pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--sunken)" />
        <path d="M0 0V6" stroke="var(--line)" stroke-width="3" />
      </pattern>
    </defs>
  </svg>
);
