import { useNavigate, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from "solid-js";
import { may } from "../../shared/roles.ts";
import { csvOf } from "../commitments/csv.ts";
import { printerIcon } from "../commitments/icons.ts";
import { isOnline } from "../online.ts";
import { organizations } from "../organizations/organizations.ts";
import { recordName } from "../records/record-name.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { loadUnread } from "../threads/unread.ts";
import { announce } from "../ui/announce.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import { chevronDownIcon, downloadIcon, plusIcon, xIcon } from "../ui/icons.ts";
import { Menu } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { saveFile } from "../ui/save-file.ts";
import { sayNumber } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { cellsOf, columnsOf } from "./csv.ts";
import { decisions } from "./decisions.ts";
import { NewDecisionDialog } from "./NewDecisionDialog.tsx";
import { groups, loadNames, membersOf, partnerName, useToday, useVoices } from "./names.ts";
import { useLiveDecisions } from "./open.ts";
import { Register } from "./Register.tsx";
import styles from "./register.module.css";
import {
  narrowed,
  queryOf,
  readView,
  readWordsOf,
  rowOf,
  type Show as Shown,
  shown,
  shows,
  totalsOf,
  type View,
} from "./view.ts";
import { words } from "./words.ts";

/** Nobody sends an address on in the middle of a word. */
const addressAfterMs = 250;

const totals = ["open", "ours", "objection", "review", "adopted"] as const;

/** The register: every decision that the reader may see, with how it stands and who is still to be heard. */
export default function DecisionsPage() {
  const t = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const today = useToday();
  const voices = useVoices();
  const [search, setSearch] = useSearchParams();
  const load = () => Promise.all([loadNames(), loadUnread()]);
  onMount(load);
  useLiveDecisions();

  const view = createMemo(() => readView(search));
  const change = (more: Partial<View>) =>
    setSearch(queryOf({ ...view(), ...more }), { replace: true, scroll: false });
  /** What is typed narrows the list at once; the address follows. */
  const [text, setText] = createSignal(view().q);
  /** The words that the address was told of last: when it says them, nobody has gone anywhere. */
  let told: string | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      () => view().q,
      (q) => q !== told && q !== text().trim() && setText(q),
      { defer: true },
    ),
  );
  const filterText = (it: string) => {
    setText(it);
    clearTimeout(telling);
    telling = setTimeout(() => {
      told = it.trim();
      change({ q: told });
    }, addressAfterMs);
  };
  onCleanup(() => clearTimeout(telling));

  // The page of a decision is opened from here: its files come together with the list.
  onMount(() => void import("./DecisionPage.tsx").catch(() => {}));
  const rows = createMemo(() =>
    (decisions.value() ?? []).map((it) => rowOf(it, { today: today(), membersOf, voices: voices() })),
  );
  createEffect(() => {
    const all = decisions.value() ?? [];
    let isHere = true;
    readWordsOf(all, (then) => setTimeout(() => isHere && then()));
    onCleanup(() => {
      isHere = false;
    });
  });
  /** What narrows the list besides the words: the address that follows these asks for no second look. */
  const chosen = createMemo(view, undefined, {
    equals: (a, b) => a.partner === b.partner && a.serves === b.serves && a.group === b.group,
  });
  const fitting = createMemo(() => narrowed(rows(), { ...chosen(), q: text() }));
  const counts = createMemo(() => totalsOf(fitting()));
  const show = createMemo(() => view().show);
  const list = createMemo(() => shown(fitting(), show()));
  createEffect(
    on(
      () => [list().length, text(), view().show] as const,
      ([count]) => announce(t("rows", { count })),
      { defer: true },
    ),
  );

  const [at, setAt] = createSignal<string>();
  function focusRow(id: string) {
    setAt(id);
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  }
  function move(step: 1 | -1) {
    const all = list();
    const index = all.findIndex(({ it }) => it.id === at());
    const next = index < 0 ? all.at(step > 0 ? 0 : -1) : all[index + step];
    if (next) focusRow(next.it.id);
  }
  const open = (id: string) => navigate(`/decisions/${id}`);

  const mayRaise = () => may.takePart(whoOf(me()));
  const isMaking = () => search.do === "new" && mayRaise();
  const make = (is: boolean) => setSearch({ do: is ? "new" : undefined }, { replace: true, scroll: false });
  let field: HTMLInputElement | undefined;
  useKeys(() => ({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "/": () => field?.focus(),
    Enter: () => at() && open(at()!),
    ...(mayRaise() ? { d: () => make(true) } : {}),
  }));
  const saveAsFile = () =>
    saveFile(
      `${t("fileName")}-${today()}.csv`,
      csvOf([columnsOf(t), ...list().map((row) => cellsOf(row, today(), t))]),
      "text/csv;charset=utf-8",
    );
  const isEmpty = () => (decisions.value()?.length ?? 0) === 0;
  const [isPrinting, setPrinting] = createSignal(false);
  onMount(() => {
    const [before, after] = [() => setPrinting(true), () => setPrinting(false)];
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    onCleanup(() => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    });
  });
  return (
    <Page
      title={t("title")}
      actions={
        <Show when={mayRaise()}>
          <Button
            kind="primary"
            icon={plusIcon}
            hint="D"
            disabled={!isOnline()}
            title={isOnline() ? undefined : t("offlineReason")}
            onClick={() => make(true)}
          >
            {t("decision")}
          </Button>
        </Show>
      }
    >
      <div class={styles.page}>
        <div class={styles.head}>
          <div>
            <Heading>{t("title")}</Heading>
            <p>{t("lead")}</p>
          </div>
          <Menu
            label={t("printOrSave")}
            align="end"
            items={() => [
              { label: t("print"), icon: printerIcon, onSelect: () => window.print() },
              { label: t("saveCsv"), icon: downloadIcon, onSelect: saveAsFile },
            ]}
            trigger={(button) => <Button {...button} icon={printerIcon} aria-label={t("printOrSave")} />}
          />
        </div>
        <Show when={decisions.failure()}>
          {(error) => (
            <Show when={isOnline() || !decisions.value()}>
              <Failure error={error()} onRetry={() => void Promise.all([decisions.load(), load()])} />
            </Show>
          )}
        </Show>
        <Show
          when={decisions.value()}
          fallback={
            <Show when={!decisions.failure()}>
              <Skeleton lines={7} />
            </Show>
          }
        >
          <Show
            when={!isEmpty()}
            fallback={
              <EmptyState
                title={t("empty")}
                action={
                  <Show when={mayRaise()}>
                    <Button kind="primary" icon={plusIcon} onClick={() => make(true)}>
                      {t("decision")}
                    </Button>
                  </Show>
                }
              >
                {t(mayRaise() ? "emptyText" : "emptyObserver")}
              </EmptyState>
            }
          >
            <div class={styles.totals}>
              <For each={totals}>
                {(show) => (
                  <button
                    type="button"
                    class={styles.total}
                    data-total={show}
                    aria-pressed={view().show === show}
                    onClick={() => change({ show: view().show === show ? "all" : show })}
                  >
                    <b class="num" classList={{ [styles.hot!]: show === "ours" && counts().ours > 0 }}>
                      {sayNumber(counts()[show])}
                    </b>
                    {t(`total_${show}`)}
                  </button>
                )}
              </For>
            </div>
            <Filters
              view={view()}
              text={text()}
              onText={filterText}
              onChange={change}
              setField={(it) => {
                field = it;
              }}
            />
            <Show
              when={list().length > 0}
              fallback={
                <EmptyState
                  title={t("noMatch")}
                  action={
                    <Button
                      onClick={() => {
                        setText("");
                        navigate("/decisions", { replace: true });
                      }}
                    >
                      {t("showAll")}
                    </Button>
                  }
                >
                  {t("noMatchText")}
                </EmptyState>
              }
            >
              <Register
                rows={list()}
                lookedFor={JSON.stringify({ ...chosen(), show: show(), q: text() })}
                today={today()}
                at={at()}
                onAt={setAt}
                isPrinting={isPrinting()}
              />
            </Show>
          </Show>
        </Show>
        <p class={styles.keys} aria-hidden="true">
          <span>
            <kbd>J</kbd> <kbd>K</kbd> {t("key_move")}
          </span>
          <span>
            <kbd>Enter</kbd> {t("key_open")}
          </span>
          <span>
            <kbd>/</kbd> {t("key_filter")}
          </span>
          <Show when={mayRaise()}>
            <span>
              <kbd>D</kbd> {t("key_new")}
            </span>
          </Show>
        </p>
      </div>
      <NewDecisionDialog
        open={isMaking()}
        onClose={() => make(false)}
        onMade={(it) => navigate(`/decisions/${it.id}`)}
      />
    </Page>
  );
}

