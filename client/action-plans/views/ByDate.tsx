import { createMemo, For, Match, Show, Switch } from "solid-js";
import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import type { Day } from "../../../shared/dates.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import { sayAway, sayNearDay } from "../../commitments/days.ts";
import { useWords } from "../../words/words.ts";
import type { LiveActivity } from "../live-plans.ts";
import { Partner } from "../pieces.tsx";
import styles from "./by-date.module.css";
import { byDate, type Due, stateOf } from "./milestones.ts";
import { Knot, MilestoneSign } from "./signs.tsx";
import { words } from "./words.ts";

type One = Due<LiveActivity, Decision>;

/** What comes next, by date: what is past its date first, then quarter by quarter. */
export function ByDate(props: {
  activities: readonly LiveActivity[];
  decisions: readonly Decision[];
  today: Day;
  onOpen: (id: string) => void;
}) {
  const t = useWords(words);
  const due = createMemo(() => byDate(props.activities, props.decisions, props.today));
  const headingOf = (it: One) => {
    if (!isPlanDay(it.day)) return t("bd_undated");
    if (it.isLate) return t("bd_late");
    return t("quarterOf", {
      quarter: Math.ceil(Number(it.day.slice(5, 7)) / 3),
      year: it.day.slice(0, 4),
    });
  };
  const parts = createMemo(() => {
    const found: { heading: string; isLate: boolean; items: One[] }[] = [];
    for (const it of due()) {
      const heading = headingOf(it);
      const last = found.at(-1);
      if (last?.heading === heading) last.items.push(it);
      else found.push({ heading, isLate: it.isLate, items: [it] });
    }
    return found;
  });
  return (
    <Show when={due().length > 0} fallback={<p class={styles.none}>{t("bd_none")}</p>}>
      <For each={parts()}>
        {(part) => (
          <section class={styles.part} data-late={part.isLate ? "" : undefined}>
            <h2>{part.heading}</h2>
            <ul>
              <For each={part.items}>
                {(it) => <Line of={it} today={props.today} onOpen={props.onOpen} />}
              </For>
            </ul>
          </section>
        )}
      </For>
    </Show>
  );
}

function Line(props: { of: One; today: Day; onOpen: (id: string) => void }) {
  const t = useWords(words);
  const milestone = () => (props.of.is === "milestone" ? props.of : undefined);
  const decision = () => (props.of.is === "decision" ? props.of.decision : undefined);
  return (
    <li>
      <Switch>
        <Match when={milestone()}>
          {(one) => (
            <a
              class={styles.line}
              href={`/plan/${one().it.id}${location.search}`}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                props.onOpen(one().it.id);
              }}
            >
              <MilestoneSign state={stateOf(one().milestone, props.today)} />
              <span class={styles.what}>
                <b>{one().milestone.title || t("noTitle")}</b>
                <small>
                  {one().it.code ?? t("newCode")} {one().it.title}
                </small>
                <Show when={one().it.leadOrganizationId}>{(id) => <Partner id={id()} />}</Show>
              </span>
              <When day={props.of.day} isLate={props.of.isLate} today={props.today} />
            </a>
          )}
        </Match>
        <Match when={decision()}>
          {(one) => (
            <a class={styles.line} href={`/decisions/${one().id}`}>
              <Knot isOpen />
              <span class={styles.what}>
                <b>{one().title}</b>
                <small>
                  {`D-${one().number} `}
                  {t("bd_answers")}
                </small>
              </span>
              <When day={props.of.day} isLate={props.of.isLate} today={props.today} />
            </a>
          )}
        </Match>
      </Switch>
    </li>
  );
}

const When = (props: { day: string; isLate: boolean; today: Day }) => (
  <span class={styles.when} data-late={props.isLate ? "" : undefined}>
    <Show when={isPlanDay(props.day)} fallback="—">
      {sayNearDay(props.day, props.today)}
      <small>{sayAway(props.day, props.today)}</small>
    </Show>
  </span>
);
