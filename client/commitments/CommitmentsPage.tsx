import { useNavigate, useParams, useSearchParams } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Switch,
} from "solid-js";
import { type BulkChange, needsReason } from "../../shared/commitments/changes.ts";
import type { Commitment } from "../../shared/commitments/commitment.ts";
import { dayIn } from "../../shared/dates.ts";
import { may, voiceFor } from "../../shared/roles.ts";
import { isOnline } from "../online.ts";
import { organizations } from "../organizations/organizations.ts";
import { useKeys } from "../shell/keyboard.ts";
import { Heading, Page } from "../shell/Page.tsx";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Failure } from "../ui/Failure.tsx";
import { isBesidePanel } from "../ui/focus.ts";
import { downloadIcon, plusIcon } from "../ui/icons.ts";
import { Menu } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { saveFile } from "../ui/save-file.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { type Act, acts, actsFor, isBulk } from "./acts.ts";
import { Board } from "./Board.tsx";
import { BulkBar, type BulkFailure, BulkFailures } from "./BulkBar.tsx";
import { BulkReasonDialog } from "./BulkReasonDialog.tsx";
import { ByPartner } from "./ByPartner.tsx";
import { CommitmentPanel } from "./CommitmentPanel.tsx";
import { CommitmentsKeys } from "./CommitmentsKeys.tsx";
import { CommitmentTable } from "./CommitmentTable.tsx";
import styles from "./commitments.module.css";
import { commitments, createOpenCommitment, say, saySeveral, useLiveCommitments } from "./commitments.ts";
import { csvOf } from "./csv.ts";
import { Filters } from "./Filters.tsx";
import { printerIcon, sendIcon } from "./icons.ts";
import { cellsOf, columnsOf } from "./lines.ts";
import { createRows, groupsOf, type Row, rowsFor, standing, totalsOf } from "./list.ts";
import { NewCommitmentDialog } from "./NewCommitmentDialog.tsx";
import { loadNames, meetingName, meetings, partnerName, personOf, servedName } from "./names.ts";
import { PrintedList } from "./PrintedList.tsx";
import { RemindDialog } from "./RemindDialog.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { StatusMenu } from "./StatusMenu.tsx";
import { Totals } from "./Totals.tsx";
import { type Grouping, isNarrowed, queryOf, readView, searchOf, type View } from "./view.ts";
import { words } from "./words.ts";

const minuteMs = 60_000;
/** The address follows the text of the filter when its writer pauses. */
const pauseMs = 300;

