import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, For, onCleanup, onMount, Show, Suspense } from "solid-js";
import { dayIn } from "../../shared/dates.ts";
import { may } from "../../shared/roles.ts";
import { useLiveCommitments } from "../commitments/commitments.ts";
import { csvOf } from "../commitments/csv.ts";
import { printerIcon, tableIcon } from "../commitments/icons.ts";
import { loadNames } from "../commitments/names.ts";
import { useLiveDecisions } from "../decisions/open.ts";
import { lazyPart } from "../lazy-part.ts";
import { isOnline } from "../online.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { openShortcuts } from "../shell/palette.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { downloadIcon, ellipsisIcon, mailIcon, plusIcon } from "../ui/icons.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useWords } from "../words/words.ts";
import { axisOf } from "./axis.ts";
import { CallDialog } from "./CallDialog.tsx";
import { Card } from "./Card.tsx";
import { ChartDefs } from "./Chart.tsx";
import { charts, createOpenIndicator, rounds, useLiveCharts } from "./charts.ts";
import { linesOf } from "./csv.ts";
import { IndicatorPanel } from "./IndicatorPanel.tsx";
import { gridIcon, uploadIcon } from "./icons.ts";
import styles from "./indicators.module.css";
import { NotReported } from "./NotReported.tsx";
import { type ReadingAsked, ReadingDialog } from "./ReadingDialog.tsx";
import { RoundDialog, Rounds } from "./Rounds.tsx";
import { sayPeriod } from "./say.ts";
import { Table } from "./Table.tsx";
import { UnfinishedImports } from "./UnfinishedImports.tsx";
import { words } from "./words.ts";

// What few visits need comes when it is asked for.
const DefinitionDialog = lazyPart(() => import("./DefinitionDialog.tsx"));
const ImportDialog = lazyPart(() => import("./ImportDialog.tsx"));

const minuteMs = 60_000;
/** So many cards are in sight of most people before they scroll: they are drawn at once. */
const firstCards = 9;

