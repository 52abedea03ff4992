import { createEffect, createMemo, createSignal, For, Index, on, onCleanup, onMount, Show } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { createMedia } from "../ui/media.ts";
import { sayNumber } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import { sayAway, sayNearDay } from "./days.ts";
import type { Group, Row } from "./list.ts";
import { meetingOf, organizationOf, personOf } from "./names.ts";
import { Standing } from "./Standing.tsx";
import styles from "./table.module.css";
import { type Heights, heightOf, placedBetween, topOf } from "./virtual.ts";
import { words } from "./words.ts";

interface TableProps {
  groups: Group[];
  labelOf: (key: string) => string;
  today: Day;
  /** The row that keys are about. */
  at: string | undefined;
  /** The one in the panel. */
  open: string | undefined;
  chosen: ReadonlySet<string>;
  mayChoose: boolean;
  /** The end of the address, so that a row's own address keeps the view. */
  search: string;
  /** What scrolls. */
  scroller: () => HTMLElement | undefined;
  onAt: (id: string) => void;
  onOpen: (id: string) => void;
  onChoose: (id: string) => void;
  /** Hands out a way to bring a row into the window and give it the focus. */
  setReveal: (reveal: (id: string) => void) => void;
}

/** In root letters' widths, so that larger letters have taller rows. */
const tall = { desk: { heading: 2.625, row: 3.375 }, phone: { heading: 2.5, row: 7.25 } };

/** The list under its headings. However long it is, only the rows near the window are drawn. */
export function CommitmentTable(props: TableProps) {
  const t = useWords(words);
  const isPhone = createMedia("(max-width: 720px)");
  const [rem, setRem] = createSignal(16);
  const [edge, setEdge] = createSignal({ top: 0, bottom: 900 });
  let body: HTMLDivElement | undefined;

  const heights = createMemo((): Heights => {
    const { heading, row } = isPhone() ? tall.phone : tall.desk;
    return { heading: Math.round(heading * rem()), row: Math.round(row * rem()) };
  });
  const sizes = createMemo(() => props.groups.map((it) => it.rows.length));
  const flat = createMemo(() => props.groups.flatMap((it) => it.rows));
  const placed = createMemo(() => placedBetween(sizes(), heights(), edge().top, edge().bottom));

  /** Where the window lies over the list, to the row: a step smaller than that draws nothing new. */
  function look() {
    const scroller = props.scroller();
    if (!scroller || !body) return;
    const { row } = heights();
    const above = scroller.getBoundingClientRect().top - body.getBoundingClientRect().top;
    const top = Math.floor(above / row) * row;
    const bottom = Math.ceil((above + scroller.clientHeight) / row) * row;
    const was = edge();
    if (was.top !== top || was.bottom !== bottom) setEdge({ top, bottom });
  }
  onMount(() => {
    setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
    const scroller = props.scroller();
    if (!scroller) return;
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    look();
    onCleanup(() => {
      resized.disconnect();
      scroller.removeEventListener("scroll", look);
    });
  });
  // A list that became shorter may have left the window below its end.
  createEffect(on([sizes, heights], () => requestAnimationFrame(look)));

  function reveal(id: string) {
    const scroller = props.scroller();
    const index = flat().findIndex(({ it }) => it.id === id);
    if (!scroller || !body || index < 0) return;
    const { heading, row } = heights();
    const above = scroller.getBoundingClientRect().top - body.getBoundingClientRect().top;
    const y = topOf(sizes(), heights(), index);
    // The heading of its group lies over the top edge.
    if (y < above + heading) scroller.scrollTop += y - heading - above;
    else if (y + row > above + scroller.clientHeight)
      scroller.scrollTop += y + row - above - scroller.clientHeight + row / 4;
    look();
    document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus({ preventScroll: true });
  }
  props.setReveal(reveal);

  /** One row takes part in the order of Tab: the one that keys are about, or the first. */
  const tabStop = createMemo(() => {
    const at = props.at;
    return at && flat().some(({ it }) => it.id === at) ? at : flat()[0]?.it.id;
  });

  return (
    <div
      class={styles.grid}
      role="grid"
      aria-label={t("listLabel", { count: flat().length })}
      aria-rowcount={flat().length + props.groups.length + 1}
      aria-colcount={7}
      aria-multiselectable={props.mayChoose}
      classList={{ [styles.choosing!]: props.chosen.size > 0 }}
    >
      <div class={styles.head} role="row" aria-rowindex={1}>
        <span role="columnheader">
          <span class="sr-only">{t("choose")}</span>
        </span>
        <span role="columnheader">{t("number")}</span>
        <span role="columnheader">{t("commitment")}</span>
        <span role="columnheader">{t("owner")}</span>
        <span role="columnheader">{t("status")}</span>
        <span role="columnheader">{t("due")}</span>
        <span role="columnheader">{t("said")}</span>
      </div>
      <div
        ref={body}
        class={styles.body}
        role="presentation"
        style={{ height: `${heightOf(sizes(), heights())}px` }}
      >
        <Index each={placed()}>
          {(place) => {
            const group = () => props.groups[place().group];
            return (
              <div
                class={styles.group}
                role="rowgroup"
                aria-label={props.labelOf(group()?.key ?? "")}
                style={{ top: `${place().top}px`, height: `${place().height}px` }}
              >
                <div
                  class={styles.heading}
                  role="row"
                  aria-rowindex={place().before + 2}
                  style={{ height: `${heights().heading}px` }}
                >
                  <span role="gridcell" aria-colspan={7}>
                    {props.labelOf(group()?.key ?? "")}
                    <span class="num">{sayNumber(group()?.rows.length ?? 0)}</span>
                  </span>
                </div>
                <For each={group()?.rows.slice(place().from, place().to) ?? []}>
                  {(row, index) => (
                    <Line
                      {...props}
                      row={row}
                      isTabStop={tabStop() === row.it.id}
                      number={place().before + 3 + place().from + index()}
                      top={heights().heading + (place().from + index()) * heights().row}
                      height={heights().row}
                    />
                  )}
                </For>
              </div>
            );
          }}
        </Index>
      </div>
    </div>
  );
}

