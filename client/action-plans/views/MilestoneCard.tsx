import { A } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from "solid-js";
import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import type { Day } from "../../../shared/dates.ts";
import { commitments } from "../../commitments/commitments.ts";
import { sayAway, sayNearDay } from "../../commitments/days.ts";
import { Button } from "../../ui/Button.tsx";
import { xIcon } from "../../ui/icons.ts";
import { placeBeside } from "../../ui/place.ts";
import popover from "../../ui/popover.module.css";
import { sayList } from "../../words/dates.ts";
import { useWords } from "../../words/words.ts";
import { usePlans } from "../live-plans.ts";
import { usePlanActs } from "./acts.ts";
import styles from "./card.module.css";
import { stateOf } from "./milestones.ts";
import { MilestoneSign } from "./signs.tsx";
import { words } from "./words.ts";

/** Which milestone of which activity. */
export interface MilestoneAt {
  activityId: string;
  milestoneId: string;
}

/** A milestone opened beside its sign: how it stands, done or another day, and the way to its activity's thread. */
export function MilestoneCard(props: {
  at: MilestoneAt | undefined;
  /** What it belongs to, as it stands on the screen now. */
  anchor: () => HTMLElement | undefined;
  today: Day;
  onClose: () => void;
}) {
  const t = useWords(words);
  const plans = usePlans();
  const acts = usePlanActs(() => props.today);
  let card: HTMLDivElement | undefined;
  const [isDating, setDating] = createSignal(false);
  const [day, setDay] = createSignal("");
  const activity = createMemo(() => props.at && plans.activity(props.at.activityId));
  const milestone = createMemo(() => activity()?.milestones.find((one) => one.id === props.at?.milestoneId));
  const title = () => milestone()?.title || t("noTitle");
  const place = () => {
    const anchor = props.anchor();
    if (card && anchor) placeBeside(card, anchor);
  };

  createEffect(
    on(
      () => props.at,
      (at) => {
        if (!card) return;
        setDating(false);
        if (at) {
          if (!card.matches(":popover-open")) card.showPopover();
          place();
          (card.querySelector<HTMLElement>("[data-first] button, [data-first] a") ?? card).focus();
          addEventListener("resize", place);
        } else {
          removeEventListener("resize", place);
          if (card.matches(":popover-open")) card.hidePopover();
        }
      },
    ),
  );
  // Somebody else may take it out while it is looked at.
  createEffect(() => props.at && !milestone() && props.onClose());
  onCleanup(() => removeEventListener("resize", place));

  const carriedBy = () =>
    (commitments.value() ?? [])
      .filter((it) => it.activityId === activity()?.id && (it.status === "active" || it.status === "offered"))
      .slice(0, 3)
      .map((it) => `C-${it.number}`);

  /** Leaves the focus in the card when the button that was pressed turns into another one. */
  const act = (change: () => void) => {
    change();
    queueMicrotask(() => {
      if (card?.contains(document.activeElement)) return;
      card?.querySelector<HTMLElement>("[data-first] button, [data-first] a")?.focus();
    });
  };

  return (
    <div
      ref={card}
      popover="auto"
      class={`${popover.popover} ${styles.card}`}
      role="dialog"
      tabindex="-1"
      aria-label={t("milestone", { title: title() })}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
      onToggle={(event) => event.newState === "closed" && props.at && props.onClose()}
    >
      <Show when={milestone() && activity()}>
        {(it) => {
          const one = () => milestone()!;
          const state = () => stateOf(one(), props.today);
          return (
            <>
              <p class={styles.head} data-state={state()}>
                <MilestoneSign state={state()} />
                <b>{t(state())}</b>
                <span class="num">{it().code ?? t("newCode")}</span>
                <Button
                  kind="ghost"
                  size="small"
                  icon={xIcon}
                  aria-label={t("close")}
                  onClick={() => props.onClose()}
                />
              </p>
              <h3>{title()}</h3>
              <p class={styles.about}>
                <Show
                  when={one().doneOn}
                  fallback={
                    <Show when={isPlanDay(one().dueOn)} fallback={t("hasNoDay")}>
                      {t("dueOn", {
                        day: sayNearDay(one().dueOn, props.today),
                        away: sayAway(one().dueOn, props.today),
                      })}
                    </Show>
                  }
                >
                  {(doneOn) => t("reachedOn", { day: sayDayOr(doneOn(), props.today) })}
                </Show>{" "}
                <Show when={one().doneOn === null && carriedBy().length > 0}>
                  {t("carriedBy", { names: sayList(carriedBy()) })}
                </Show>
              </p>
              <Show when={!it().mayEdit}>
                <p class={styles.about}>{t("readOnlyHint")}</p>
              </Show>
              <Show
                when={!isDating()}
                fallback={
                  <form
                    class={styles.dating}
                    onSubmit={(event) => {
                      event.preventDefault();
                      if (!isPlanDay(day())) return;
                      acts.date(it(), one(), day());
                      act(() => setDating(false));
                    }}
                  >
                    <input
                      ref={(field) => queueMicrotask(() => field.focus())}
                      type="date"
                      required
                      aria-label={t("newDateOf", { title: title() })}
                      value={day()}
                      onInput={(event) => setDay(event.currentTarget.value)}
                    />
                    <Button kind="primary" size="small" type="submit">
                      {t("save")}
                    </Button>
                    <Button size="small" onClick={() => act(() => setDating(false))}>
                      {t("cancel")}
                    </Button>
                  </form>
                }
              >
                <div class={styles.acts} data-first>
                  <Show when={it().mayEdit}>
                    <Button size="small" onClick={() => acts.reach(it(), one(), one().doneOn === null)}>
                      {t(one().doneOn === null ? "markDone" : "markNotDone")}
                    </Button>
                    <Show when={one().doneOn === null}>
                      <Button
                        size="small"
                        onClick={() => {
                          setDay(isPlanDay(one().dueOn) ? one().dueOn : props.today);
                          setDating(true);
                        }}
                      >
                        {t("newDate")}
                      </Button>
                    </Show>
                  </Show>
                  <A href={`/plan/${it().id}${location.search}`}>{t("itsThread")}</A>
                </div>
              </Show>
            </>
          );
        }}
      </Show>
    </div>
  );
}

const sayDayOr = (day: string, today: Day) => (isPlanDay(day) ? sayNearDay(day, today) : "—");
