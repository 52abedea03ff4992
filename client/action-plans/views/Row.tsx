import { createMemo, For, Show } from "solid-js";
import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import type { Day } from "../../../shared/dates.ts";
import { sayAway, sayNearDay } from "../../commitments/days.ts";
import { useWords } from "../../words/words.ts";
import type { LiveActivity } from "../live-plans.ts";
import { Partner } from "../pieces.tsx";
import { words as planWords } from "../words.ts";
import { apart, type Bar, barOf, isOn, type PlanAxis, placeOf, signStep, wordPlace } from "./axis.ts";
import type { MilestoneAt } from "./MilestoneCard.tsx";
import { inOrder, nextMilestone, standsOn, stateOf } from "./milestones.ts";
import { sayMonth } from "./months.ts";
import { MilestoneSign } from "./signs.tsx";
import styles from "./timeline.module.css";
import { words } from "./words.ts";

/** One activity on the axis: what it is and waits for, its bar, its milestones. */
export function Row(props: {
  it: LiveActivity;
  axis: PlanAxis;
  today: Day;
  isTabStop: boolean;
  opened: MilestoneAt | undefined;
  onAt: () => void;
  onOpen: () => void;
  onMilestone: (milestoneId: string) => void;
}) {
  const t = useWords(words);
  const plan = useWords(planWords);
  const code = () => props.it.code ?? t("newCode");
  const bar = createMemo(() => barOf(props.axis, props.it));
  const shown = createMemo(() => inOrder(props.it.milestones).filter((it) => isOn(props.axis, standsOn(it))));
  const ids = createMemo(() => shown().map((it) => it.id));
  const places = createMemo(() => {
    const at = apart(
      shown().map((it) => placeOf(props.axis, standsOn(it))),
      signStep(props.axis),
    );
    return new Map(shown().map((it, index) => [it.id, at[index]!]));
  });
  const wordAt = (it: Bar) => wordPlace(it, [...places().values()]);
  const range = () => ({
    from: isPlanDay(props.it.startsOn) ? sayMonth(props.it.startsOn) : "—",
    to: isPlanDay(props.it.endsOn) ? sayMonth(props.it.endsOn) : "—",
  });
  const barName = () =>
    [
      t("barName", { code: code(), ...range(), state: plan(`s_${props.it.status}`) }),
      ...(bar()?.isTornLeft ? [t("barTornLeft")] : []),
      ...(bar()?.isTornRight ? [t("barTornRight")] : []),
    ].join(", ");
  const href = () => `/plan/${props.it.id}${location.search}`;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    props.onOpen();
  };
  return (
    <li class={styles.row} data-activity={props.it.id}>
      <div class={styles.label}>
        <span class={`${styles.code} num`}>{code()}</span>
        <span class={styles.what}>
          <a
            href={href()}
            data-row={props.it.id}
            tabindex={props.isTabStop ? 0 : -1}
            title={props.it.title}
            onFocus={() => props.onAt()}
            onClick={open}
          >
            {props.it.title || "—"}
          </a>
          <Next it={props.it} today={props.today} />
        </span>
        <Show when={props.it.leadOrganizationId}>{(id) => <Partner id={id()} tileOnly />}</Show>
      </div>
      <div class={styles.track}>
        <Show when={bar()} fallback={<span class={styles.noBar}>{outside()}</span>}>
          {(one) => (
            <>
              {/* biome-ignore lint/a11y/useAnchorContent: its name says it all; the word on it is for the eye. */}
              <a
                class={styles.bar}
                data-status={props.it.status}
                data-torn-left={one().isTornLeft ? "" : undefined}
                data-torn-right={one().isTornRight ? "" : undefined}
                href={href()}
                tabindex="-1"
                aria-label={barName()}
                style={{ left: `${one().x}%`, width: `${one().width}%` }}
                onClick={open}
              />
              <span
                class={styles.word}
                data-status={props.it.status}
                aria-hidden="true"
                style={{
                  left: `${wordAt(one())}%`,
                  width: `${Math.max(0, one().x + one().width - wordAt(one()))}%`,
                }}
              >
                <span>{plan(`s_${props.it.status}`)}</span>
              </span>
            </>
          )}
        </Show>
        <For each={ids()}>
          {(id) => {
            const one = () => props.it.milestones.find((it) => it.id === id)!;
            const state = () => stateOf(one(), props.today);
            const isOpen = () => props.opened?.activityId === props.it.id && props.opened.milestoneId === id;
            const name = () => {
              const title = one().title || t("noTitle");
              if (state() === "undated") return t("msUndated", { title });
              const day = sayNearDay(standsOn(one()), props.today);
              const key = state() === "done" ? "msDone" : state() === "late" ? "msLate" : "msAhead";
              return t(key, { title, day });
            };
            return (
              <Show when={props.it.milestones.some((it) => it.id === id)}>
                <button
                  type="button"
                  class={styles.milestone}
                  data-milestone={id}
                  tabindex="-1"
                  title={name()}
                  aria-label={name()}
                  aria-haspopup="dialog"
                  aria-expanded={isOpen()}
                  style={{ left: `${places().get(id) ?? 0}%` }}
                  onFocus={() => props.onAt()}
                  onClick={() => props.onMilestone(id)}
                >
                  <MilestoneSign state={state()} />
                </button>
              </Show>
            );
          }}
        </For>
      </div>
    </li>
  );

  function outside() {
    const it = props.it;
    return isPlanDay(it.startsOn) && isPlanDay(it.endsOn) && it.startsOn <= it.endsOn
      ? t("beyond", range())
      : t("noBar");
  }
}

/** What an activity waits for, spelled out, so that nothing depends on hovering. */
export function Next(props: { it: LiveActivity; today: Day }) {
  const t = useWords(words);
  const next = createMemo(() => nextMilestone(props.it.milestones));
  return (
    <Show
      when={next()}
      fallback={<small>{t(props.it.milestones.length > 0 ? "allDone" : "noMilestone")}</small>}
    >
      {(one) => {
        const state = () => stateOf(one(), props.today);
        const title = () => one().title || t("noTitle");
        const day = () => sayNearDay(one().dueOn, props.today);
        return (
          <small data-late={state() === "late" ? "" : undefined}>
            {state() === "undated"
              ? t("nextUndated", { title: title() })
              : state() === "late"
                ? t("lateIs", { title: title(), day: day(), away: sayAway(one().dueOn, props.today) })
                : t("nextIs", { title: title(), day: day() })}
          </small>
        );
      }}
    </Show>
  );
}
