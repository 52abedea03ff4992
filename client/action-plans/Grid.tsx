import { A, useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show, untrack } from "solid-js";
import { type ActivityStatus, activityStatuses } from "../../shared/action-plans/activity.ts";
import { type PlanKnown, type PlanProblem, problemsOf } from "../../shared/action-plans/checks.ts";
import {
  type PlanField,
  planEdit,
  planLimits,
  setIndicator,
  setStatus,
  setSupport,
  setValue,
  type ValueField,
} from "../../shared/action-plans/plan.ts";
import { isPastDate } from "../../shared/action-plans/readings.ts";
import type { Day } from "../../shared/dates.ts";
import { commitments, useLiveCommitments } from "../commitments/commitments.ts";
import { sayAway, sayNearDay } from "../commitments/days.ts";
import { indicators } from "../indicators/indicators.ts";
import { organizations, partnersToChoose } from "../organizations/organizations.ts";
import { signpostIcon } from "../records/icons.ts";
import { recordName } from "../records/record-name.ts";
import { Icon } from "../ui/Icon.tsx";
import { plusIcon, triangleAlertIcon } from "../ui/icons.ts";
import { type Choice, PickList } from "../ui/PickList.tsx";
import { placeBeside } from "../ui/place.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import styles from "./grid.module.css";
import { type CellChange, cellName, type LiveActivity, usePlans } from "./live-plans.ts";
import { Order, Partner, Status } from "./pieces.tsx";
import { strategies } from "./plans.ts";
import { sayMonth } from "./views/months.ts";
import { words } from "./words.ts";

/** The columns after the code, in their order. */
const columns = [
  { field: "title", label: "title", width: undefined },
  { field: "leadOrganizationId", label: "lead", width: 166 },
  { field: "supports", label: "supports", width: 108 },
  { field: "startsOn", label: "starts", width: 96 },
  { field: "endsOn", label: "ends", width: 96 },
  { field: "status", label: "status", width: 112 },
  { field: "resources", label: "resources", width: undefined },
  { field: "indicators", label: "moves", width: 72 },
  { field: "milestones", label: "nextMilestone", width: 150 },
] as const satisfies readonly { field: PlanField; label: string; width: number | undefined }[];
type Column = (typeof columns)[number]["field"];

interface At {
  id: string;
  column: number;
}

/** So many rows are drawn at once; those below them as they come near. */
const drawnAtOnce = 30;
/** As many of the decisions behind an activity stand beside its text. */
const linkedMax = 2;
/** How far from the edge of the window a row begins to be drawn, so that a quick finger meets no blank. */
const nearBy = "900px 0px";

/** How soon after a letter the others are told of it. */
const draftMs = 80;

