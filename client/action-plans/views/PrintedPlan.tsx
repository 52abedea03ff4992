import { createMemo, For, onMount, Show } from "solid-js";
import { isPlanDay } from "../../../shared/action-plans/checks.ts";
import { cellKey, coverageOf } from "../../../shared/action-plans/coverage.ts";
import type { Day } from "../../../shared/dates.ts";
import { linesIn } from "../../../shared/documents/lines.ts";
import { commitments } from "../../commitments/commitments.ts";
import { spellDay } from "../../commitments/days.ts";
import { organizations } from "../../organizations/organizations.ts";
import { useMe } from "../../sign-in/me.ts";
import { usePrintedPages } from "../../ui/printed-pages.ts";
import { sayDay } from "../../words/dates.ts";
import { useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import { type LiveActivity, usePlans } from "../live-plans.ts";
import { strategies } from "../plans.ts";
import { words as planWords } from "../words.ts";
import { useFiltered } from "./filter.ts";
import { inOrder, standsOn, stateOf } from "./milestones.ts";
import { sayMonth } from "./months.ts";
import styles from "./print.module.css";
import { createPrinting } from "./printing.ts";
import { words } from "./words.ts";

const signs = { lead: "●", behind: "▲", support: "○" } as const;
const milestoneSigns = { done: "✓", ahead: "◇", late: "!", undated: "?" } as const;

/** The plan as it goes on paper: the matrix with codes, then every activity with its milestones and commitments. */
export function PrintedPlan(props: { today: Day }) {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const isPrinting = createPrinting();
  // Paper does not wait: what it tells of promises has to be there before somebody prints.
  onMount(() => void commitments.need());
  usePrintedPages(() => ({
    language: language(),
    left: me().initiative.name[language()],
    right: `${t("printHead")}, ${sayDay(props.today)}`,
    isLandscape: true,
  }));
  return (
    <Show when={isPrinting()}>
      <div class={styles.printed}>
        <p class={styles.about}>{t("printAsOf", { day: spellDay(props.today) })}</p>
        <Codes today={props.today} />
        <Activities today={props.today} />
        <Texts />
      </div>
    </Show>
  );
}

/** What each group says of its plan in whole sentences. */
function Texts() {
  const plan = useWords(planWords);
  const plans = usePlans();
  const texts = () =>
    plans.plans.flatMap(({ title, language, open }) => {
      const lines = linesIn(open.connection.doc);
      return lines.length > 0 ? [{ title, language, lines }] : [];
    });
  return (
    <Show when={texts().length > 0}>
      <section>
        <h2>{plan("narrative")}</h2>
        <For each={texts()}>
          {(text) => (
            <div class={styles.text} lang={text.language}>
              <h3>{text.title}</h3>
              <For each={text.lines}>{(line) => <p data-is={line.is}>{line.text}</p>}</For>
            </div>
          )}
        </For>
      </section>
    </Show>
  );
}

function Codes(props: { today: Day }) {
  const t = useWords(words);
  const plan = useWords(planWords);
  const language = useLanguage();
  const { activities } = useFiltered();
  const coverage = createMemo(() =>
    coverageOf(
      strategies.value() ?? [],
      (organizations.value() ?? []).map((it) => it.id),
      activities(),
      props.today,
    ),
  );
  const partners = () =>
    (organizations.value() ?? []).filter(
      (it) => (it.kind === "partner" && it.removedOn === null) || !coverage().partners.get(it.id)?.hasNoRole,
    );
  const codes = createMemo(() => new Map(activities().map((it) => [it.id, it.code ?? t("newCode")])));
  const cell = (strategyId: string, organizationId: string) =>
    (coverage().cells.get(cellKey(strategyId, organizationId)) ?? [])
      .toSorted((a, b) => Number(a.as === "support") - Number(b.as === "support"))
      .map((it) => `${signs[it.as]}\u00A0${codes().get(it.activityId)}`);
  return (
    <section>
      <h2>{t("printMatrix")}</h2>
      <p class={styles.about}>{t("printKey")}</p>
      <table class={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t("c_strategy")}</th>
            <For each={partners()}>{(it) => <th scope="col">{it.shortName}</th>}</For>
            <th scope="col">{plan("inAll")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={strategies.value() ?? []}>
            {(strategy) => (
              <tr>
                <th scope="row">{`${strategy.order} ${strategy.name[language()]}`}</th>
                <For each={partners()}>{(it) => <td>{cell(strategy.id, it.id).join(" ")}</td>}</For>
                <td>{coverage().strategies.get(strategy.id)?.activities ?? 0}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

function Activities(props: { today: Day }) {
  const t = useWords(words);
  const language = useLanguage();
  const { activities } = useFiltered();
  const groups = () => {
    const known = strategies.value() ?? [];
    const lost = activities().filter((it) => !known.some(({ id }) => id === it.strategyId));
    return [
      ...known.map((it) => ({
        name: `${it.order} ${it.name[language()]}`,
        of: activities().filter(({ strategyId }) => strategyId === it.id),
      })),
      ...(lost.length > 0 ? [{ name: t("otherStrategy"), of: lost }] : []),
    ];
  };
  return (
    <section>
      <h2>{t("printActivities")}</h2>
      <table class={styles.activities}>
        <thead>
          <tr>
            <th scope="col">{t("c_code")}</th>
            <th scope="col">{t("c_title")}</th>
            <th scope="col">{t("c_lead")}</th>
            <th scope="col">{t("c_when")}</th>
            <th scope="col">{t("c_state")}</th>
            <th scope="col">{t("c_milestones")}</th>
            <th scope="col">{t("c_commitments")}</th>
          </tr>
        </thead>
        <For each={groups()}>
          {(group) => (
            <tbody>
              <tr>
                <th colspan={7} scope="rowgroup">
                  {group.name}
                </th>
              </tr>
              <For
                each={group.of}
                fallback={
                  <tr>
                    <td />
                    <td colspan={6}>{t("printNoActivity")}</td>
                  </tr>
                }
              >
                {(it) => <Line it={it} today={props.today} />}
              </For>
            </tbody>
          )}
        </For>
      </table>
    </section>
  );
}

function Line(props: { it: LiveActivity; today: Day }) {
  const t = useWords(words);
  const plan = useWords(planWords);
  const plans = usePlans();
  const nameOf = (id: string) => organizations.value()?.find((it) => it.id === id)?.shortName ?? t("gone");
  const month = (day: string) => (isPlanDay(day) ? sayMonth(day) : "—");
  const own = () => (commitments.value() ?? []).filter((it) => it.activityId === props.it.id);
  const open = () => own().filter((it) => it.status === "active" || it.status === "offered");
  const late = () => open().filter((it) => it.dueOn < props.today).length;
  const kept = () => own().filter((it) => it.status === "kept").length;
  const waitsFor = () => props.it.dependsOnIds.map((id) => plans.activity(id)?.code ?? t("gone"));
  return (
    <tr>
      <td>{props.it.code ?? t("newCode")}</td>
      <td>
        <b>{props.it.title || "—"}</b>
        <Show when={props.it.resources}>
          <small>{props.it.resources}</small>
        </Show>
        <Show when={waitsFor().length > 0}>
          <small>
            {t("c_dependencies")}: {waitsFor().join(", ")}
          </small>
        </Show>
      </td>
      <td>
        {props.it.leadOrganizationId ? nameOf(props.it.leadOrganizationId) : t("nobody")}
        <Show when={props.it.supportOrganizationIds.length > 0}>
          <small>
            {t("c_supports")}: {props.it.supportOrganizationIds.map(nameOf).join(", ")}
          </small>
        </Show>
      </td>
      <td>
        {month(props.it.startsOn)}–{month(props.it.endsOn)}
      </td>
      <td>
        {plan(`s_${props.it.status}`)}
        <Show when={props.it.note}>
          <small>{props.it.note}</small>
        </Show>
      </td>
      <td>
        <For each={inOrder(props.it.milestones)} fallback={t("noMilestone")}>
          {(one) => {
            const state = () => stateOf(one, props.today);
            const on = () => standsOn(one);
            return (
              <div>
                {milestoneSigns[state()]} {one.title || t("noTitle")}, {isPlanDay(on()) ? sayDay(on()) : "—"}
                <Show when={state() === "late"}>{` (${t("late")})`}</Show>
              </div>
            );
          }}
        </For>
      </td>
      <td>
        <Show when={own().length > 0} fallback={t("printNoCommitment")}>
          <div>{t("printCount", { open: open().length })}</div>
          <Show when={late() > 0}>
            <div>{t("printLate", { late: late() })}</div>
          </Show>
          <Show when={kept() > 0}>
            <div>{t("printKept", { kept: kept() })}</div>
          </Show>
        </Show>
      </td>
    </tr>
  );
}
