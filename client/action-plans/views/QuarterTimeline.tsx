import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import type { Day } from "../../../shared/dates.ts";
import { commitments } from "../../commitments/commitments.ts";
import { tableIcon } from "../../commitments/icons.ts";
import { decisions } from "../../decisions/decisions.ts";
import { useKeys } from "../../shell/keyboard.ts";
import { openShortcuts } from "../../shell/palette.ts";
import { Button } from "../../ui/Button.tsx";
import { createMedia } from "../../ui/media.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { sayDay, sayList } from "../../words/dates.ts";
import { useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { usePlans } from "../live-plans.ts";
import { Order } from "../pieces.tsx";
import { strategies } from "../plans.ts";
import { AxisHead, AxisLines, DecisionLane, shaping } from "./Axis.tsx";
import { placeOf, planAxis, quartersOf } from "./axis.ts";
import { ByDate } from "./ByDate.tsx";
import { Filters, NoActivities } from "./Filters.tsx";
import { useFiltered } from "./filter.ts";
import { type MilestoneAt, MilestoneCard } from "./MilestoneCard.tsx";
import { sayMonth } from "./months.ts";
import { Row } from "./Row.tsx";
import { summaryOf } from "./say.ts";
import { Knot, MilestoneSign } from "./signs.tsx";
import { TimelineTable } from "./TimelineTable.tsx";
import styles from "./timeline.module.css";
import { words } from "./words.ts";

/** When what happens and what slipped: every activity by quarter, with its milestones and the decisions that shaped it. */
export default function QuarterTimeline(props: {
  today: Day;
  onOpen: (id: string, among?: readonly string[]) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const plans = usePlans();
  const isPhone = createMedia("(max-width: 720px)");
  const filtered = useFiltered();
  const [by, setBy] = createSignal<"date" | "quarter">("date");
  const [isTable, setTable] = createSignal(false);
  const [opened, setOpened] = createSignal<MilestoneAt>();
  const [at, setAt] = createSignal<string>();
  let region: HTMLElement | undefined;
  onMount(() => {
    void decisions.need();
    void commitments.need();
  });

  const activities = filtered.activities;
  const knots = createMemo(() => shaping(decisions.value() ?? []));
  const axis = createMemo(() => planAxis(activities(), props.today), undefined, {
    equals: (a, b) => a.from === b.from && a.to === b.to,
  });
  const quarters = createMemo(() => quartersOf(axis()));
  const groups = createMemo(
    () => {
      const known = strategies.value() ?? [];
      const of = (has: (strategyId: string) => boolean) =>
        activities()
          .filter((it) => has(it.strategyId))
          .map((it) => it.id);
      const found = known.map((it) => ({ id: it.id, order: it.order, ids: of((id) => id === it.id) }));
      const lost = of((id) => !known.some((it) => it.id === id));
      return [...found, { id: "", order: 0, ids: lost }].filter((it) => it.ids.length > 0);
    },
    undefined,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  const strategyIds = createMemo(() => groups().map((it) => it.id), undefined, { equals: same });
  const rows = createMemo(() => groups().flatMap((it) => it.ids));
  const tabStop = createMemo(() => {
    const now = at();
    return now !== undefined && rows().includes(now) ? now : rows()[0];
  });
  const summary = createMemo(() =>
    summaryOf(activities(), props.today, t, {
      month: sayMonth,
      day: sayDay,
      list: sayList,
    }),
  );

  // ——— Moving about by keys.
  const titleOf = (id: string | undefined) =>
    region?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id ?? "")}"]`);
  const signsOf = (id: string | undefined) => [
    ...(region?.querySelectorAll<HTMLElement>(`[data-activity="${CSS.escape(id ?? "")}"] [data-milestone]`) ??
      []),
  ];
  const hasFocus = () => region?.contains(document.activeElement) ?? false;
  function moveRow(step: 1 | -1) {
    const now = rows().indexOf(tabStop() ?? "");
    // The first press goes to where one is; from there on it moves.
    const next = hasFocus() ? Math.min(Math.max(now + step, 0), rows().length - 1) : Math.max(now, 0);
    setAt(rows()[next]);
    titleOf(rows()[next])?.focus();
  }
  function moveSign(step: 1 | -1) {
    const places = [titleOf(tabStop()), ...signsOf(tabStop())].filter(
      (it) => it !== undefined && it !== null,
    );
    const now = places.indexOf(document.activeElement as HTMLElement);
    places[Math.min(Math.max(now + step, 0), places.length - 1)]?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => moveRow(1),
      ArrowUp: () => moveRow(-1),
      ArrowRight: () => moveSign(1),
      ArrowLeft: () => moveSign(-1),
    };
    const move = moves[event.key];
    if (!move || !(event.target as HTMLElement).matches("[data-row], [data-milestone]")) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  }
  useKeys(() => ({
    j: () => moveRow(1),
    k: () => moveRow(-1),
    ArrowDown: () => moveRow(1),
    ArrowUp: () => moveRow(-1),
    t: () => setTable(!isTable()),
  }));

  /** The sign that a card belongs to, as it stands on the screen now. */
  const signOf = (it: MilestoneAt | undefined) =>
    it && signsOf(it.activityId).find((one) => one.dataset.milestone === it.milestoneId);
  function closeCard() {
    const was = opened();
    setOpened(undefined);
    if (was && (document.activeElement === document.body || !hasFocus())) signOf(was)?.focus();
  }

  /** Where there is more than the window holds, it begins at today. */
  const showToday = (it: HTMLElement) => {
    region = it;
    queueMicrotask(() => {
      if (it.scrollWidth <= it.clientWidth) return;
      const label = it.querySelector<HTMLElement>("[data-label]")?.offsetWidth ?? 0;
      const x = label + ((it.scrollWidth - label) * placeOf(axis(), props.today)) / 100;
      it.scrollLeft = x - label - (it.clientWidth - label) / 2;
    });
  };

  const Signs = () => (
    <ul class={styles.key} aria-label={t("keys")}>
      <For each={["done", "ahead", "late"] as const}>
        {(state) => (
          <li>
            <MilestoneSign state={state} />
            {t(state)}
          </li>
        )}
      </For>
      <li>
        <Knot />
        {t("decision")}
      </li>
    </ul>
  );

  return (
    <div class={styles.timeline}>
      <Filters filtered={filtered}>
        <Show when={!isPhone()}>
          <Button
            kind="ghost"
            size="small"
            icon={tableIcon}
            aria-pressed={isTable()}
            hint="T"
            onClick={() => setTable(!isTable())}
          >
            {t(isTable() ? "asTimeline" : "asTable")}
          </Button>
          <Signs />
        </Show>
      </Filters>
      <Show when={isPhone()}>
        <Segmented
          class={styles.by}
          label={t("arrange")}
          value={by()}
          onChange={setBy}
          options={[
            { value: "date", label: t("byDate") },
            { value: "quarter", label: t("byQuarter") },
          ]}
        />
      </Show>
      <Show when={activities().length > 0} fallback={<NoActivities filtered={filtered} />}>
        <p class={isTable() ? styles.summary : "sr-only"} id="timeline-summary">
          {summary()}
        </p>
        <Show
          when={!isPhone() || by() === "quarter"}
          fallback={
            <ByDate
              activities={activities()}
              decisions={knots()}
              today={props.today}
              onOpen={(id) => props.onOpen(id)}
            />
          }
        >
          <Show
            when={!isTable()}
            fallback={<TimelineTable activities={activities()} today={props.today} onOpen={props.onOpen} />}
          >
            <Show when={isPhone()}>
              <Signs />
            </Show>
            <section
              ref={showToday}
              class={styles.wrap}
              aria-label={t("timelineName")}
              aria-describedby="timeline-summary"
              tabindex={isPhone() ? 0 : undefined}
              onKeyDown={onKeyDown}
            >
              <div class={styles.chart} style={{ "--quarters": `${quarters().length}` }}>
                <AxisHead axis={axis()} quarters={quarters()} today={props.today} />
                <div class={styles.body}>
                  <AxisLines axis={axis()} quarters={quarters()} today={props.today} />
                  <Show when={knots().length > 0}>
                    <DecisionLane axis={axis()} decisions={knots()} today={props.today} />
                  </Show>
                  <For each={strategyIds()}>
                    {(strategyId) => {
                      const group = () => groups().find((it) => it.id === strategyId);
                      const strategy = () => strategies.value()?.find((it) => it.id === strategyId);
                      return (
                        <section class={styles.group} aria-labelledby={`group-${strategyId}`}>
                          <h2 id={`group-${strategyId}`}>
                            <Show when={strategy()} fallback={t("otherStrategy")}>
                              {(it) => (
                                <>
                                  <Order of={it().order} />
                                  {it().name[language()]}
                                </>
                              )}
                            </Show>
                          </h2>
                          <ul>
                            <For each={group()?.ids ?? []}>
                              {(id) => (
                                <Show when={plans.activity(id)}>
                                  {(it) => (
                                    <Row
                                      it={it()}
                                      axis={axis()}
                                      today={props.today}
                                      isTabStop={tabStop() === id}
                                      opened={opened()}
                                      onAt={() => setAt(id)}
                                      onOpen={() => props.onOpen(id, rows())}
                                      onMilestone={(milestoneId) =>
                                        setOpened({ activityId: id, milestoneId })
                                      }
                                    />
                                  )}
                                </Show>
                              )}
                            </For>
                          </ul>
                        </section>
                      );
                    }}
                  </For>
                </div>
              </div>
            </section>
            <KeyBar />
          </Show>
        </Show>
      </Show>
      <MilestoneCard at={opened()} anchor={() => signOf(opened())} today={props.today} onClose={closeCard} />
    </div>
  );
}

function KeyBar() {
  const t = useWords(words);
  return (
    <div class={styles.keys}>
      <span>
        <kbd>J</kbd>
        <kbd>K</kbd> {t("kRows")}
      </span>
      <span>
        <kbd>←</kbd>
        <kbd>→</kbd> {t("kMilestones")}
      </span>
      <span>
        <kbd>Enter</kbd> {t("kOpen")}
      </span>
      <span>
        <kbd>T</kbd> {t("kTable")}
      </span>
      <span>
        <kbd>1</kbd>
        <kbd>2</kbd>
        <kbd>3</kbd>
        <kbd>4</kbd> {t("kViews")}
      </span>
      <Button kind="ghost" size="small" onClick={openShortcuts}>
        <kbd>?</kbd>
      </Button>
    </div>
  );
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((it, index) => it === b[index]);
