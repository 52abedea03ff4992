import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { DecisionWithHistory } from "../../shared/decisions/decision.ts";
import { isReviewDue } from "../../shared/decisions/readings.ts";
import { spellDay } from "../commitments/days.ts";
import { Banner } from "../ui/Banner.tsx";
import { useWords } from "../words/words.ts";
import { decisions } from "./decisions.ts";
import { personName, useToday } from "./names.ts";
import styles from "./outcome.module.css";
import { words } from "./words.ts";

/** What was decided, above everything else once it is closed; what was put right afterwards stands beside it. */
export function Outcome(props: { it: DecisionWithHistory; mayReview: boolean; onReview: () => void }) {
  const t = useWords(words);
  const today = useToday();
  const how = () => {
    const day = props.it.decidedOn ? spellDay(props.it.decidedOn) : "";
    if (props.it.status === "superseded") return t("outcomeReplaced");
    if (props.it.status === "adopted") return t("outcomeAdopted", { day });
    return t(props.it.status === "withdrawn" ? "outcomeWithdrawn" : "outcomeNot", { day });
  };
  const newer = () => decisions.value()?.find((it) => it.id === props.it.supersededById);
  const chosen = () => props.it.options.find((it) => it.id === props.it.chosenOptionId);
  return (
    <section class={styles.outcome} data-status={props.it.status} aria-label={how()}>
      <p class={styles.how}>
        <b>{how()}</b>
        <Show when={props.it.closing?.isFallback}>
          <span>{t("byFallback")}</span>
        </Show>
        <Show when={props.it.quorum}>
          {(it) => <span>{t("quorumWas", { present: it().present, members: it().members })}</span>}
        </Show>
        <Show when={props.it.status === "adopted" && props.it.reviewOn}>
          {(day) => <span>{t("reviewOn", { day: spellDay(day()) })}</span>}
        </Show>
      </p>
      <p class={styles.text}>{props.it.outcome}</p>
      <Show when={chosen()}>
        {(it) => (
          <p class={styles.meta}>
            {t("chosenOption")}: {it().title}
          </p>
        )}
      </Show>
      <Show when={props.it.corrections.length > 0}>
        <h2 class={styles.sub}>{t("corrections")}</h2>
        <ul class={styles.later}>
          <For each={props.it.corrections}>
            {(it) => (
              <li>
                {it.text}
                <small>
                  {personName(it.byPersonId)}, {spellDay(it.on)}
                </small>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.it.reviews.length > 0}>
        <h2 class={styles.sub}>{t("reviews")}</h2>
        <ul class={styles.later}>
          <For each={props.it.reviews}>
            {(it) => (
              <li>
                {it.note ?? t("review")}
                <small>
                  {personName(it.byPersonId)}, {spellDay(it.on)}.{" "}
                  {t("reviewOn", { day: spellDay(it.reviewOn) })}
                </small>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={newer()}>
        {(it) => (
          <div class={styles.gap}>
            <Banner kind="info" action={<A href={`/decisions/${it().id}`}>D-{it().number}</A>}>
              {t("replacedBanner", { number: it().number })}
            </Banner>
          </div>
        )}
      </Show>
      <Show when={isReviewDue(props.it, today())}>
        <div class={styles.gap}>
          <Banner
            kind="warn"
            action={
              <Show when={props.mayReview}>
                <button type="button" class={styles.inBanner} onClick={props.onReview}>
                  {t("review")}
                </button>
              </Show>
            }
          >
            {t("reviewBanner", { day: spellDay(props.it.reviewOn!) })}
          </Banner>
        </div>
      </Show>
    </section>
  );
}
