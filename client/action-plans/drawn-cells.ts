import { type Accessor, createMemo, createSignal, onCleanup, onMount } from "solid-js";

/** A table of so many cells is drawn whole: it is cheap, and every cell of it can be found on the page. */
const wholeMax = 240;
/** How far outside of what is in sight a row or a column is drawn already. */
const nearBy = "300px";
/** What is drawn before anybody has looked where the table stands. */
const first = { rows: 6, columns: 14 } as const;

interface Named {
  id: string;
}

/** A column that is drawn, by its place, or so many that are not. */
export type Piece<Column> = { column: Column; place: number } | { hidden: number; from: number };

/**
 * Which cells of a large table are drawn: those that are near to what is in sight, and always the one that a Tab leads to.
 * The others are one empty cell that is as wide as they are, so that the table keeps its measures.
 */
export function createDrawnCells<Row extends Named, Column extends Named>(of: {
  rows: Accessor<readonly Row[]>;
  columns: Accessor<readonly Column[]>;
  at: Accessor<{ row: number; column: number }>;
  /** What scrolls aside: a column is near in it wherever the page stands. */
  part: () => Element | undefined;
}) {
  const isWhole = createMemo(() => of.rows().length * of.columns().length <= wholeMax);
  const rows = createNearOnes(of.rows, first.rows);
  const columns = createNearOnes(of.columns, first.columns, of.part);

  /** The same object as long as a column stands in its place, so that its cells stay the same. */
  let placed = new Map<Column, { column: Column; place: number }>();
  const whole = createMemo(() => {
    const now: typeof placed = new Map();
    for (const [place, column] of of.columns().entries()) {
      const was = placed.get(column);
      now.set(column, was?.place === place ? was : { column, place });
    }
    placed = now;
    return [...now.values()];
  });
  const none = createMemo((): Piece<Column>[] => [{ hidden: of.columns().length, from: 0 }]);
  const stop = createMemo(() => of.at().column);
  const pieces = createMemo(() => {
    if (isWhole()) return whole();
    return piecesOf(whole(), (it) => columns.near().has(it.id), stop());
  });

  return {
    isWhole,
    /** What a row is made of. */
    pieces: (row: Row, place: number) =>
      isWhole() || place === of.at().row || rows.near().has(row.id) ? pieces() : none(),
    /** Tells where a row stands: called with its element while it is on the page. */
    watchRow: rows.watch,
    /** Tells where a column stands. */
    watchColumn: columns.watch,
  };
}

/** The columns that are near, and the one at `stop`; what lies between them is one piece each. */
export function piecesOf<Column>(
  whole: readonly { column: Column; place: number }[],
  isNear: (column: Column) => boolean,
  stop: number,
) {
  const found: Piece<Column>[] = [];
  for (const piece of whole) {
    const last = found.at(-1);
    if (piece.place === stop || isNear(piece.column)) found.push(piece);
    else if (last && "hidden" in last) last.hidden++;
    else found.push({ hidden: 1, from: piece.place });
  }
  return found;
}

/** Of many, those whose elements are near to what is in sight: of the window, or of a part that scrolls. */
function createNearOnes(all: Accessor<readonly Named[]>, atFirst: number, part?: () => Element | undefined) {
  const byElement = new Map<Element, string>();
  const [seen, setSeen] = createSignal<ReadonlySet<string>>();
  let observer: IntersectionObserver | undefined;
  onMount(() => {
    observer = new IntersectionObserver(
      (entries) => {
        const now = new Set(seen());
        for (const { target, isIntersecting } of entries) {
          const id = byElement.get(target);
          if (id && isIntersecting) now.add(id);
          else if (id) now.delete(id);
        }
        setSeen(now);
      },
      // The page itself scrolls in a part of the window: its edge is what counts, not only that of the window.
      { root: part?.() ?? null, rootMargin: nearBy, scrollMargin: nearBy } as IntersectionObserverInit,
    );
    for (const element of byElement.keys()) observer.observe(element);
  });
  onCleanup(() => observer?.disconnect());
  return {
    near: createMemo(
      () =>
        seen() ??
        new Set(
          all()
            .slice(0, atFirst)
            .map((it) => it.id),
        ),
    ),
    watch(element: Element, { id }: Named) {
      byElement.set(element, id);
      observer?.observe(element);
      onCleanup(() => {
        observer?.unobserve(element);
        byElement.delete(element);
      });
    },
  };
}
