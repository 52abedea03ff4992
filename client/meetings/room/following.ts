import { createSignal, onCleanup, onMount } from "solid-js";
import type { AgendaItem } from "../../../shared/meetings/meeting.ts";
import { headingOf } from "./agenda.ts";
import { isAway } from "./follow.ts";
import type { NotesHandle } from "./RoomNotes.tsx";

/** Somebody who typed this recently is not pulled away from their words. */
const typingMs = 6_000;
/** Above a heading that is brought into view. */
const marginPx = 16;

/**
 * Keeps the notes where the room is, unless somebody scrolled away or is writing. `goTo` brings an item's heading into
 * view; `isLeftBehind` says that the room went on without this screen.
 */
export function createFollowing(options: {
  scroller: () => HTMLElement | undefined;
  notes: () => NotesHandle | undefined;
  current: () => AgendaItem | undefined;
}) {
  const [isLeftBehind, setLeftBehind] = createSignal(false);
  let away = false;
  let typedAt = Number.NEGATIVE_INFINITY;
  let frame = 0;

  const elementFor = (item: Pick<AgendaItem, "id" | "title">) => {
    const notes = options.notes();
    const all = notes?.headings() ?? [];
    const heading = headingOf(all, item);
    if (!notes || !heading) return undefined;
    const next = all[all.indexOf(heading) + 1];
    return { element: notes.elementOf(heading.key), next: next && notes.elementOf(next.key) };
  };
  function look() {
    const item = options.current();
    const scroller = options.scroller();
    const found = item && elementFor(item);
    if (!scroller || !found?.element) return;
    away = isAway(
      scroller.getBoundingClientRect(),
      found.element.getBoundingClientRect(),
      found.next?.getBoundingClientRect(),
    );
    if (!away) setLeftBehind(false);
  }
  const onScroll = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      look();
    });
  };
  const onInput = () => {
    typedAt = performance.now();
  };
  onMount(() => {
    const scroller = options.scroller();
    scroller?.addEventListener("scroll", onScroll, { passive: true });
    scroller?.addEventListener("input", onInput);
    onCleanup(() => {
      scroller?.removeEventListener("scroll", onScroll);
      scroller?.removeEventListener("input", onInput);
      cancelAnimationFrame(frame);
    });
  });
  /** Shows an item's heading on this screen; true when there is one. */
  function goTo(item: Pick<AgendaItem, "id" | "title">) {
    const element = elementFor(item)?.element;
    const scroller = options.scroller();
    if (!element || !scroller) return false;
    const place = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const top = place + scroller.scrollTop - marginPx;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Not `scrollIntoView`: it moves what is around the notes as well. What stands at the beginning shows with the
    // title above it.
    scroller.scrollTo({
      top: top < scroller.clientHeight / 2 ? 0 : top,
      behavior: isCalm ? "instant" : "smooth",
    });
    return true;
  }
  return {
    isLeftBehind,
    goTo,
    /** The room has gone to another item. */
    moved(item: AgendaItem, byMe: boolean) {
      const isTyping = performance.now() - typedAt < typingMs;
      if (!byMe && (away || isTyping)) {
        if (elementFor(item)?.element) setLeftBehind(true);
        return;
      }
      setLeftBehind(false);
      goTo(item);
    },
    catchUp() {
      setLeftBehind(false);
      const item = options.current();
      if (item) goTo(item);
    },
  };
}