/** Who promised what, by when, and what became of it. */
export default function CommitmentsPage() {
  const t = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const params = useParams<{ commitment?: string }>();
  const [search, setSearch] = useSearchParams<Record<string, string>>();

  const dayNow = () => dayIn(me().initiative.timeZone, Date.now());
  const [today, setToday] = createSignal(dayNow());
  const clock = setInterval(() => setToday(dayNow()), minuteMs);
  onCleanup(() => clearInterval(clock));

  const load = useLiveCommitments();
  onMount(() => {
    void load();
    void loadNames();
  });

  // ——— What is shown.
  const view = createMemo(() => readView(search));
  const [text, setText] = createSignal(view().q);
  createEffect(on(() => view().q, setText, { defer: true }));
  let pause: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(pause));
  function filterText(now: string) {
    setText(now);
    clearTimeout(pause);
    pause = setTimeout(() => change({ q: now }), pauseMs);
  }
  const change = (more: Partial<View>) =>
    setSearch(queryOf({ ...view(), q: text(), ...more }), { replace: true, scroll: false });

  const namesOf = (it: Commitment) =>
    `${partnerName(it.ownerOrganizationId)} ${personOf(it.ownerPersonId)?.name ?? ""}`;
  // Names that came later are words to look for as well: all rows are made again then.
  const makeRows = createMemo(() => {
    organizations.value();
    return createRows(namesOf);
  });
  const rows = createMemo(() => makeRows()(commitments.value() ?? []));
  const fitting = createMemo(() => rowsFor(rows(), { ...view(), q: text() }));
  const totals = createMemo(() => totalsOf(fitting(), today()));
  const shown = createMemo(() => standing(fitting(), view().show, today()));
  const grouped = (rows: readonly Row[], by: Grouping) =>
    groupsOf(rows, by, today(), {
      partners: (organizations.value() ?? []).map((it) => it.id),
      meetings: (meetings.value() ?? []).map((it) => it.id),
      servedName,
    });
  const groups = createMemo(() => grouped(shown(), view().by));
  /** On the board every status has its column; of what is closed, what was closed of late. */
  const onBoard = createMemo(() =>
    view().show === "open"
      ? [...shown(), ...standing(fitting(), "lately", today())]
      : standing(fitting(), view().show, today()),
  );
  const order = createMemo(() =>
    view().as === "table" ? groups().flatMap((it) => it.rows) : view().as === "board" ? onBoard() : [],
  );
  createEffect(
    on(
      () => shown().length,
      (count) => isNarrowed({ ...view(), q: text() }) && announce(t("filtered", { count })),
      { defer: true },
    ),
  );

  function labelOf(key: string, by = view().by) {
    if (by === "partner") return partnerName(key);
    if (by === "serves") return key ? servedName(key) : t("nothingNamed");
    if (by === "meeting") return key ? meetingName(key, today()) : t("noMeeting");
    if (by === "status") return t(key as "active");
    return t(`due_${key}` as "due_past");
  }

  // ——— The one that is open, and the rows that keys are about.
  const [at, setAt] = createSignal<string | undefined>(params.commitment);
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const one = createOpenCommitment(() => params.commitment);
  onMount(() => onCleanup(one.listen()));
  let scroller: HTMLDivElement | undefined;
  let filterField: HTMLInputElement | undefined;
  let reveal: (id: string) => void = () => {};
  const searchText = () => searchOf({ ...view(), q: text() });

  const open = (id: string | undefined) =>
    navigate(`/commitments${id ? `/${id}` : ""}${searchText()}`, { replace: true, scroll: false });
  function focusRow(id: string) {
    setAt(id);
    if (view().as === "table") reveal(id);
    else document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus();
  }
  function close() {
    const id = params.commitment;
    const wasHere = isBesidePanel();
    setAsked(undefined);
    open(undefined);
    if (id && wasHere) focusRow(id);
  }
  /** The row `step` rows from the current one; the first when none is. */
  function beside(step: 1 | -1, from = at()) {
    const list = order();
    const index = list.findIndex(({ it }) => it.id === from);
    return (index < 0 ? list.at(step > 0 ? 0 : -1) : list[index + step])?.it;
  }
  function move(step: 1 | -1) {
    const next = beside(step);
    if (next) focusRow(next.id);
  }
  function turn(step: 1 | -1) {
    const next = beside(step, params.commitment ?? at());
    if (!next) return;
    setAt(next.id);
    open(next.id);
  }

  // ——— Choosing several.
  const mayChange = () => may.takePart(whoOf(me()));
  const mayRemind = () => may.remindOwners(whoOf(me()));
  function choose(id: string, is = !chosen().has(id)) {
    const now = new Set(chosen());
    if (is) now.add(id);
    else now.delete(id);
    setChosen(now);
  }
  /** Chooses the current row and goes on to the next, so that five presses choose five. */
  function chooseAndGoOn() {
    const current = at() ?? order()[0]?.it.id;
    if (!current) return;
    choose(current);
    const next = beside(1, current);
    if (next) focusRow(next.id);
  }
  function extend(step: 1 | -1) {
    const current = at();
    if (!current) return move(step);
    choose(current, true);
    const next = beside(step, current);
    if (!next) return;
    choose(next.id, true);
    focusRow(next.id);
  }
  const inList = (id: string) => commitments.value()?.find((it) => it.id === id);
  /** The chosen rows in the order of the list, else the one that keys are about. */
  const targets = createMemo((): Commitment[] => {
    const ids = chosen().size > 0 ? [...chosen()] : [at() ?? params.commitment ?? ""];
    return ids.flatMap((id) => inList(id) ?? []);
  });

  // ——— Saying something of one or of several.
  const [menu, setMenu] = createSignal<Act[]>();
  /** What a key or an address asks to say of one commitment; its form is open in the panel. */
  const [asked, setAsked] = createSignal<{ id: string; act: Act }>();
  const [reasonFor, setReasonFor] = createSignal<BulkChange>();
  const [failed, setFailed] = createSignal<BulkFailure>();
  const [update, setUpdate] = createSignal(0);
  const voiceOf = (it: Commitment) => voiceFor(whoOf(me()), it.ownerOrganizationId);
  function openStatus() {
    if (targets().length === 0 || !mayChange()) return;
    const several = targets().length > 1;
    const possible = new Set(targets().flatMap((it) => (voiceOf(it) ? actsFor(it) : [])));
    setMenu(acts.filter((it) => possible.has(it) && (!several || isBulk(it))));
  }
  function chooseAct(act: Act) {
    const about = targets();
    setMenu(undefined);
    const [only] = about;
    if (isBulk(act) && (about.length > 1 || !needsReason(act))) {
      if (needsReason(act)) setReasonFor(act);
      else void sayOf(act, null, about);
    } else if (only) {
      open(only.id);
      setAsked({ id: only.id, act });
    }
  }
  async function sayOf(act: BulkChange, note: string | null, about: readonly Commitment[]) {
    setReasonFor(undefined);
    setFailed(undefined);
    try {
      // Those it does not fit are left alone and said so by the server.
      const answers = await saySeveral(act, about, note);
      const done = answers.flatMap((it) => it.recorded?.commitment ?? []);
      const not = answers.filter((it) => it.problem);
      if (not.length > 0) setFailed({ change: act, note, items: not });
      setChosen(new Set(not.map((it) => it.id)));
      const closes = act === "kept" || act === "not_kept" || act === "released";
      const undo = async () => {
        for (const it of done) await say.reopened(it, t("undoReason"));
      };
      if (done.length > 0)
        toast(
          t("bulkDone", { count: done.length, act: t(`act_${act}`) }),
          closes ? () => void undo().catch((error) => toast((error as Error).message)) : undefined,
        );
    } catch (error) {
      toast((error as Error).message);
    }
  }
  async function sayAgain(ids: string[]) {
    const was = failed();
    if (!was) return;
    await commitments.load();
    await sayOf(
      was.change,
      was.note,
      ids.flatMap((id) => inList(id) ?? []),
    );
  }
  function writeUpdate() {
    const id = at() ?? params.commitment;
    if (!id) return;
    if (params.commitment !== id) open(id);
    setUpdate((times) => times + 1);
  }
  // ——— Reminding.
  const [reminding, setReminding] = createSignal<string[]>();
  const past = createMemo(() => standing(fitting(), "past", today()).map(({ it }) => it));
  /** Who would be written to: each person once, however much they look after. */
  const owners = createMemo(
    () => new Set(past().map((it) => it.ownerPersonId ?? it.ownerOrganizationId)).size,
  );
  function remind() {
    if (!mayRemind()) return;
    const about = chosen().size > 0 ? targets() : at() ? targets() : past();
    if (about.length > 0) setReminding(about.map((it) => it.id));
  }

  // ——— A new one.
  const isMaking = () => search.do === "new" && mayChange();
  const make = (is: boolean) => setSearch({ do: is ? "new" : undefined }, { replace: true, scroll: false });

  // Somebody came here to say something of this one, from Home for instance.
  onMount(() => {
    const wanted = acts.find((it) => it === search.do);
    if (!wanted || !params.commitment) return;
    setAsked({ id: params.commitment, act: wanted });
    setSearch({ do: undefined }, { replace: true, scroll: false });
  });

  // ——— On paper and as a file.
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
  /** A board goes on paper and into a file as its columns, one below the other. */
  const listed = () => (view().as === "board" ? grouped(onBoard(), "status") : groups());
  const saveAsFile = () =>
    saveFile(
      `${t("fileName")}-${today()}.csv`,
      csvOf([columnsOf(t), ...listed().flatMap(({ rows }) => rows.map((row) => cellsOf(row, today(), t)))]),
      "text/csv;charset=utf-8",
    );

  useKeys(() => ({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "[": () => turn(-1),
    "]": () => turn(1),
    "/": () => filterField?.focus(),
    Enter: () => at() && open(at()),
    ...(mayChange() ? { x: chooseAndGoOn, s: openStatus, u: writeUpdate, c: () => make(true) } : {}),
    ...(mayRemind() ? { r: remind } : {}),
    ...(params.commitment
      ? { Escape: close }
      : chosen().size > 0
        ? { Escape: () => setChosen(new Set<string>()) }
        : {}),
  }));
  /** Shift and an arrow choose the row on the way; the shell's keys do not know of Shift. */
  function onKeyDown(event: KeyboardEvent) {
    if (!event.shiftKey || !mayChange() || view().as !== "table") return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (!(event.target as HTMLElement).matches("[data-row]")) return;
    event.preventDefault();
    extend(event.key === "ArrowDown" ? 1 : -1);
  }

  const isEmpty = () => (commitments.value()?.length ?? 0) === 0;
  return (
    <Page
      title={t("title")}
      fills
      actions={
        <Show when={mayChange()}>
          <Button
            kind="primary"
            icon={plusIcon}
            hint="C"
            disabled={!isOnline()}
            title={isOnline() ? undefined : t("offlineReason")}
            onClick={() => make(true)}
          >
            {t("commitment")}
          </Button>
        </Show>
      }
    >
      <div class={styles.page}>
        <div ref={scroller} class={styles.list} onKeyDown={onKeyDown}>
          <div class={styles.head}>
            <div>
              <Heading>{t("title")}</Heading>
              <p>{t("lead")}</p>
            </div>
            <div class={styles.tools}>
              <Show when={mayRemind() && owners() > 0}>
                <Button
                  icon={sendIcon}
                  disabled={!isOnline()}
                  title={isOnline() ? undefined : t("offlineReason")}
                  onClick={() => setReminding(past().map((it) => it.id))}
                >
                  {t("remindOwners", { count: owners() })}
                </Button>
              </Show>
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
          </div>
          <Show when={commitments.failure()}>
            {(error) => (
              <Show when={isOnline() || !commitments.value()}>
                <Failure error={error()} onRetry={() => void load()} />
              </Show>
            )}
          </Show>
          <Show
            when={commitments.value()}
            fallback={
              <Show when={!commitments.failure()}>
                <Skeleton lines={9} />
              </Show>
            }
          >
            <Show
              when={!isEmpty()}
              fallback={
                <EmptyState
                  title={t("empty")}
                  action={
                    <Show when={mayChange()}>
                      <Button kind="primary" icon={plusIcon} onClick={() => make(true)}>
                        {t("commitment")}
                      </Button>
                    </Show>
                  }
                >
                  {t(mayChange() ? "emptyText" : "emptyObserver")}
                </EmptyState>
              }
            >
              <Totals
                totals={commitments.isPart() ? undefined : totals()}
                show={view().show}
                onShow={(show) => change({ show })}
              />
              <Filters
                view={view()}
                rows={rows()}
                today={today()}
                text={text()}
                onText={filterText}
                onChange={change}
                setField={(field) => {
                  filterField = field;
                }}
                end={<SavedViews search={searchText()} />}
              />
              <BulkFailures
                failure={failed()}
                onAgain={(ids) => void sayAgain(ids)}
                onLeave={() => {
                  setFailed(undefined);
                  setChosen(new Set<string>());
                }}
              />
              <Switch>
                <Match
                  when={
                    (view().as === "board" ? onBoard() : view().as === "partner" ? fitting() : shown())
                      .length === 0
                  }
                >
                  <EmptyState
                    title={t("noMatch")}
                    action={
                      <Button
                        onClick={() => {
                          setText("");
                          navigate("/commitments?show=all", { replace: true });
                        }}
                      >
                        {t("showAll")}
                      </Button>
                    }
                  >
                    {t("noMatchText")}
                  </EmptyState>
                </Match>
                <Match when={view().as === "table"}>
                  <CommitmentTable
                    groups={groups()}
                    labelOf={labelOf}
                    today={today()}
                    at={at()}
                    open={params.commitment}
                    chosen={chosen()}
                    mayChoose={mayChange()}
                    search={searchText()}
                    scroller={() => scroller}
                    onAt={setAt}
                    onOpen={open}
                    onChoose={(id) => choose(id)}
                    setReveal={(it) => {
                      reveal = it;
                    }}
                  />
                </Match>
                <Match when={view().as === "board"}>
                  <Board
                    rows={onBoard()}
                    today={today()}
                    open={params.commitment}
                    chosen={chosen()}
                    search={searchText()}
                    onAt={setAt}
                    onOpen={open}
                  />
                </Match>
                <Match when={view().as === "partner"}>
                  <ByPartner
                    rows={fitting()}
                    today={today()}
                    onPartner={(partner) => change({ as: "table", partner, by: "due" })}
                  />
                </Match>
              </Switch>
              <Show when={isPrinting()}>
                <PrintedList
                  groups={listed()}
                  labelOf={(key) => labelOf(key, view().as === "board" ? "status" : undefined)}
                  today={today()}
                  as={t(`show_${view().show}`)}
                />
              </Show>
            </Show>
          </Show>
        </div>
        <BulkBar
          count={chosen().size}
          mayRemind={mayRemind()}
          onStatus={openStatus}
          onRemind={remind}
          onClear={() => setChosen(new Set<string>())}
        />
        <CommitmentsKeys mayChange={mayChange()} mayRemind={mayRemind()} />
      </div>
      <CommitmentPanel
        id={params.commitment}
        value={one.value()}
        failure={one.failure()}
        today={today()}
        asked={asked()?.id === params.commitment ? asked()?.act : undefined}
        onAsk={(act) => setAsked(act && params.commitment ? { id: params.commitment, act } : undefined)}
        update={update()}
        onChanged={one.load}
        onClose={close}
        onTurn={turn}
      />
      <StatusMenu
        acts={menu()}
        count={targets().length}
        onBehalf={targets().some((it) => voiceOf(it) === "on_behalf")}
        onChoose={chooseAct}
        onClose={() => {
          setMenu(undefined);
          const id = at();
          if (id) focusRow(id);
        }}
      />
      <BulkReasonDialog
        change={reasonFor()}
        count={targets().length}
        onSay={(reason) => void sayOf(reasonFor()!, reason, targets())}
        onClose={() => setReasonFor(undefined)}
      />
      <RemindDialog ids={reminding()} onClose={() => setReminding(undefined)} />
      <NewCommitmentDialog
        open={isMaking()}
        today={today()}
        proposed={{ partner: view().partner, serves: view().serves }}
        onClose={() => make(false)}
        onMade={(it) => navigate(`/commitments/${it.id}${searchText()}`, { replace: true })}
      />
    </Page>
  );
}
