import { createMemo, For, Show } from "solid-js";
import type { Day } from "../../../shared/dates.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import { sayNearDay } from "../../commitments/days.ts";
import { useWords } from "../../words/words.ts";
import { apart, isOn, type PlanAxis, placeOf, type Quarter, signStep } from "./axis.ts";
import { sayShort } from "./months.ts";
import { Knot } from "./signs.tsx";
import styles from "./timeline.module.css";
import { words } from "./words.ts";

const isNow = (it: Quarter, today: Day) =>
  it.from.slice(0, 4) === today.slice(0, 4) && it.quarter === Math.ceil(Number(today.slice(5, 7)) / 3);

/** Years and quarters above, with today. */
export function AxisHead(props: { axis: PlanAxis; quarters: readonly Quarter[]; today: Day }) {
  const t = useWords(words);
  return (
    <div class={`${styles.row} ${styles.head}`} aria-hidden="true">
      <div class={styles.label} data-label />
      <div class={styles.track}>
        <For each={props.quarters}>
          {(it, index) => (
            <>
              <Show when={index() === 0 || it.quarter === 1}>
                <b style={{ left: `${it.x}%` }}>{it.year}</b>
              </Show>
              <span style={{ left: `${it.x}%` }} data-now={isNow(it, props.today) ? "" : undefined}>
                {t("quarter", { quarter: it.quarter })}
              </span>
            </>
          )}
        </For>
        {/* On the side of the line where it hides no year. */}
        <em
          data-after={Math.ceil(Number(props.today.slice(5, 7)) / 3) <= 2 ? "" : undefined}
          style={{ left: `${placeOf(props.axis, props.today)}%` }}
        >
          {t("today", { day: sayShort(props.today) })}
        </em>
      </div>
    </div>
  );
}

/** The lines of the quarters and of today, behind everything. */
export function AxisLines(props: { axis: PlanAxis; quarters: readonly Quarter[]; today: Day }) {
  return (
    <div class={styles.lines} aria-hidden="true">
      <div class={styles.track}>
        <For each={props.quarters}>
          {(it) => (
            <i
              data-year={it.quarter === 1 ? "" : undefined}
              data-now={isNow(it, props.today) ? "" : undefined}
              style={{ left: `${it.x}%`, width: `${it.width}%` }}
            />
          )}
        </For>
        <i class={styles.today} style={{ left: `${placeOf(props.axis, props.today)}%` }} />
      </div>
    </div>
  );
}

/** More knots than this would hide each other; the newest are shown. */
const decisionsMax = 24;
/** A number beside a knot takes this much. */
const labelWidth = 3.8;

/** The day on which a decision stands on the axis: when it was decided, or until when it is open. */
export const decisionDay = (it: Pick<Decision, "decidedOn" | "respondBy" | "openedOn">) =>
  it.decidedOn ?? it.respondBy ?? it.openedOn;

/** The decisions that shape a plan: what was decided and what is open, by their day. */
export const shaping = (all: readonly Decision[]) =>
  all
    .filter((it) => it.status === "open" || (it.decidedOn !== null && it.status !== "withdrawn"))
    .sort((a, b) => (decisionDay(a) < decisionDay(b) ? -1 : 1));

/** Decisions as knots on the same axis; dotted ones are open. */
export function DecisionLane(props: { axis: PlanAxis; decisions: readonly Decision[]; today: Day }) {
  const t = useWords(words);
  const onAxis = createMemo(() => props.decisions.filter((it) => isOn(props.axis, decisionDay(it))));
  const knots = createMemo(() => {
    const here = onAxis().slice(-decisionsMax);
    const places = apart(
      here.map((it) => placeOf(props.axis, decisionDay(it))),
      signStep(props.axis),
    );
    // A number stands above its knot; where that would lie on the one before it, below.
    const ends = { above: -100, below: -100 };
    return here.map((it, index) => {
      const x = places[index]!;
      const side = x - ends.above >= labelWidth || ends.above <= ends.below ? "above" : "below";
      ends[side] = x;
      return { it, x, side };
    });
  });
  const thread = () => {
    const decided = knots().filter(({ it }) => it.decidedOn !== null);
    const [from, to] = [decided[0]?.x ?? 0, decided.at(-1)?.x ?? 0];
    return { left: `${from}%`, width: `${to - from}%` };
  };
  const nameOf = (it: Decision) => {
    const said = { code: `D-${it.number}`, title: it.title };
    if (it.decidedOn) return t("decidedOn", { ...said, day: sayNearDay(it.decidedOn, props.today) });
    if (it.respondBy) return t("openTo", { ...said, day: sayNearDay(it.respondBy, props.today) });
    return t("openSince", { ...said, day: sayNearDay(it.openedOn, props.today) });
  };
  const left = () => props.decisions.length - knots().length;
  return (
    <div class={`${styles.row} ${styles.lane}`}>
      <div class={styles.label}>
        <h2>{t("decisions")}</h2>
        <Show when={left() > 0}>
          <a href="/decisions">{t("decisionsBefore", { count: left() })}</a>
        </Show>
      </div>
      <ul class={styles.track}>
        <li class={styles.thread} style={thread()} aria-hidden="true" />
        <For each={knots()}>
          {({ it, x, side }) => (
            <li>
              <a
                class={styles.knot}
                data-side={side}
                href={`/decisions/${it.id}`}
                title={nameOf(it)}
                aria-label={nameOf(it)}
                style={{ left: `${x}%` }}
              >
                <Knot isOpen={it.decidedOn === null} />
                <em>{`D-${it.number}`}</em>
              </a>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
