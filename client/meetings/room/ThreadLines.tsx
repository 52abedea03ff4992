import { createEffect, For, on, onCleanup, onMount } from "solid-js";
import { threadLine } from "./thread-line.ts";
import styles from "./thread-lines.module.css";

/**
 * The crimson lines that join each card in the notes with its entry in the rail. Everything is measured first and drawn
 * after, at most once a frame, and only when something moved.
 */
export function ThreadLines(props: {
  ids: readonly string[];
  /** What the card of an entry is about. */
  cardOf: (id: string) => string;
  /** Solid; the others are faint. */
  newest: string | undefined;
  /** The card that is pointed at, or whose entry is. */
  hot: string | undefined;
  /** Drawn before everybody's eyes: it was captured a moment ago. */
  isNew: (id: string) => boolean;
  /** What holds the notes, the rail and these lines. */
  room: HTMLElement;
  notes: HTMLElement;
  rail: HTMLElement;
  /** Changes whenever the notes do. */
  changes: number;
}) {
  let frame = 0;
  const paths = new Map<string, SVGPathElement>();
  const later = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  };

  function draw() {
    const cards = new Map(
      [...props.notes.querySelectorAll<HTMLElement>("[data-record]:not([data-gone], [data-twin])")].map(
        (it) => [
          it.dataset.record!,
          // The place of a card is the editor's; the card itself stands in it.
          it.firstElementChild ?? it,
        ],
      ),
    );
    const room = props.room.getBoundingClientRect();
    const notes = props.notes.getBoundingClientRect();
    const rail = props.rail.getBoundingClientRect();
    const drawn = props.ids.map((id) => {
      const card = cards.get(props.cardOf(id));
      const knot = props.rail.querySelector(`[data-entry="${CSS.escape(id)}"] [data-knot]`);
      const line =
        card && knot
          ? threadLine(room, {
              card: card.getBoundingClientRect(),
              knot: knot.getBoundingClientRect(),
              notes,
              rail,
            })
          : undefined;
      return { id, line };
    });
    for (const { id, line } of drawn) {
      const path = paths.get(id);
      if (!path) continue;
      if (line === undefined) path.removeAttribute("d");
      else if (path.getAttribute("d") !== line) path.setAttribute("d", line);
    }
  }

  onMount(() => {
    const sizes = new ResizeObserver(later);
    for (const it of [props.room, props.notes, props.rail, ...props.notes.children, ...props.rail.children])
      sizes.observe(it);
    // Scrolling does not bubble, but it can be heard on its way down.
    // Held fast: when the lines go, what they were given has gone already.
    const { room } = props;
    room.addEventListener("scroll", later, { capture: true, passive: true });
    onCleanup(() => {
      sizes.disconnect();
      room.removeEventListener("scroll", later, { capture: true });
      cancelAnimationFrame(frame);
    });
    later();
  });
  createEffect(on(() => [props.ids, props.changes], later));

  return (
    <svg class={styles.lines} aria-hidden="true">
      <For each={props.ids}>
        {(id) => (
          <path
            ref={(it) => {
              paths.set(id, it);
              onCleanup(() => paths.delete(id));
            }}
            pathLength="1"
            data-solid={id === props.newest || props.cardOf(id) === props.hot}
            data-draws={props.isNew(id)}
          />
        )}
      </For>
    </svg>
  );
}
