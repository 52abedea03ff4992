import { A } from "@solidjs/router";
import { createSignal, For, type JSX, Show } from "solid-js";
import type { IndicatorChart, IndicatorWithReadings } from "../../shared/indicators/indicator.ts";
import { may } from "../../shared/roles.ts";
import { activities, strategies } from "../action-plans/plans.ts";
import { commitments } from "../commitments/commitments.ts";
import { sayNearDay } from "../commitments/days.ts";
import { meetingOf, partnerName } from "../commitments/names.ts";
import panel from "../commitments/panel.module.css";
import { decisions } from "../decisions/decisions.ts";
import { recordName } from "../records/record-name.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Thread as Talk } from "../threads/Thread.tsx";
import { Button } from "../ui/Button.tsx";
import { pencilIcon, plusIcon } from "../ui/icons.ts";
import { Keyed } from "../ui/Keyed.tsx";
import { sayList } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { Breakdowns } from "./Breakdowns.tsx";
import type { PanelProps } from "./IndicatorPanel.tsx";
import styles from "./panel.module.css";
import { ReadingsTable } from "./ReadingsTable.tsx";
import { sayPeriod, sayUnit, sayValue, summaryOf } from "./say.ts";
import { words } from "./words.ts";

/** What there is to know of one indicator: its words and numbers, its thread and what is said about it. */
export default function About(props: PanelProps & { value: IndicatorWithReadings }) {
  const t = useWords(words);
  const me = useMe();
  const it = () => props.value;
  const mayReport = () => may.report(whoOf(me()), it().reporterOrganizationId);
  const mayDefine = () => may.defineIndicator(whoOf(me()), it().reporterOrganizationId);
  return (
    <>
      <p class={styles.definition}>
        {it().definition} {t("reportedBy", { partner: partnerName(it().reporterOrganizationId) })}.
      </p>
      <Show when={mayReport() || mayDefine()}>
        <div class={panel.actions}>
          <Show when={mayReport()}>
            <Button size="small" icon={plusIcon} onClick={() => props.onReport()}>
              {t("reading")}
            </Button>
          </Show>
          <Show when={mayDefine()}>
            <Button size="small" kind="ghost" icon={pencilIcon} onClick={props.onDefine}>
              {t("edit")}
            </Button>
          </Show>
        </div>
      </Show>
      <Show when={props.chart}>{(chart) => <p class={styles.summary}>{summaryOf(chart(), t)}</p>}</Show>
      <Breakdowns it={it()} />
      <For each={it().breaks.toReversed()}>
        {(one) => (
          <div class={styles.break}>
            <b>{t("breakTitle", { period: sayPeriod(one.period) })}</b>
            <p>{one.reason}</p>
            <p>
              {t("breakWas", { definition: one.was.definition })} ({sayUnit(one.was.unit)})
            </p>
          </div>
        )}
      </For>
      <ReadingsTable it={it()} today={props.today} mayReport={mayReport()} onReport={props.onReport} />
      <Chain it={it()} chart={props.chart} today={props.today} />
      <Facts it={it()} />
      <Discussion it={it()} />
    </>
  );
}

interface ChainKnot {
  id: string;
  code: string;
  label: string;
  href: string | undefined;
  on: string;
  said: string;
  isBig: boolean;
  meetingId: string | null;
  quote: string | null;
}