/** Is it moving, for whom is it not, and who has not reported? */
export default function IndicatorsPage() {
  const t = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const params = useParams<{ indicator?: string }>();
  const [search, setSearch] = useSearchParams<{ view?: string; do?: string }>();

  const dayNow = () => dayIn(me().initiative.timeZone, Date.now());
  const [today, setToday] = createSignal(dayNow());
  const clock = setInterval(() => setToday(dayNow()), minuteMs);
  onCleanup(() => clearInterval(clock));

  useLiveCharts();
  onMount(() => {
    // The charts were asked for on the way here. Where the line is open already, the rounds are on their way.
    void rounds.need();
    void loadNames();
  });
  // The thread of the one that is open is made of them.
  useLiveCommitments();
  useLiveDecisions();
  const all = createMemo(() => charts.value() ?? []);
  const byId = createMemo(() => new Map(all().map((it) => [it.id, it])));
  /** A card stays while its numbers change. */
  const ids = createMemo(() => all().map((it) => it.id), undefined, {
    equals: (a, b) => a.length === b.length && a.every((it, i) => it === b[i]),
  });
  const axis = createMemo(() => axisOf(all(), today()));
  const isTable = () => search.view === "table";
  const searchText = () => (isTable() ? "?view=table" : "");
  const one = createOpenIndicator(() => params.indicator);
  const chartOf = (id: string | undefined) => (id === undefined ? undefined : byId().get(id));

  // ——— Who may do what.
  const who = () => whoOf(me());
  const mayReport = () => all().some((it) => may.report(who(), it.reporterOrganizationId));
  const mayAsk = () => may.askForReadings(who());

  // ——— Moving between charts.
  const [at, setAt] = createSignal<string | undefined>(params.indicator);
  let grid: HTMLUListElement | undefined;
  /** How many charts stand side by side just now. */
  const columns = () =>
    isTable() || !grid ? 1 : getComputedStyle(grid).gridTemplateColumns.split(" ").length;
  function move(step: number) {
    const list = all();
    if (list.length === 0) return;
    const index = list.findIndex((it) => it.id === at());
    const next = index < 0 ? 0 : Math.min(list.length - 1, Math.max(0, index + step));
    document.querySelector<HTMLElement>(`[data-row="${list[next]!.id}"]`)?.focus();
    setAt(list[next]!.id);
  }
  const open = (id: string | undefined) =>
    navigate(`/indicators${id ? `/${id}` : ""}${searchText()}`, { replace: true, scroll: false });
  function close() {
    const id = params.indicator;
    open(undefined);
    document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus();
  }
  const show = (view: "charts" | "table") =>
    setSearch({ view: view === "table" ? "table" : undefined }, { replace: true, scroll: false });

  // ——— What can be done.
  const [reading, setReading] = createSignal<ReadingAsked>();
  const [calling, setCalling] = createSignal<{ indicatorId: string; period: string }[]>();
  const addReading = () => setReading({ indicatorId: params.indicator ?? at() });
  onMount(() => {
    if (search.do !== "new") return;
    setReading({ indicatorId: params.indicator });
    setSearch({ do: undefined }, { replace: true, scroll: false });
  });
  const saveAsFile = () =>
    saveFile(`${t("fileName")}-${today()}.csv`, csvOf(linesOf(all())), "text/csv;charset=utf-8");
  const [isDefining, setDefining] = createSignal<"new" | "anew">();
  const [isOpening, setOpening] = createSignal(false);
  const [isImporting, setImporting] = createSignal(false);
  const everDefined = createMemo<boolean>((was) => was || isDefining() !== undefined, false);
  const everImported = createMemo<boolean>((was) => was || isImporting(), false);
  const mayDefine = () => may.defineIndicator(who(), me().organization.id);
  const items = (): MenuItem[] => [
    ...(mayDefine()
      ? [{ label: t("newIndicator"), icon: plusIcon, onSelect: () => setDefining("new") }]
      : []),
    ...(mayAsk() && all().length > 0
      ? [{ label: t("openRound"), icon: mailIcon, onSelect: () => setOpening(true) }]
      : []),
    ...(mayReport() ? [{ label: t("importCsv"), icon: uploadIcon, onSelect: () => setImporting(true) }] : []),
    ...(mayReport() || mayDefine() ? (["divider"] as const) : []),
    { label: t("print"), icon: printerIcon, onSelect: () => window.print() },
    { label: t("saveCsv"), icon: downloadIcon, onSelect: saveAsFile },
  ];

  useKeys(() => ({
    ArrowRight: () => move(1),
    ArrowLeft: () => move(-1),
    ArrowDown: () => move(columns()),
    ArrowUp: () => move(-columns()),
    j: () => move(1),
    k: () => move(-1),
    Enter: () => at() && open(at()),
    t: () => show(isTable() ? "charts" : "table"),
    ...(mayReport() ? { n: addReading } : {}),
    ...(params.indicator ? { Escape: close } : {}),
  }));

  return (
    <Page
      title={t("title")}
      fills
      actions={
        <Show when={mayReport()}>
          <Button
            kind="primary"
            icon={plusIcon}
            hint="N"
            disabled={!isOnline()}
            title={isOnline() ? undefined : t("offlineReason")}
            onClick={addReading}
          >
            {t("reading")}
          </Button>
        </Show>
      }
    >
      <div class={styles.page}>
        <div class={styles.list}>
          <ChartDefs />
          <div class={styles.head}>
            <div>
              <Heading>{t("title")}</Heading>
              <p>{all().length > 0 ? t("lead", { count: all().length }) : ""}</p>
            </div>
            <div class={styles.tools}>
              <Segmented
                label={t("view")}
                value={isTable() ? "table" : "charts"}
                onChange={show}
                options={[
                  { value: "charts", label: t("charts"), icon: gridIcon },
                  { value: "table", label: t("table"), icon: tableIcon },
                ]}
              />
              <Menu
                label={t("more")}
                align="end"
                items={items}
                trigger={(button) => <Button {...button} icon={ellipsisIcon} aria-label={t("more")} />}
              />
            </div>
          </div>
          <Show when={may.takePart(who())}>
            <UnfinishedImports />
          </Show>
          <Show when={charts.failure()}>
            {(error) => (
              <Show when={isOnline() || !charts.value()}>
                <Failure error={error()} onRetry={() => void charts.load()} />
              </Show>
            )}
          </Show>
          <Show
            when={charts.value()}
            fallback={
              <Show when={!charts.failure()}>
                <Skeleton lines={9} />
              </Show>
            }
          >
            <Show
              when={all().length > 0}
              fallback={
                <EmptyState
                  title={t("empty")}
                  action={
                    <Show when={mayDefine()}>
                      <Button kind="primary" icon={plusIcon} onClick={() => setDefining("new")}>
                        {t("newIndicator")}
                      </Button>
                    </Show>
                  }
                >
                  {t(may.takePart(who()) ? "emptyText" : "emptyObserver")}
                </EmptyState>
              }
            >
              <Show when={!isTable()} fallback={<Table charts={all()} search={searchText()} />}>
                <Key
                  from={sayPeriod(
                    all().flatMap((it) => it.points.slice(0, 1))[0]?.period ?? today().slice(0, 4),
                  )}
                />
                <ul ref={grid} class={styles.grid}>
                  <For each={ids()}>
                    {(id, index) => (
                      <Show when={byId().get(id)}>
                        {(chart) => (
                          <Card
                            chart={chart()}
                            axis={axis()}
                            today={today()}
                            isOpen={params.indicator === id}
                            isFirst={index() < firstCards}
                            search={searchText()}
                            onFocus={() => setAt(id)}
                          />
                        )}
                      </Show>
                    )}
                  </For>
                </ul>
              </Show>
              <Show when={may.takePart(who())}>
                <Rounds today={today()} mayAsk={mayAsk()} onRemind={setCalling} />
                <NotReported
                  charts={all()}
                  today={today()}
                  mayRemind={mayAsk()}
                  onRemind={(it) => setCalling([{ indicatorId: it.chart.id, period: it.period }])}
                />
              </Show>
            </Show>
          </Show>
        </div>
        <div class={styles.keys}>
          <span>
            <kbd>←</kbd> <kbd>→</kbd> {t("keyMove")}
          </span>
          <span>
            <kbd>Enter</kbd> {t("keyOpen")}
          </span>
          <span>
            <kbd>T</kbd> {t("keyTable")}
          </span>
          <Show when={mayReport()}>
            <span>
              <kbd>N</kbd> {t("keyAdd")}
            </span>
          </Show>
          <button type="button" onClick={openShortcuts}>
            <kbd>?</kbd> {t("allShortcuts")}
          </button>
        </div>
      </div>
      <IndicatorPanel
        id={params.indicator}
        chart={chartOf(params.indicator)}
        value={one.value()}
        failure={one.failure()}
        today={today()}
        onRetry={() => void one.load()}
        onClose={close}
        onReport={(period) => setReading({ indicatorId: params.indicator, period })}
        onDefine={() => setDefining("anew")}
      />
      <ReadingDialog asked={reading()} today={today()} onClose={() => setReading(undefined)} />
      <Show when={everDefined()}>
        <Suspense>
          <DefinitionDialog
            open={isDefining() !== undefined}
            was={isDefining() === "anew" ? one.value() : undefined}
            onClose={() => setDefining(undefined)}
            onDone={(id) => {
              setDefining(undefined);
              open(id);
            }}
          />
        </Suspense>
      </Show>
      <Show when={everImported()}>
        <Suspense>
          <ImportDialog open={isImporting()} onClose={() => setImporting(false)} />
        </Suspense>
      </Show>
      <RoundDialog open={isOpening()} today={today()} onClose={() => setOpening(false)} />
      <CallDialog items={calling()} onClose={() => setCalling(undefined)} />
    </Page>
  );
}

/** What the marks in the charts mean. */
function Key(props: { from: string }) {
  const t = useWords(words);
  return (
    <p class={styles.key}>
      <span>
        <svg width="22" height="10" aria-hidden="true">
          <path d="M0 5H22" stroke="var(--line-strong)" stroke-width="1.5" stroke-dasharray="4 4" />
        </svg>
        {t("keyAim")}
      </span>
      <span>
        <svg width="20" height="12" aria-hidden="true">
          <rect width="20" height="12" rx="3" fill="url(#gap)" />
        </svg>
        {t("keyGap")}
      </span>
      <span>
        <svg width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.4" fill="var(--surface)" stroke="var(--indicator)" stroke-width="2" />
        </svg>
        {t("keyProvisional")}
      </span>
      <span>
        <svg width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.4" fill="var(--surface)" stroke="var(--thread)" stroke-width="2.6" />
        </svg>
        {t("keyDecision")}
      </span>
      <span>
        <svg width="10" height="10" aria-hidden="true">
          <circle cx="5" cy="5" r="3.6" fill="var(--thread)" />
        </svg>
        {t("keyKept")}
      </span>
      <span class={styles.axis}>{t("axis", { from: props.from })}</span>
    </p>
  );
}
