import { For, type JSX, Show } from "solid-js";
import { activityStatuses } from "../../../shared/action-plans/activity.ts";
import { organizations } from "../../organizations/organizations.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { usePlans } from "../live-plans.ts";
import { strategies } from "../plans.ts";
import { words as planWords } from "../words.ts";
import type { Filtered } from "./filter.ts";
import styles from "./filters.module.css";
import { words } from "./words.ts";

/** Which activities a view shows. */
export function Filters(props: { filtered: Filtered; withoutState?: boolean; children?: JSX.Element }) {
  const t = useWords(words);
  const plan = useWords(planWords);
  const language = useLanguage();
  const filter = () => props.filtered.filter();
  const Choice = (choice: {
    label: string;
    all: string;
    value: string | undefined;
    options: { value: string; label: string }[];
    onChoose: (value: string) => void;
  }) => (
    <select
      class={styles.choice}
      aria-label={choice.label}
      data-on={choice.value ? "" : undefined}
      onChange={(event) => choice.onChoose(event.currentTarget.value)}
    >
      <option value="" selected={!choice.value}>
        {choice.all}
      </option>
      <For each={choice.options}>
        {(it) => (
          <option value={it.value} selected={it.value === choice.value}>
            {it.label}
          </option>
        )}
      </For>
    </select>
  );
  return (
    <div class={styles.tools}>
      <Choice
        label={t("strategy")}
        all={t("allStrategies")}
        value={filter().strategy}
        options={(strategies.value() ?? []).map((it) => ({
          value: it.id,
          label: `${it.order} ${it.name[language()]}`,
        }))}
        onChoose={(strategy) => props.filtered.narrow({ strategy })}
      />
      <Choice
        label={t("partner")}
        all={t("allPartners")}
        value={filter().partner}
        options={(organizations.value() ?? []).map((it) => ({ value: it.id, label: it.shortName }))}
        onChoose={(partner) => props.filtered.narrow({ partner })}
      />
      <Show when={!props.withoutState}>
        <Choice
          label={t("state")}
          all={t("allStates")}
          value={filter().state}
          options={activityStatuses.map((it) => ({ value: it, label: plan(`s_${it}`) }))}
          onChoose={(state) => props.filtered.narrow({ state })}
        />
      </Show>
      {props.children}
    </div>
  );
}

/** What stands where no activity is to be shown: none fits, or there is none yet. */
export function NoActivities(props: { filtered: Filtered }) {
  const t = useWords(words);
  const plans = usePlans();
  return (
    <Show
      when={props.filtered.isNarrowed() && plans.activities().length > 0}
      fallback={<EmptyState title={t("noneTitle")}>{t(plans.mayAdd() ? "noneMay" : "noneText")}</EmptyState>}
    >
      <EmptyState
        title={t("noMatch")}
        action={
          <Button onClick={() => props.filtered.narrow({ strategy: "", partner: "", state: "" })}>
            {t("showAll")}
          </Button>
        }
      >
        {t("noMatchText")}
      </EmptyState>
    </Show>
  );
}