/** What was decided and promised about it, the newest first, each with the place where it was said. */
function Chain(props: { it: IndicatorWithReadings; chart: IndicatorChart | undefined; today: string }) {
  const t = useWords(words);
  const day = (on: string) => sayNearDay(on, props.today);
  const knots = (): ChainKnot[] => {
    const { id } = props.it;
    const ofDecisions = (decisions.value() ?? [])
      .filter((it) => it.indicatorIds.includes(id) && it.status !== "draft" && it.status !== "withdrawn")
      .map((it) => ({
        id: it.id,
        code: `D-${it.number}`,
        label: it.title,
        href: `/decisions/${it.id}`,
        on: it.decidedOn ?? it.openedOn,
        said: it.decidedOn ? t("decidedOn", { day: day(it.decidedOn) }) : t("openDecision"),
        isBig: true,
        meetingId: it.decidedAtMeetingId ?? it.fromMeetingId,
        quote: it.quote,
      }));
    const ofCommitments = (commitments.value() ?? [])
      .filter((it) => it.indicatorIds.includes(id) && ["kept", "active", "offered"].includes(it.status))
      .map((it) => ({
        id: it.id,
        code: `C-${it.number}`,
        label: it.what,
        href: `/commitments/${it.id}`,
        on: it.closedOn ?? it.dueOn,
        said: it.closedOn ? t("keptOn", { day: day(it.closedOn) }) : t("dueOn", { day: day(it.dueOn) }),
        isBig: false,
        meetingId: it.fromMeetingId,
        quote: it.quote,
      }));
    return [...ofDecisions, ...ofCommitments].sort((a, b) => (a.on < b.on ? 1 : -1));
  };
  const movers = () => (activities.value() ?? []).filter((it) => it.indicatorIds.includes(props.it.id));
  return (
    <>
      <h3 class={styles.title}>{t("thread")}</h3>
      <Show when={knots().length > 0} fallback={<p class={panel.quiet}>{t("threadEmpty")}</p>}>
        <ol class={panel.thread}>
          <Keyed each={knots()} by={(it) => it.id}>
            {(it) => (
              <li class={it().isBig ? panel.source : panel.small} data-knot={it().id}>
                <span class={panel.knot} aria-hidden="true" />
                <div>
                  <A href={it().href!}>
                    <b>{it().code}</b>
                  </A>{" "}
                  {it().label}
                  <Show when={it().quote}>{(quote) => <q class={panel.note}>{quote()}</q>}</Show>
                  <small>
                    {it().said}
                    <Show when={meetingOf(it().meetingId)}>
                      {(meeting) => (
                        <>
                          {". "}
                          <A href={`/meetings/${meeting().id}`}>
                            {t("saidIn", { meeting: meeting().title })}
                          </A>
                        </>
                      )}
                    </Show>
                  </small>
                </div>
              </li>
            )}
          </Keyed>
        </ol>
      </Show>
      <h3 class={styles.title}>{t("moves")}</h3>
      <Show when={movers().length > 0} fallback={<p class={panel.quiet}>{t("noMoves")}</p>}>
        <ul class={styles.movers}>
          <For each={movers()}>
            {(it) => (
              <li>
                <Show when={recordName(it.id)?.href} fallback={<b>{it.code}</b>}>
                  {(href) => (
                    <A href={href()}>
                      <b>{it.code}</b>
                    </A>
                  )}
                </Show>{" "}
                {it.title} <small>{partnerName(it.leadOrganizationId)}</small>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

/** The rest of the definition. */
function Facts(props: { it: IndicatorWithReadings }) {
  const t = useWords(words);
  const language = useLanguage();
  const at = (it: { period: string; value: number } | null) =>
    it && t("targetAt", { value: sayValue(it.value, props.it.unit), period: sayPeriod(it.period) });
  const named = () =>
    (strategies.value() ?? [])
      .filter((it) => props.it.strategyIds.includes(it.id))
      .map((it) => it.name[language()]);
  return (
    <>
      <h3 class={styles.title}>{t("definition")}</h3>
      <dl class={panel.facts}>
        <Fact label={t("unit")}>{sayUnit(props.it.unit)}</Fact>
        <Fact label={t("direction")}>{t(props.it.direction)}</Fact>
        <Fact label={t("baseline")}>{at(props.it.baseline) ?? "–"}</Fact>
        <Fact label={t("interimTarget")}>{at(props.it.interimTarget) ?? "–"}</Fact>
        <Fact label={t("target")}>{at(props.it.target) ?? "–"}</Fact>
        <Fact label={t("source")}>{props.it.dataSource}</Fact>
        <Fact label={t("cadence")}>
          {t(props.it.cadence)}
          <small>{t("dueAfter", { count: props.it.dueDays })}</small>
        </Fact>
        <Fact label={t("aggregation")}>{t(`aggSay_${props.it.aggregation}`)}</Fact>
        <Show when={named().length > 0}>
          <Fact label={t("strategies")}>{sayList(named())}</Fact>
        </Show>
        <Show when={props.it.sharingNote}>{(note) => <Fact label={t("sharing")}>{note()}</Fact>}</Show>
        <Fact label={t("seenBy")}>{t(`seen_${props.it.visibility}`)}</Fact>
      </dl>
    </>
  );
}

const Fact = (props: { label: string; children: JSX.Element }) => (
  <>
    <dt>{props.label}</dt>
    <dd>{props.children}</dd>
  </>
);

/** What partners say about it, when somebody wants to read or say something: it is asked for only then. */
function Discussion(props: { it: IndicatorWithReadings }) {
  const t = useWords(words);
  const language = useLanguage();
  const [isOpen, setOpen] = createSignal(false);
  return (
    <details class={panel.talk} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("discussion")}</summary>
      <Show when={isOpen() && props.it.id} keyed>
        {(id) => (
          <Talk
            recordKind="indicator"
            of={id}
            title={`${props.it.code} ${props.it.name[language()]}`}
            prompt={t("discussionPrompt")}
          />
        )}
      </Show>
    </details>
  );
}