function Line(
  props: TableProps & { row: Row; isTabStop: boolean; number: number; top: number; height: number },
) {
  const t = useWords(words);
  const { it } = props.row;
  const owner = () => organizationOf(it.ownerOrganizationId);
  const person = () => personOf(it.ownerPersonId);
  const meeting = () => meetingOf(it.fromMeetingId);
  const isChosen = () => props.chosen.has(it.id);
  const isOpenOne = () => it.status === "active" || it.status === "offered";
  const isPast = () => it.status === "active" && it.dueOn < props.today;
  return (
    <div
      class={styles.row}
      classList={{ [styles.isOpen!]: props.open === it.id, [styles.isChosen!]: isChosen() }}
      role="row"
      data-row={it.id}
      tabindex={props.isTabStop ? 0 : -1}
      aria-rowindex={props.number}
      aria-selected={isChosen()}
      aria-current={props.open === it.id ? "true" : undefined}
      style={{ top: `${props.top}px`, height: `${props.height}px` }}
      onFocus={() => props.onAt(it.id)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Enter") props.onOpen(it.id);
        else if (event.key === " " && props.mayChoose) props.onChoose(it.id);
        else return;
        event.preventDefault();
      }}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        props.onAt(it.id);
        props.onOpen(it.id);
      }}
    >
      <span role="gridcell" class={styles.check}>
        <Show when={props.mayChoose}>
          <input
            type="checkbox"
            tabindex="-1"
            aria-label={t("chooseOne", { number: it.number })}
            checked={isChosen()}
            onChange={() => props.onChoose(it.id)}
          />
        </Show>
      </span>
      <span role="gridcell" class={styles.number}>
        C-{it.number}
      </span>
      <span role="gridcell" class={styles.what}>
        <a href={`/commitments/${it.id}${props.search}`} tabindex="-1" title={it.what}>
          {it.what}
        </a>
      </span>
      <span role="gridcell" class={styles.owner} title={owner()?.name}>
        <Show when={owner()}>
          {(one) => <OrgTile initials={initialsOf(one().shortName)} hue={one().hue} />}
        </Show>
        <span>
          <span class="sr-only">{owner()?.name}, </span>
          {person()?.name ?? owner()?.shortName ?? ""}
        </span>
      </span>
      <span role="gridcell" class={styles.status}>
        <Standing it={it} today={props.today} />
      </span>
      <span role="gridcell" class={styles.due}>
        <Show
          when={isOpenOne()}
          fallback={
            <>
              {sayNearDay(it.closedOn ?? it.dueOn, props.today)}
              <small>{sayAway(it.closedOn ?? it.dueOn, props.today)}</small>
            </>
          }
        >
          {sayNearDay(it.dueOn, props.today)}
          <small classList={{ [styles.late!]: isPast() }}>
            {isPast() || it.timesMoved === 0
              ? sayAway(it.dueOn, props.today)
              : t("wasDue", { day: sayNearDay(it.originalDueOn, props.today) })}
          </small>
        </Show>
      </span>
      <span role="gridcell" class={styles.source}>
        <span class={styles.knots} aria-hidden="true">
          <i />
          <Show when={it.fromMeetingId}>
            <s />
            <i />
          </Show>
          <Show when={it.fromDecisionId}>
            <s />
            <i />
          </Show>
        </span>
        <Show when={meeting()}>
          {(one) => (
            <em title={one().title}>
              <span class="sr-only">{one().title}, </span>
              {sayNearDay(one().day, props.today)}
            </em>
          )}
        </Show>
      </span>
    </div>
  );
}
