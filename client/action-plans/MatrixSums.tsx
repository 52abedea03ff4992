import { createMemo, Show } from "solid-js";
import type { PartnerColumn, StrategyRow } from "../../shared/action-plans/coverage.ts";
import type { Strategy } from "../../shared/action-plans/strategy.ts";
import { indicators } from "../indicators/indicators.ts";
import { chartLineIcon } from "../records/icons.ts";
import { Icon } from "../ui/Icon.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { usePlans } from "./live-plans.ts";
import styles from "./matrix.module.css";
import { Dot, Flag, Order } from "./pieces.tsx";
import { words } from "./words.ts";

/** The head of a strategy's row: its name, and where a hand is missing. */
export function StrategyHead(props: {
  strategy: Strategy;
  sum: StrategyRow;
  withoutIndicator: readonly string[];
}) {
  const t = useWords(words);
  const language = useLanguage();
  const sum = () => props.sum;
  const codeOf = (id: string) => indicators.value()?.find((it) => it.id === id)?.code ?? "—";
  return (
    <th scope="row">
      <span class={styles.strategy}>
        <Order of={props.strategy.order} />
        {props.strategy.name[language()]}
      </span>
      <span class={styles.flags}>
        <Show
          when={sum().indicatorIds.length > 0}
          fallback={
            <Show when={sum().hasNoIndicator}>
              <Flag kind="warn">{t("noIndicator")}</Flag>
            </Show>
          }
        >
          <Flag kind="indicator">
            <Icon of={chartLineIcon} />
            {sum()
              .indicatorIds.map((id) => codeOf(id))
              .sort()
              .join(", ")}
          </Flag>
        </Show>
        <Show when={sum().pastDate > 0}>
          <Flag kind="danger">{t("pastDate", { count: sum().pastDate })}</Flag>
        </Show>
        <Show when={sum().activities < 2}>
          <Flag kind="warn">{t(sum().activities === 1 ? "oneOnly" : "noneYet")}</Flag>
        </Show>
        <Show when={sum().hasNoLead}>
          <Flag kind="warn">{t("noLead")}</Flag>
        </Show>
        <WithoutIndicator strategyId={props.strategy.id} ids={props.withoutIndicator} />
      </span>
    </th>
  );
}

/** Activities of a strategy that are to move nothing. */
function WithoutIndicator(props: { strategyId: string; ids: readonly string[] }) {
  const t = useWords(words);
  const plans = usePlans();
  const own = createMemo(
    () => props.ids.filter((id) => plans.activity(id)?.strategyId === props.strategyId).length,
  );
  return (
    <Show when={own() > 0}>
      <Flag kind="warn">{t("withoutIndicator", { count: own() })}</Flag>
    </Show>
  );
}

/** What a partner carries in all. */
export function PartnerSum(props: { sum: PartnerColumn; isBackbone: boolean; hasLeft: boolean }) {
  const t = useWords(words);
  const sum = createMemo(() => props.sum, undefined, { equals: sameCounts });
  return (
    <span class={styles.partnerSum}>
      <span aria-hidden="true">
        <Dot as="lead" /> <b class="num">{sum().leads}</b> <Dot as="support" />{" "}
        <span class="num">{sum().supports}</span>
      </span>
      <span class="sr-only">{t("leadsCount", { leads: sum().leads, supports: sum().supports })}</span>
      <Show when={props.hasLeft}>
        <Flag kind="danger">{t("gone")}</Flag>
      </Show>
      <Show when={!props.isBackbone && !props.hasLeft}>
        <Show when={sum().hasNoRole}>
          <Flag kind="warn">{t("noRole")}</Flag>
        </Show>
        <Show when={!sum().hasNoRole && sum().leads === 0}>
          <Flag kind="warn">{t("leadsNone")}</Flag>
        </Show>
        <Show when={sum().isOverloaded}>
          <Flag kind="warn">{t("overload", { count: sum().leads })}</Flag>
        </Show>
      </Show>
    </span>
  );
}

/** A row or a column of which nothing that is shown has changed. */
export const sameCounts = <T extends object>(a: T, b: T) => JSON.stringify(a) === JSON.stringify(b);
