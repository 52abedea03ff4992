import { useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { newId } from "../../shared/ids.ts";
import type { EditorHandle } from "../documents/Editor.tsx";
import { holdLetters } from "../documents/hold-letters.ts";
import { messagesIcon } from "../meetings/icons.ts";
import { commandKey } from "../shell/platform.ts";
import { useMe } from "../sign-in/me.ts";
import { Button } from "../ui/Button.tsx";
import { createMedia } from "../ui/media.ts";
import { toast } from "../ui/toast.ts";
import { useWords } from "../words/words.ts";
import { PassageLayer, type Shown } from "./PassageLayer.tsx";
import { PassageAside, PassageSheet, preloadThread } from "./PassagePanel.tsx";
import type { Chosen, PassagePlace } from "./passage-places.ts";
import { words } from "./passage-words.ts";
import styles from "./passages.module.css";
import { createPassages } from "./passages.ts";
import { showSoughtWords } from "./sought-words.ts";

/** In the address, instead of one passage: all of them. */
const allOfThem = "all";
const isMac = commandKey !== "Ctrl";
const keys = isMac ? "⌘ ⌥ M" : "Ctrl Alt M";

/** What the page around the text may say of its passages. */
export interface PassagesState {
  /** How many are spoken of, and in how many of those something is new. */
  count: () => number;
  unread: () => number;
  /** The same in words. */
  label: () => string;
  openList: () => void;
}

/**
 * The threads beside passages of a text: marks in it, the way to speak of words that somebody chose, and the thread.
 * The address says which one is open, so that a mail leads to it.
 */
export default function Passages(props: {
  /** The name of the text. */
  document: string;
  /** What the address calls this text, on a page that shows several. */
  among?: string;
  lang: string;
  handle: EditorHandle;
  /** Where the button that lists them goes. */
  barIn: HTMLElement;
  /** Where the thread goes, when there is room beside the text. */
  panelIn: HTMLElement;
  /** On which side of the text there is room for signs. */
  side: "left" | "right";
  mayDiscuss: boolean;
  isEditable: boolean;
  ref?: (state: PassagesState) => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const { document: name, handle } = props;
  const passages = createPassages(name, me().person.id);
  // Needed offline too, and at once: it comes after the text.
  onMount(preloadThread);
  const [search, setSearch] = useSearchParams<{ passage?: string; text?: string; words?: string }>();
  /** What the address asks for, where it means this text. */
  const asked = () => (props.among === undefined || search.text === props.among ? search.passage : undefined);
  showSoughtWords(
    handle,
    () => (props.among === undefined ? search.words : undefined),
    () => toast(t("notInText")),
  );
  const isWide = createMedia("(min-width: 1181px)");
  const [places, setPlaces] = createSignal<ReadonlyMap<string, PassagePlace & { now?: string }>>(new Map(), {
    equals: samePlaces,
  });
  const [takesFocus, setTakesFocus] = createSignal(false);
  let layer: { scrollTo: (of: string) => boolean } | undefined;

  const shown = createMemo((): Shown[] => [
    ...passages.all().map((it) => ({ ...it, isBegun: false })),
    ...passages.begun().map(({ of, quote, from, to }) => ({
      of,
      quote,
      anchor: { from, to },
      count: 0,
      unread: 0,
      isBegun: true,
    })),
  ]);
  const open = () => (asked() === undefined || asked() === allOfThem ? undefined : `${name}/${asked()}`);
  const show = (mark: string | undefined) => {
    const text = props.among === undefined ? {} : { text: mark && props.among };
    setSearch({ passage: mark, ...text }, { replace: true, scroll: false });
  };
  // Also when another text of the page takes its place.
  createEffect(
    on(open, (now, was) => {
      if (was !== undefined && was !== now) passages.letGo(was);
    }),
  );
  function openOne(of: string | undefined, how: "pointer" | "keys" = "keys") {
    if (asked() === undefined) setTakesFocus(how === "keys");
    show(of === undefined ? allOfThem : of.slice(name.length + 1));
  }
  function discuss(chosen: Chosen) {
    const of = `${name}/${newId("psg")}`;
    passages.begin({ of, ...chosen });
    // What is typed before the field is there must neither replace the words nor command the page.
    holdLetters(handle.text);
    openOne(of, "pointer");
  }
  function close() {
    const was = open();
    show(undefined);
    // Whoever came by keys goes on where they were; a sheet gives the focus back by itself.
    if (!isWide()) return;
    const pin = pinOf(was);
    if (pin?.checkVisibility()) pin.focus({ preventScroll: true });
    else handle.text.focus({ preventScroll: true });
  }
  const pinOf = (of = "") => handle.over.querySelector<HTMLElement>(`[data-passage="${CSS.escape(of)}"]`);
  onCleanup(() => {
    const was = open();
    if (was) passages.letGo(was);
  });
  // A mail, a link and the list lead to the words; a press on them is there already.
  let arrived: string | undefined;
  createEffect(
    on([open, places], ([of]) => {
      if (!of || arrived === of) return;
      const place = places().get(of);
      if (!place || place.is === "gone") return;
      arrived = of;
      if (!isInView(of)) layer?.scrollTo(of);
    }),
  );
  const isInView = (of: string) => {
    const pin = pinOf(of);
    const column = handle.text.closest("[data-document-column]");
    if (!pin?.checkVisibility() || !column) return false;
    const top = pin.getBoundingClientRect().top;
    const around = column.getBoundingClientRect();
    return top > around.top + 20 && top < around.bottom - 60;
  };

  const unread = () => passages.all().filter((it) => it.unread > 0).length;
  const label = () => {
    const count = passages.all().length;
    if (count === 0) return t("barNone");
    return t(unread() > 0 ? "barNew" : "barCount", { count, unread: unread() });
  };
  const toList = () => {
    if (asked() === allOfThem) return close();
    openOne(undefined);
  };
  props.ref?.({ count: () => passages.all().length, unread, label, openList: () => openOne(undefined) });
  const panel = () => ({
    passages,
    shown: shown(),
    places: places(),
    open: open(),
    lang: props.lang,
    mayDiscuss: props.mayDiscuss,
    keys,
    onOpen: openOne,
    onClose: close,
    onShow: (of: string) => {
      if (!isWide()) show(undefined);
      return layer?.scrollTo(of) ?? false;
    },
  });

  return (
    <>
      <Portal mount={handle.over} ref={(it) => it.classList.add(styles.pins!, styles[props.side]!)}>
        <PassageLayer
          editor={handle.editor}
          binding={handle.binding}
          text={handle.text}
          layer={handle.over}
          shown={shown()}
          open={open()}
          mayDiscuss={props.mayDiscuss}
          isEditable={props.isEditable}
          keys={keys}
          isMac={isMac}
          onOpen={openOne}
          onDiscuss={discuss}
          onPlaces={setPlaces}
          ref={(it) => {
            layer = it;
          }}
        />
      </Portal>
      <Portal mount={props.barIn}>
        <Button
          kind="ghost"
          icon={messagesIcon}
          class={styles.bar}
          aria-label={label()}
          aria-pressed={asked() !== undefined}
          data-passages={passages.all().length}
          data-new={unread() > 0}
          onClick={toList}
        >
          <Show when={passages.all().length > 0}>
            <span class="num" aria-hidden="true">
              {passages.all().length}
            </span>
          </Show>
        </Button>
      </Portal>
      <Show when={asked() !== undefined}>
        <Show when={isWide()} fallback={<PassageSheet {...panel()} />}>
          <Portal mount={props.panelIn}>
            <PassageAside {...panel()} takesFocus={takesFocus()} />
          </Portal>
        </Show>
      </Show>
    </>
  );
}

function samePlaces(
  a: ReadonlyMap<string, PassagePlace & { now?: string }>,
  b: ReadonlyMap<string, PassagePlace & { now?: string }>,
) {
  return a.size === b.size && JSON.stringify([...a]) === JSON.stringify([...b]);
}