interface Chip {
  name: keyof View;
  label: string;
  chosen: string | undefined;
  options: () => { value: string; label: string }[];
  onChoose: (value: string | undefined) => void;
}

/** What narrows the register; every choice stands in the address. */
function Filters(props: {
  view: View;
  text: string;
  onText: (text: string) => void;
  onChange: (change: Partial<View>) => void;
  setField: (field: HTMLInputElement) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const all = () => decisions.value() ?? [];
  const nameOf = (id: string) => {
    const name = recordName(id);
    return name ? `${name.code} ${name.label}`.trim() : id;
  };
  const served = createMemo(() => [
    ...new Set(all().flatMap((it) => [...it.strategyIds, ...it.indicatorIds])),
  ]);
  const chips = (): Chip[] => [
    {
      name: "show",
      label: t("filterShow"),
      chosen: props.view.show === "all" ? undefined : t(`show_${props.view.show}`),
      options: () => shows.map((value) => ({ value, label: t(`show_${value}`) })),
      onChoose: (show) => props.onChange({ show: (show ?? "all") as Shown }),
    },
    {
      name: "partner",
      label: t("filterPartner"),
      chosen: props.view.partner && partnerName(props.view.partner),
      options: () =>
        (organizations.value() ?? [])
          .filter(({ id }) => all().some((it) => it.raisedByOrganizationId === id))
          .map((it) => ({ value: it.id, label: it.shortName })),
      onChoose: (partner) => props.onChange({ partner }),
    },
    {
      name: "serves",
      label: t("filterServes"),
      chosen: props.view.serves && nameOf(props.view.serves),
      options: () => served().map((value) => ({ value, label: nameOf(value) })),
      onChoose: (serves) => props.onChange({ serves }),
    },
    {
      name: "group",
      label: t("filterGroup"),
      chosen: props.view.group && groups.value()?.find((it) => it.id === props.view.group)?.name[language()],
      options: () =>
        (groups.value() ?? [])
          .filter(({ id }) => all().some((it) => it.groupId === id))
          .map((it) => ({ value: it.id, label: it.name[language()] })),
      onChoose: (group) => props.onChange({ group }),
    },
  ];
  return (
    <div class={styles.filters}>
      <input
        ref={props.setField}
        type="search"
        class={styles.text}
        aria-label={t("filterText")}
        aria-keyshortcuts="/"
        placeholder={t("filterText")}
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (props.text) props.onText("");
          else event.currentTarget.blur();
        }}
      />
      <For each={chips().map((it) => it.name)}>
        {(name) => {
          const chip = () => chips().find((it) => it.name === name)!;
          return (
            <span class={styles.chip} classList={{ [styles.on!]: Boolean(chip().chosen) }}>
              <Menu
                label={chip().label}
                items={() =>
                  chip()
                    .options()
                    .map((it) => ({
                      label: it.label,
                      isChecked: it.value === props.view[name],
                      onSelect: () => chip().onChoose(it.value),
                    }))
                }
                trigger={(button) => (
                  <button type="button" {...button} data-filter={name}>
                    <Show when={chip().chosen} fallback={chip().label}>
                      <span class="sr-only">{chip().label}: </span>
                      {chip().chosen}
                    </Show>
                    <Show when={!chip().chosen}>
                      <Icon of={chevronDownIcon} />
                    </Show>
                  </button>
                )}
              />
              <Show when={chip().chosen}>
                <button
                  type="button"
                  class={styles.clear}
                  aria-label={t("removeFilter", { filter: chip().label })}
                  onClick={() => chip().onChoose(undefined)}
                >
                  <Icon of={xIcon} />
                </button>
              </Show>
            </span>
          );
        }}
      </For>
    </div>
  );
}