/** The plan as a table in which everybody types at once. */
export default function Grid(props: {
  today: Day;
  onOpen: (id: string) => void;
  onAdd: (strategyId: string) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const navigate = useNavigate();
  const plans = usePlans();
  useLiveCommitments();
  const all = createMemo(() => strategies.value() ?? []);
  const [at, setAt] = createSignal<At>();
  const [editing, setEditing] = createSignal<{ id: string; field: Column; before: string; typed?: string }>();
  const [draft, setDraft] = createSignal("");
  let table: HTMLTableElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The rows of each strategy, and last those of none that is known. A row stays the same while its cells change. */
  const sections = createMemo(() => {
    const byStrategy = new Map<string, string[]>([
      ...all().map((it): [string, string[]] => [it.id, []]),
      ["", []],
    ]);
    for (const it of plans.activities()) (byStrategy.get(it.strategyId) ?? byStrategy.get("")!).push(it.id);
    return byStrategy;
  });
  const order = createMemo(() => [...sections().values()].flat());
  const strategyIds = createMemo(() => [...all().map((it) => it.id), ""], undefined, { equals: sameIds });
  const activityIds = createMemo(() => plans.activities().map((it) => it.id), undefined, { equals: sameIds });
  const known = createMemo<PlanKnown>(() => ({
    strategyIds: new Set(all().map((it) => it.id)),
    organizationIds: new Set((organizations.value() ?? []).map((it) => it.id)),
    indicatorIds: new Set((indicators.value() ?? []).map((it) => it.id)),
    activityIds: new Set(activityIds()),
  }));

  /** What draws a row that is only named so far, by its id and by its element. */
  const waiting = new Map<string, () => void>();
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen)
        if (isIntersecting) waiting.get((target as HTMLElement).dataset.row ?? "")?.();
    },
    { rootMargin: nearBy },
  );
  onCleanup(() => near.disconnect());

  const focusCell = (next: At) => {
    waiting.get(next.id)?.();
    setAt(next);
    table
      ?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next.id)}"] [data-column="${next.column}"]`)
      ?.focus();
  };
  const move = (rows: number, by: number) => {
    const now = at();
    const ids = order();
    if (!now || ids.length === 0) return;
    const index = Math.min(Math.max(ids.indexOf(now.id) + rows, 0), ids.length - 1);
    let column = now.column + by;
    let row = index;
    // Tab goes on in the next row, as in a sheet.
    if (column >= columns.length) [column, row] = [0, Math.min(index + 1, ids.length - 1)];
    if (column < 0) [column, row] = [columns.length - 1, Math.max(index - 1, 0)];
    focusCell({ id: ids[row]!, column });
  };

  createEffect(
    on([at, editing], ([now, edits]) => {
      if (edits) return;
      plans.enter(now?.id, now && columns[now.column]!.field);
    }),
  );
  onCleanup(() => {
    clearTimeout(timer);
    keep();
    plans.enter(undefined);
  });

  /** What a cell of text holds now. */
  const textIn = (it: LiveActivity, field: Column) =>
    field === "title" || field === "resources" || field === "startsOn" || field === "endsOn" ? it[field] : "";
  const isText = (field: Column) =>
    field === "title" || field === "resources" || field === "startsOn" || field === "endsOn";

  function begin(typed?: string) {
    const now = at();
    const it = now && plans.activity(now.id);
    if (!now || !it?.mayEdit) return;
    const { field } = columns[now.column]!;
    if (field === "milestones") return props.onOpen(it.id);
    plans.seen(it.id, field);
    const before = textIn(it, field);
    setDraft(typed ?? before);
    setEditing({ id: it.id, field, before, ...(typed === undefined ? {} : { typed }) });
    plans.enter(it.id, field, isText(field) ? (typed ?? before) : undefined);
  }
  function type(text: string) {
    setDraft(text);
    if (timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      const now = editing();
      if (now) plans.enter(now.id, now.field, draft());
    }, draftMs);
  }
  /** Keeps what was written. The last who writes a cell wins; whoever wrote before sees it, and can put it back. */
  function keep() {
    const now = editing();
    if (!now) return;
    setEditing(undefined);
    const doc = plans.docOf(now.id);
    const text = now.field === "title" ? draft().replace(/\s+/g, " ").trim() : draft().trim();
    if (doc && isText(now.field) && text !== now.before) setValue(doc, now.id, now.field as ValueField, text);
    plans.enter(now.id, now.field);
  }
  function leave() {
    const now = editing();
    setEditing(undefined);
    if (now) plans.enter(now.id, now.field);
  }
  const backToCell = () => {
    const now = at();
    if (now) queueMicrotask(() => focusCell(now));
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing || event.defaultPrevented) return;
    const isEditing = editing() !== undefined;
    const isChord = event.ctrlKey || event.metaKey;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (isChord && event.key === "Enter" && event.shiftKey) {
      const id = at()?.id;
      done();
      if (id) navigate(`/commitments?do=new&serves=${encodeURIComponent(id)}`);
      return;
    }
    if (isChord && event.key === ";") {
      const { field } = columns[at()?.column ?? 0]!;
      if (field !== "startsOn" && field !== "endsOn") return;
      done();
      const doc = plans.docOf(at()!.id);
      if (isEditing) type(props.today);
      else if (doc && plans.activity(at()!.id)?.mayEdit) setValue(doc, at()!.id, field, props.today);
      return;
    }
    if (event.key === "Escape" && isEditing) {
      done();
      leave();
      return backToCell();
    }
    if (event.key === "Tab") {
      const was = at();
      const isEdge =
        was &&
        ((event.shiftKey && was.id === order()[0] && was.column === 0) ||
          (!event.shiftKey && was.id === order().at(-1) && was.column === columns.length - 1));
      keep();
      if (isEdge) return;
      done();
      return move(0, event.shiftKey ? -1 : 1);
    }
    if (event.key === "Enter" && !event.altKey && !isChord) {
      if (isEditing && !isText(editing()!.field)) return;
      done();
      if (!isEditing) return begin();
      keep();
      return move(event.shiftKey ? -1 : 1, 0);
    }
    if (isEditing || event.altKey) return;
    const arrows: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const arrow = arrows[event.key];
    if (arrow) {
      done();
      return move(...arrow);
    }
    if (isChord) return;
    const { field } = columns[at()?.column ?? 0]!;
    if (event.key === "Delete" || event.key === "Backspace") {
      done();
      return clear();
    }
    if (event.key === "F2" || event.key === "@") {
      if (event.key === "@" && !["leadOrganizationId", "supports"].includes(field)) return begin("@");
      done();
      return begin();
    }
    if (event.key.length === 1 && event.key !== " " && !event.getModifierState("AltGraph")) {
      done();
      begin(field === "title" || field === "resources" ? event.key : undefined);
    }
  }
  function clear() {
    const now = at();
    const it = now && plans.activity(now.id);
    const doc = now && plans.docOf(now.id);
    if (!now || !it?.mayEdit || !doc) return;
    const { field } = columns[now.column]!;
    if (field === "leadOrganizationId") plans.lead(it.id, null);
    if (field === "resources") setValue(doc, it.id, field, "");
    if (field === "supports")
      doc.transact(() => {
        for (const id of it.supportOrganizationIds) setSupport(doc, it.id, id, false);
      }, planEdit);
  }

  const lineOf = () => {
    const now = at();
    const it = now && plans.activity(now.id);
    if (!now || !it) return undefined;
    const { field, label } = columns[now.column]!;
    const edits = editing();
    return {
      it,
      label: t(label),
      decisions: decisionsOf(it.id),
      text: edits && isText(field) ? draft() : wholeText(it, field),
      hint: it.mayEdit ? t(edits ? "lineHint" : "lineOpen") : t("readOnly"),
    };
  };
  /** The decisions from which its commitments came, the newest first. */
  const decisionsOf = (id: string) => {
    const ids = new Set(
      (commitments.value() ?? []).flatMap((it) => (it.activityId === id && it.fromDecisionId) || []),
    );
    return [...ids]
      .flatMap((it) => {
        const name = recordName(it);
        return name ? [{ id: it, code: name.code }] : [];
      })
      .sort((a, b) => b.code.localeCompare(a.code, "en", { numeric: true }))
      .slice(0, linkedMax);
  };
  const nameOf = (id: string) => organizations.value()?.find((one) => one.id === id)?.shortName ?? t("gone");
  function wholeText(it: LiveActivity, field: Column): string {
    switch (field) {
      case "leadOrganizationId":
        return it.leadOrganizationId ? nameOf(it.leadOrganizationId) : t("nobody");
      case "supports":
        return it.supportOrganizationIds.map(nameOf).join(", ");
      case "status":
        return [t(`s_${it.status}`), it.note].filter(Boolean).join(". ");
      case "indicators":
        return it.indicatorIds
          .map((id) => indicators.value()?.find((one) => one.id === id))
          .map((one) => (one ? `${one.code} ${one.name[language()]}` : t("gone")))
          .join(", ");
      case "milestones":
        return it.milestones.map((one) => `${one.title} (${one.doneOn ?? one.dueOn})`).join("; ");
      default:
        return it[field].slice(0, planLimits.resourcesLength);
    }
  }

  return (
    <>
      <div class={styles.line} data-editing={editing() ? "" : undefined}>
        <Show when={lineOf()} fallback={<span class={styles.hint}>{t("lineNothing")}</span>}>
          {(line) => (
            <>
              <b class="num">{line().it.code ?? "—"}</b>
              <span class={styles.label}>{line().label}</span>
              <span class={styles.whole}>{line().text}</span>
              <For each={line().decisions}>
                {(one) => (
                  <A class={styles.linked} href={`/decisions/${one.id}`}>
                    <Icon of={signpostIcon} />
                    {t("linkedTo", { record: one.code })}
                  </A>
                )}
              </For>
              <span class={styles.hint}>{line().hint}</span>
            </>
          )}
        </Show>
      </div>
      <div class={styles.wrap}>
        <table ref={table} class={styles.grid} role="grid" aria-label={t("gridName")} onKeyDown={onKeyDown}>
          <colgroup>
            <col width="44" />
            <For each={columns}>{(it) => <col width={it.width} />}</For>
            <col width="132" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">
                <span class="sr-only">{t("code")}</span>
              </th>
              <For each={columns}>{(it) => <th scope="col">{t(it.label)}</th>}</For>
              <td class={styles.margin} />
            </tr>
          </thead>
          <For each={strategyIds()}>
            {(strategyId) => {
              const ids = createMemo(() => sections().get(strategyId) ?? [], undefined, { equals: sameIds });
              const strategy = createMemo(() => all().find((it) => it.id === strategyId));
              const isLast = () => strategyId === all().at(-1)?.id;
              return (
                <Show when={strategyId !== "" || ids().length > 0}>
                  <tbody>
                    <tr class={styles.section}>
                      <th colSpan={columns.length + 1} scope="rowgroup">
                        <span>
                          <Show when={strategy()} fallback={t("unknown")}>
                            {(it) => (
                              <>
                                <Order of={it().order} />
                                {it().name[language()]}
                              </>
                            )}
                          </Show>
                        </span>
                      </th>
                      <td class={styles.margin} />
                    </tr>
                    <For each={ids()}>{(id) => <Row id={id} />}</For>
                    <Show when={plans.mayAdd() && strategyId !== "" && (ids().length < 2 || isLast())}>
                      <tr class={styles.add}>
                        <td>
                          <Icon of={plusIcon} />
                        </td>
                        <td colSpan={columns.length}>
                          <button type="button" onClick={() => props.onAdd(strategyId)}>
                            {t("addHere")}
                          </button>
                          <Show when={ids().length < 2}>
                            <span>{t(ids().length === 1 ? "thinHint" : "noneHint")}</span>
                          </Show>
                        </td>
                        <td class={styles.margin} />
                      </tr>
                    </Show>
                  </tbody>
                </Show>
              );
            }}
          </For>
        </table>
      </div>
      <div class={styles.keys}>
        <span>
          <kbd>Tab</kbd> {t("k_right")}
        </span>
        <span>
          <kbd>Enter</kbd> {t("k_down")}
        </span>
        <span>
          <kbd>@</kbd> {t("k_partner")}
        </span>
        <span>
          <kbd>Ctrl</kbd> <kbd>;</kbd> {t("k_today")}
        </span>
        <span>
          <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>Enter</kbd> {t("k_commitment")}
        </span>
        <span>
          <kbd>Esc</kbd> {t("k_leave")}
        </span>
      </div>
    </>
  );

  /** A row that is far away is only its code and what is done: enough to be found, read out and scrolled to. */
  function Row(row: { id: string }) {
    const it = createMemo<LiveActivity | undefined>((was) => plans.activity(row.id) ?? was);
    const [isDrawn, setDrawn] = createSignal(
      untrack(() => order().indexOf(row.id)) < drawnAtOnce || untrack(at)?.id === row.id,
    );
    let far: HTMLElement | undefined;
    const forget = () => {
      waiting.delete(row.id);
      if (far) near.unobserve(far);
    };
    onCleanup(forget);
    return (
      <Show
        when={isDrawn()}
        fallback={
          <tr
            ref={(element) => {
              far = element;
              waiting.set(row.id, () => {
                forget();
                setDrawn(true);
              });
              near.observe(element);
            }}
            data-row={row.id}
            class={styles.far}
          >
            <td class={`${styles.code} num`}>{it()?.code ?? "—"}</td>
            <td colSpan={columns.length}>
              <b class={styles.title}>{it()?.title.slice(0, planLimits.titleLength)}</b>
            </td>
            <td class={styles.margin} />
          </tr>
        }
      >
        <DrawnRow id={row.id} it={it()} />
      </Show>
    );
  }

  function DrawnRow(row: { id: string; it: LiveActivity | undefined }) {
    const it = () => row.it;
    const problems = createMemo(() => (it() ? problemsOf(it()!, known()) : []));
    /** Who is in this row, and what was changed in it: told in the margin, on the same line. */
    const others = createMemo(() =>
      columns.flatMap(({ field }) => plans.cellOf(row.id, field) ?? []).slice(0, 2),
    );
    const news = createMemo(() => columns.flatMap(({ field }) => plans.changeIn(row.id, field) ?? []));
    return (
      <Show when={it()}>
        {(one) => (
          <tr data-row={row.id}>
            <td class={`${styles.code} num`} title={one().code ? undefined : t("noCode")}>
              {one().code ?? "—"}
            </td>
            <For each={columns}>
              {({ field }, index) => (
                <Cell
                  it={one()}
                  field={field}
                  column={index()}
                  problem={problems().find((problem) => problem.field === field)}
                />
              )}
            </For>
            <td class={styles.margin}>
              <For each={others()}>
                {(other) => (
                  <span class={styles.name} data-hue={other.hue} title={t("isWriting", { name: other.name })}>
                    {other.organization}
                  </span>
                )}
              </For>
              <Show when={others().length === 0 && news()[0]}>{(change) => <News of={change()} />}</Show>
            </td>
          </tr>
        )}
      </Show>
    );
  }

  function News(news: { of: CellChange }) {
    const name = () => news.of.by?.organization ?? t("somebody");
    const hasLost = () => news.of.changes.some((it) => it.hasLost);
    return (
      <span class={styles.news} data-hue={news.of.by?.hue}>
        <span title={t(hasLost() ? "wroteToo" : "changedBy", { name: news.of.by?.name ?? t("somebody") })}>
          {name()}
        </span>
        <Show when={plans.activity(news.of.activityId)?.mayEdit}>
          <button type="button" onClick={() => plans.putBack(news.of)}>
            {t(hasLost() ? "useTheirs" : "putBack")}
          </button>
        </Show>
      </span>
    );
  }

  function Cell(cell: { it: LiveActivity; field: Column; column: number; problem: PlanProblem | undefined }) {
    const isAt = () => at()?.id === cell.it.id && at()?.column === cell.column;
    const isFirst = () => !at() && cell.column === 0 && order()[0] === cell.it.id;
    const isEditing = () => editing()?.id === cell.it.id && editing()?.field === cell.field;
    const other = createMemo(() => plans.cellOf(cell.it.id, cell.field));
    const change = createMemo(() => plans.changeIn(cell.it.id, cell.field));
    return (
      <td
        role="gridcell"
        tabindex={isAt() || isFirst() ? 0 : -1}
        data-column={cell.column}
        data-cell={cellName(cell.it.id, cell.field)}
        data-at={isAt() ? "" : undefined}
        data-changed={change() ? "" : undefined}
        data-hue={other()?.hue ?? change()?.by?.hue}
        data-other={other() ? "" : undefined}
        aria-readonly={!cell.it.mayEdit}
        aria-invalid={cell.problem ? "true" : undefined}
        onFocus={() => {
          setAt({ id: cell.it.id, column: cell.column });
        }}
        onBlur={() => plans.seen(cell.it.id, cell.field)}
        onClick={() => isAt() && !isEditing() && begin()}
        onDblClick={() => !isEditing() && begin()}
      >
        <Show
          when={isEditing()}
          fallback={
            <Show
              when={other()?.draft !== undefined && other()!.draft !== textIn(cell.it, cell.field)}
              fallback={<Shown it={cell.it} field={cell.field} />}
            >
              <span class={styles.theirs}>
                {other()!.draft}
                <i class={styles.caret} aria-hidden="true" />
              </span>
            </Show>
          }
        >
          <Editing it={cell.it} field={cell.field} />
        </Show>
        <Show when={cell.problem}>
          {(problem) => (
            <span class={styles.problem} title={t(`p_${problem().is}`, { max: problem().max ?? 0 })}>
              <Icon of={triangleAlertIcon} />
              <span class="sr-only">{t(`p_${problem().is}`, { max: problem().max ?? 0 })}</span>
            </span>
          )}
        </Show>
      </td>
    );
  }

  function Shown(shown: { it: LiveActivity; field: Column }) {
    const next = () =>
      shown.it.milestones.find((one) => one.doneOn === null && /^\d{4}-\d{2}-\d{2}$/.test(one.dueOn));
    switch (shown.field) {
      case "title":
        return <b class={styles.title}>{shown.it.title.slice(0, planLimits.titleLength)}</b>;
      case "leadOrganizationId":
        return (
          <Show when={shown.it.leadOrganizationId} fallback={<span class={styles.quiet}>{t("nobody")}</span>}>
            {(id) => <Partner id={id()} />}
          </Show>
        );
      case "supports":
        return (
          <span class={styles.tiles}>
            <For each={shown.it.supportOrganizationIds}>{(id) => <Partner id={id} tileOnly />}</For>
          </span>
        );
      case "startsOn":
      case "endsOn":
        return <span>{month(shown.it[shown.field])}</span>;
      case "status":
        return <Status status={shown.it.status} />;
      case "resources":
        return (
          <span class={styles.resources}>{shown.it.resources.slice(0, planLimits.resourcesLength)}</span>
        );
      case "indicators":
        return (
          <span class={styles.moves}>
            {shown.it.indicatorIds
              .map((id) => indicators.value()?.find((one) => one.id === id)?.code ?? "—")
              .join(", ")}
          </span>
        );
      case "milestones":
        return (
          <Show
            when={next()}
            fallback={
              <span class={styles.quiet}>
                {t(shown.it.milestones.length > 0 ? "allDone" : "noMilestone")}
              </span>
            }
          >
            {(one) => (
              <span class={styles.next} data-late={isPastDate(one(), props.today) ? "" : undefined}>
                {one().title}
                <small>
                  {sayNearDay(one().dueOn, props.today)}
                  <Show
                    when={isPastDate(one(), props.today)}
                  >{`, ${sayAway(one().dueOn, props.today)}`}</Show>
                </small>
              </span>
            )}
          </Show>
        );
    }
  }
  function month(day: string) {
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? sayMonth(day) : day.slice(0, 20) || "—";
  }

  function Editing(edit: { it: LiveActivity; field: Column }) {
    if (edit.field === "title" || edit.field === "resources")
      return (
        <textarea
          ref={(it) =>
            queueMicrotask(() => {
              it.focus();
              it.setSelectionRange(it.value.length, it.value.length);
            })
          }
          class={styles.text}
          aria-label={t(edit.field)}
          maxLength={edit.field === "title" ? planLimits.titleLength : planLimits.resourcesLength}
          value={draft()}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={keep}
        />
      );
    if (edit.field === "startsOn" || edit.field === "endsOn")
      return (
        <input
          ref={(it) => queueMicrotask(() => it.focus())}
          class={styles.text}
          type="date"
          aria-label={t(edit.field === "startsOn" ? "starts" : "ends")}
          value={draft()}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={keep}
        />
      );
    return <Choosing it={edit.it} field={edit.field} />;
  }

  /** Under the cell: who leads, who supports, how it goes, what it moves. */
  function Choosing(choosing: { it: LiveActivity; field: Column }) {
    let box: HTMLDivElement | undefined;
    const doc = () => plans.docOf(choosing.it.id)!;
    const choices = (): Choice[] => {
      if (choosing.field === "status")
        return activityStatuses.map((it) => ({ id: it, label: t(`s_${it}`), names: [t(`s_${it}`)] }));
      if (choosing.field === "indicators")
        return (indicators.value() ?? []).map((it) => ({
          id: it.id,
          label: `${it.code} ${it.name[language()]}`,
          names: [it.code, it.name.en, it.name.es],
        }));
      const { leadOrganizationId, supportOrganizationIds } = choosing.it;
      // Who has left can be taken out of where it stands, and is put nowhere anew.
      const named = choosing.field === "supports" ? supportOrganizationIds : [leadOrganizationId];
      return partnersToChoose(...named).map((it) => ({
        id: it.id,
        label: it.shortName,
        names: [it.shortName, it.name],
      }));
    };
    const chosen = () => {
      if (choosing.field === "supports") return choosing.it.supportOrganizationIds;
      if (choosing.field === "indicators") return choosing.it.indicatorIds;
      return [choosing.field === "status" ? choosing.it.status : (choosing.it.leadOrganizationId ?? "")];
    };
    function pick(id: string) {
      const { it, field } = choosing;
      if (field === "supports") setSupport(doc(), it.id, id, !it.supportOrganizationIds.includes(id));
      else if (field === "indicators") setIndicator(doc(), it.id, id, !it.indicatorIds.includes(id));
      else if (field === "status") setStatus(doc(), it.id, id as ActivityStatus);
      else plans.lead(it.id, id);
      leave();
      if (!plans.conflict()) backToCell();
    }
    return (
      <>
        <Shown it={choosing.it} field={choosing.field} />
        <div
          ref={(it) => {
            box = it;
            queueMicrotask(() => {
              if (!it.isConnected) return;
              it.showPopover();
              if (it.parentElement) placeBeside(it, it.parentElement, "start");
            });
          }}
          popover="auto"
          class={styles.choosing}
          onToggle={(event) => {
            if (event.newState === "closed" && box?.isConnected) leave();
          }}
        >
          <PickList label={t("pick")} choices={choices()} chosen={chosen()} onPick={pick} />
        </div>
      </>
    );
  }
}

const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((it, index) => it === b[index]);
