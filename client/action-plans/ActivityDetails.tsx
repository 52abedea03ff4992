import { createMemo, For, Show } from "solid-js";
import { planLimits, setValue, type ValueField } from "../../shared/action-plans/plan.ts";
import { api, ask } from "../api.ts";
import { isOnline } from "../online.ts";
import { createDoing } from "../ui/doing.ts";
import { Failure } from "../ui/Failure.tsx";
import { toast } from "../ui/toast.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./activity.module.css";
import { type LiveActivity, usePlans } from "./live-plans.ts";
import { strategies } from "./plans.ts";
import { words } from "./words.ts";

/** What an activity is, for which strategy, when, with what, and in whose plan: also where nobody types into a table. */
export function ActivityDetails(props: { it: LiveActivity }) {
  const t = useWords(words);
  const language = useLanguage();
  const plans = usePlans();
  const doing = createDoing();
  const write = (field: ValueField, value: string) => {
    const doc = plans.docOf(props.it.id);
    if (doc) setValue(doc, props.it.id, field, value);
  };
  /** Where it may go: the plans that one writes in oneself. */
  const groups = createMemo(() => plans.plans.filter(({ open }) => open.mayEdit() && !open.isEnded()));
  const move = (id: string, groupId: string, mayTakeBack = true) =>
    doing.run(async () => {
      const was = plans.activity(id)?.groupId;
      await ask(api.activities[":id"].group.$put({ param: { id }, json: { groupId } }));
      const group = plans.plans.find((it) => it.groupId === groupId)?.title ?? "";
      toast(t("movedTo", { group }), was && mayTakeBack ? () => void move(id, was, false) : undefined);
    });
  return (
    <details class={styles.more}>
      <summary>{t("changeDetails")}</summary>
      <div class={styles.stateForm}>
        <label>
          <span>{t("newTitle")}</span>
          <textarea
            rows={2}
            maxLength={planLimits.titleLength}
            value={props.it.title}
            onChange={(event) => {
              const title = event.currentTarget.value.replace(/\s+/g, " ").trim();
              if (title) write("title", title);
              else event.currentTarget.value = props.it.title;
            }}
          />
        </label>
        <label>
          <span>{t("strategy")}</span>
          <select
            value={props.it.strategyId}
            onChange={(event) => write("strategyId", event.currentTarget.value)}
          >
            <For each={strategies.value() ?? []}>
              {(one) => (
                <option value={one.id} selected={one.id === props.it.strategyId}>
                  {one.order} {one.name[language()]}
                </option>
              )}
            </For>
          </select>
        </label>
        <Show when={groups().length > 1}>
          <label>
            <span>{t("inPlanOf")}</span>
            <select
              disabled={doing.isBusy() || !isOnline()}
              title={isOnline() ? undefined : t("movesOnline")}
              onChange={(event) => {
                const chosen = event.currentTarget;
                void move(props.it.id, chosen.value).then((isDone) => {
                  if (!isDone) chosen.value = props.it.groupId;
                });
              }}
            >
              <For each={groups()}>
                {(one) => (
                  <option value={one.groupId} selected={one.groupId === props.it.groupId}>
                    {one.title}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
        <div class={styles.pair}>
          <label>
            <span>{t("fromWhen")}</span>
            <input
              type="date"
              value={props.it.startsOn}
              onChange={(event) => event.currentTarget.value && write("startsOn", event.currentTarget.value)}
            />
          </label>
          <label>
            <span>{t("toWhen")}</span>
            <input
              type="date"
              min={props.it.startsOn}
              value={props.it.endsOn}
              onChange={(event) => event.currentTarget.value && write("endsOn", event.currentTarget.value)}
            />
          </label>
        </div>
        <Show when={props.it.endsOn < props.it.startsOn}>
          <p class={styles.wrong} role="alert">
            {t("p_ends_before")}
          </p>
        </Show>
        <label>
          <span>{t("resources")}</span>
          <textarea
            rows={3}
            maxLength={planLimits.resourcesLength}
            value={props.it.resources}
            onChange={(event) => write("resources", event.currentTarget.value.trim())}
          />
        </label>
        <Show when={doing.failure()}>{(error) => <Failure error={error()} />}</Show>
      </div>
    </details>
  );
}
