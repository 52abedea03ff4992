import type { LexicalEditor } from "lexical";
import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import type { BoundDocument } from "../../shared/documents/bind.ts";
import type { PassageAnchor } from "../../shared/threads/post.ts";
import { messagesIcon } from "../meetings/icons.ts";
import { announce } from "../ui/announce.ts";
import { Icon } from "../ui/Icon.tsx";
import { useWords } from "../words/words.ts";
import { canMark, highlightOf, type Mark } from "./marks.ts";
import {
  $caretLetter,
  $chosenStretch,
  $findPassage,
  $hold,
  $rangeOf,
  type Chosen,
  type PassagePlace,
  type Stretch,
} from "./passage-places.ts";
import { words } from "./passage-words.ts";
import styles from "./passages.module.css";

/** A passage as the text shows it: spoken of, or only begun. */
export interface Shown {
  of: string;
  quote: string;
  anchor: PassageAnchor;
  count: number;
  unread: number;
  isBegun: boolean;
}

/** Pixels between two signs in the margin, and between chosen words and what is offered for them. */
const pinHeight = 28;
const gap = 6;
/** Fingers hold the ends of what they chose with handles that hang below it. */
const handles = 26;

/** Shows in a text what is spoken of in it, and offers to speak of what somebody chooses. */
export function PassageLayer(props: {
  editor: LexicalEditor;
  binding: BoundDocument["binding"];
  /** The editable text, and what lies over it. */
  text: HTMLElement;
  layer: HTMLElement;
  shown: readonly Shown[];
  /** The passage whose thread is open. */
  open: string | undefined;
  mayDiscuss: boolean;
  isEditable: boolean;
  /** How the keys that open a thread are called. */
  keys: string;
  isMac: boolean;
  onOpen: (of: string, how: "pointer" | "keys") => void;
  onDiscuss: (it: Chosen) => void;
  /** Told where each passage is whenever that changes. */
  onPlaces: (places: ReadonlyMap<string, PassagePlace & { now?: string }>) => void;
  ref: (layer: { scrollTo: (of: string) => boolean }) => void;
}) {
  const t = useWords(words);
  const { editor, text, layer } = props;
  const [pins, setPins] = createSignal<readonly { of: string; top: number }[]>([]);
  const [offer, setOffer] = createSignal<{ stretch: Stretch; left: number; top: number }>();
  const ranges = new Map<string, Range>();
  let places: ReadonlyMap<string, PassagePlace> = new Map();
  let drawn: [Highlight, Range][] = [];
  let frame = 0;
  let isDragging = false;

  function draw() {
    frame = 0;
    const found = editor.read(() =>
      props.shown.map((it) => {
        const place = $findPassage(editor, props.binding, it);
        const range = place.is === "gone" ? undefined : $rangeOf(editor, place);
        const now = place.is === "changed" && range ? range.toString() : undefined;
        return { it, place: range ? place : ({ is: "gone" } as const), range, now };
      }),
    );
    for (const [highlight, range] of drawn) highlight.delete(range);
    drawn = [];
    ranges.clear();
    const origin = layer.getBoundingClientRect();
    const tops: { of: string; top: number }[] = [];
    for (const { it, range } of found) {
      if (!range) continue;
      ranges.set(it.of, range);
      const first = [...range.getClientRects()].find((rect) => rect.width > 0);
      if (first) tops.push({ of: it.of, top: first.top + first.height / 2 - pinHeight / 2 - origin.top });
      if (!canMark) continue;
      const names: Mark[] = [
        it.isBegun ? "passage-begun" : "passage",
        ...(props.open === it.of ? (["passage-open"] as const) : []),
      ];
      for (const name of names) {
        const highlight = highlightOf(name);
        highlight.add(range);
        drawn.push([highlight, range]);
      }
    }
    let free = Number.NEGATIVE_INFINITY;
    setPins(
      tops
        .sort((a, b) => a.top - b.top)
        .map(({ of, top }) => {
          const at = Math.max(top, free);
          free = at + pinHeight;
          return { of, top: Math.round(at) };
        }),
    );
    places = new Map(found.map(({ it, place }) => [it.of, place]));
    props.onPlaces(
      new Map(found.map(({ it, place, now }) => [it.of, now === undefined ? place : { ...place, now }])),
    );
  }
  const soon = () => {
    frame ||= requestAnimationFrame(draw);
  };
  createEffect(on(() => [props.shown, props.open], soon));

  /** The passages at a place of the page, the shortest first. */
  function at(x: number, y: number) {
    return [...ranges]
      .filter(([, range]) =>
        [...range.getClientRects()].some(
          (rect) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom,
        ),
      )
      .map(([of]) => of)
      .sort((a, b) => lengthOf(a) - lengthOf(b));
  }
  const lengthOf = (of: string) => {
    const place = places.get(of);
    return place && place.is !== "gone" ? place.to - place.from : Number.POSITIVE_INFINITY;
  };
  /** Those around a letter of the text, the shortest first. */
  const around = (letter: number) =>
    [...places]
      .filter(([, place]) => place.is !== "gone" && letter >= place.from && letter <= place.to)
      .map(([of]) => of)
      .sort((a, b) => lengthOf(a) - lengthOf(b));
  /** Where marks lie over each other, the next press opens the next. */
  const nextOf = (all: readonly string[]) => all[(all.indexOf(props.open ?? "") + 1) % all.length];

  function onClick(event: MouseEvent) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as Element;
    if (target.closest("[data-record]") || (!props.isEditable && target.closest("a"))) return;
    if (getSelection()?.isCollapsed === false) return;
    const of = nextOf(at(event.clientX, event.clientY));
    if (of) props.onOpen(of, "pointer");
  }
  function onKeyDown(event: KeyboardEvent) {
    const command = props.isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const isChord = command && event.altKey && !event.shiftKey && !event.getModifierState("AltGraph");
    const isM = props.isMac ? event.code === "KeyM" : event.key.toLowerCase() === "m";
    const isEnter = event.key === "Enter" && !props.isEditable && !event.altKey && !command;
    if (!(isChord && isM) && !isEnter) return;
    const chosen = isEnter ? undefined : look();
    if (chosen) discuss(chosen);
    else {
      const letter = editor.read(() => $caretLetter(editor));
      const of = letter === undefined ? undefined : nextOf(around(letter));
      if (of) props.onOpen(of, "keys");
      else if (isEnter) return;
      else announce(t("tooLate"));
    }
    event.preventDefault();
    event.stopPropagation();
  }
  /** What is chosen now, when it may be spoken of. */
  const look = () => (props.mayDiscuss ? editor.read(() => $chosenStretch(editor)) : undefined);
  function discuss(stretch: Stretch) {
    const chosen = editor.read(() => $hold(editor, props.binding, stretch));
    setOffer(undefined);
    if (chosen) props.onDiscuss(chosen);
  }

  let inMark: string | undefined;
  function onSelection() {
    if (isDragging) return;
    const stretch = look();
    const range = stretch && editor.read(() => $rangeOf(editor, stretch));
    const rects = range ? [...range.getClientRects()].filter((rect) => rect.width > 0) : [];
    const last = rects.at(-1);
    if (stretch && last) {
      const origin = layer.getBoundingClientRect();
      const below = matchMedia("(pointer: coarse)").matches ? handles : gap;
      setOffer({
        stretch,
        left: Math.max(0, Math.min(last.right - origin.left - 40, origin.width - 120)),
        top: last.bottom - origin.top + below,
      });
    } else setOffer(undefined);
    // A caret that comes into marked words by keys is told of it, once.
    const isNear = isByKeys && !stretch && places.size > 0 && document.activeElement === text;
    const letter = isNear ? editor.read(() => $caretLetter(editor)) : undefined;
    const of = letter === undefined ? undefined : around(letter)[0];
    if (of && of !== inMark) announce(t("inMark", { keys: props.keys }));
    inMark = of;
  }
  let isByKeys = false;
  const onDown = (event: PointerEvent) => {
    isByKeys = false;
    isDragging = text.contains(event.target as Node);
    if (isDragging) setOffer(undefined);
  };
  const onUp = () => {
    if (!isDragging) return;
    isDragging = false;
    // The browser ends a choice after the button is up.
    setTimeout(onSelection);
  };
  const onKey = (event: KeyboardEvent) => {
    isByKeys = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
  };

  const host = layer.parentElement!;
  const resized = new ResizeObserver(soon);
  resized.observe(text);
  const unlisten = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
    if (dirtyElements.size > 0 || dirtyLeaves.size > 0) soon();
  });
  /** Ends everything that is listened to here. */
  const ended = new AbortController();
  const { signal } = ended;
  text.addEventListener("click", onClick, { signal });
  // Before the editor, which knows other chords.
  text.addEventListener("keydown", onKeyDown, { signal, capture: true });
  text.addEventListener("keydown", onKey, { signal });
  host.addEventListener("scroll", soon, { signal, capture: true });
  document.addEventListener("selectionchange", onSelection, { signal });
  document.addEventListener("pointerdown", onDown, { signal });
  document.addEventListener("pointerup", onUp, { signal });
  document.addEventListener("pointercancel", onUp, { signal });
  document.fonts?.addEventListener("loadingdone", soon, { signal });
  onCleanup(() => {
    ended.abort();
    cancelAnimationFrame(frame);
    resized.disconnect();
    unlisten();
    for (const [highlight, range] of drawn) highlight.delete(range);
  });
  props.ref({
    scrollTo(of) {
      draw();
      const element = ranges.get(of)?.startContainer.parentElement;
      element?.scrollIntoView({ block: "center", behavior: "instant" });
      return element !== undefined;
    },
  });

  const shownOf = (of: string) => props.shown.find((it) => it.of === of);
  const nameOf = (it: Shown) =>
    it.isBegun
      ? t("openBegun", { quote: it.quote })
      : t(it.unread > 0 ? "openNew" : "open", { count: it.count, unread: it.unread, quote: it.quote });
  return (
    <>
      <For each={pins().map((it) => it.of)}>
        {(of) => (
          <Show when={shownOf(of)}>
            {(it) => (
              <button
                type="button"
                class={styles.pin}
                data-passage={of}
                data-open={props.open === of}
                data-new={it().unread > 0}
                style={{ transform: `translateY(${pins().find((one) => one.of === of)?.top ?? 0}px)` }}
                aria-label={nameOf(it())}
                aria-expanded={props.open === of}
                onClick={(event) => props.onOpen(of, event.detail === 0 ? "keys" : "pointer")}
              >
                <Icon of={messagesIcon} />
                <Show when={!it().isBegun} fallback="…">
                  {it().count}
                </Show>
              </button>
            )}
          </Show>
        )}
      </For>
      <Show when={offer()}>
        {(it) => (
          <button
            type="button"
            class={styles.discuss}
            style={{ left: `${it().left}px`, top: `${it().top}px` }}
            aria-label={t("discussWords")}
            aria-keyshortcuts={props.isMac ? "Meta+Alt+M" : "Control+Alt+M"}
            title={`${t("discuss")} (${props.keys})`}
            // What was chosen stays chosen while it is pressed.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => discuss(it().stretch)}
          >
            <Icon of={messagesIcon} />
            {t("discuss")}
          </button>
        )}
      </Show>
    </>
  );
}
