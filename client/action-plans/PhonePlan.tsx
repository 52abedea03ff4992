import { createMemo, createSignal, For, Match, onMount, Show, Switch } from "solid-js";
import { cellKey, coverageOf } from "../../shared/action-plans/coverage.ts";
import type { Day } from "../../shared/dates.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { decisions } from "../decisions/decisions.ts";
import { organizations } from "../organizations/organizations.ts";
import { Icon } from "../ui/Icon.tsx";
import { chevronRightIcon } from "../ui/icons.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { type LiveActivity, usePlans } from "./live-plans.ts";
import styles from "./phone.module.css";
import { Dot, Flag, Order, Partner, Status } from "./pieces.tsx";
import { strategies } from "./plans.ts";
import { ByDate } from "./views/ByDate.tsx";
import { words } from "./words.ts";

/** The plan on a phone: a card a strategy with its row of the matrix, a card a partner, or what is due by date. */
export function PhonePlan(props: { today: Day; onOpen: (id: string, among?: readonly string[]) => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const plans = usePlans();
  const [by, setBy] = createSignal<"strategy" | "partner" | "date">("strategy");
  onMount(() => void decisions.need());
  const all = createMemo(() => strategies.value() ?? []);
  const coverage = createMemo(() =>
    coverageOf(
      all(),
      (organizations.value() ?? []).map((it) => it.id),
      plans.activities(),
      props.today,
    ),
  );
  /** Whoever has left stands here as far as the plan names it. */
  const partners = createMemo(() =>
    (organizations.value() ?? []).filter((it) => {
      const part = coverage().partners.get(it.id);
      return it.kind === "partner" && (it.removedOn === null || (part && part.leads + part.supports > 0));
    }),
  );
  const of = (strategyId: string) => plans.activities().filter((it) => it.strategyId === strategyId);
  const Rows = (rows: { of: readonly LiveActivity[] }) => (
    <ul class={styles.rows}>
      <For each={rows.of}>
        {(it) => (
          <li>
            <button
              type="button"
              onClick={() =>
                props.onOpen(
                  it.id,
                  rows.of.map((one) => one.id),
                )
              }
            >
              <span class="num">{it.code ?? "—"}</span>
              <span class={styles.what}>
                <b>{it.title}</b>
                <Show when={it.leadOrganizationId} fallback={<small>{t("noLeadYet")}</small>}>
                  {(id) => <Partner id={id()} />}
                </Show>
              </span>
              <Show when={it.status !== "on_track" && it.status !== "planned"}>
                <Status status={it.status} isQuiet />
              </Show>
              <Icon of={chevronRightIcon} />
            </button>
          </li>
        )}
      </For>
    </ul>
  );
  return (
    <div class={styles.phone}>
      <Segmented
        class={styles.by}
        label={t("arrange")}
        value={by()}
        onChange={setBy}
        options={[
          { value: "strategy", label: t("byStrategy") },
          { value: "partner", label: t("byPartner") },
          { value: "date", label: t("byDate") },
        ]}
      />
      <Switch>
        <Match when={by() === "strategy"}>
          <p class={styles.key}>
            <span>
              <Dot as="lead" /> {t("keyLeads")}
            </span>
            <span>
              <Dot as="support" /> {t("keySupports")}
            </span>
            <span>
              <Dot as="none" /> {t("keyNone")}
            </span>
          </p>
          <For each={all()}>
            {(strategy) => {
              const sum = () => coverage().strategies.get(strategy.id)!;
              return (
                <article class={styles.card}>
                  <header>
                    <h2>
                      <Order of={strategy.order} />
                      {strategy.name[language()]}
                    </h2>
                    <small>{t("countActivities", { count: sum().activities })}</small>
                  </header>
                  <ul class={styles.strip} aria-label={t("whoHasPart")}>
                    <For each={partners()}>
                      {(partner) => {
                        const parts = () => coverage().cells.get(cellKey(strategy.id, partner.id)) ?? [];
                        const count = (isLead: boolean) =>
                          parts().filter((it) => (it.as !== "support") === isLead).length;
                        return (
                          <li>
                            <button
                              type="button"
                              data-hue={partner.hue}
                              data-off={parts().length === 0 ? "" : undefined}
                              disabled={parts().length === 0}
                              aria-label={`${partner.shortName}: ${
                                parts().length === 0
                                  ? t("keyNone")
                                  : t("leadsCount", { leads: count(true), supports: count(false) })
                              }`}
                              onClick={() => {
                                const ids = parts().map((it) => it.activityId);
                                if (ids[0]) props.onOpen(ids[0], ids);
                              }}
                            >
                              <i aria-hidden="true">{initialsOf(partner.shortName)}</i>
                              <span class={styles.dots} aria-hidden="true">
                                <For each={parts()} fallback={<Dot as="none" />}>
                                  {(part) => <Dot as={part.as} />}
                                </For>
                              </span>
                            </button>
                          </li>
                        );
                      }}
                    </For>
                  </ul>
                  <p class={styles.flags}>
                    <Show when={sum().pastDate > 0}>
                      <Flag kind="danger">{t("ph_late", { count: sum().pastDate })}</Flag>
                    </Show>
                    <Show when={sum().activities < 2}>
                      <Flag kind="warn">{t(sum().activities === 1 ? "oneOnly" : "noneYet")}</Flag>
                    </Show>
                    <Show when={sum().hasNoLead}>
                      <Flag kind="warn">{t("noLead")}</Flag>
                    </Show>
                    <Show when={sum().hasNoIndicator}>
                      <Flag kind="warn">{t("noIndicator")}</Flag>
                    </Show>
                  </p>
                  <Rows of={of(strategy.id)} />
                </article>
              );
            }}
          </For>
        </Match>
        <Match when={by() === "partner"}>
          <For each={partners()}>
            {(partner) => {
              const own = () =>
                plans
                  .activities()
                  .filter(
                    (it) =>
                      it.leadOrganizationId === partner.id || it.supportOrganizationIds.includes(partner.id),
                  )
                  .toSorted(
                    (a, b) =>
                      Number(b.leadOrganizationId === partner.id) -
                      Number(a.leadOrganizationId === partner.id),
                  );
              const sum = () => coverage().partners.get(partner.id)!;
              return (
                <article class={styles.card}>
                  <header>
                    <h2>
                      <Partner id={partner.id} />
                    </h2>
                    <small>{t("leadsCount", { leads: sum().leads, supports: sum().supports })}</small>
                  </header>
                  <p class={styles.flags}>
                    <Show when={sum().leads === 0}>
                      <Flag kind="warn">{t(sum().hasNoRole ? "noRole" : "leadsNone")}</Flag>
                    </Show>
                    <Show when={sum().isOverloaded}>
                      <Flag kind="warn">{t("overload", { count: sum().leads })}</Flag>
                    </Show>
                  </p>
                  <Rows of={own()} />
                </article>
              );
            }}
          </For>
        </Match>
        <Match when={by() === "date"}>
          <ByDate
            activities={plans.activities()}
            decisions={decisions.value() ?? []}
            today={props.today}
            onOpen={(id) => props.onOpen(id)}
          />
        </Match>
      </Switch>
    </div>
  );
}
