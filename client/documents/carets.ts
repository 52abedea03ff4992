import { createDOMRange, createRectsFromDOMRange } from "@lexical/selection";
import { $getAnchorAndFocusForUserState, type UserState } from "@lexical/yjs";
import { $getNodeByKey, type LexicalEditor, type NodeKey } from "lexical";
import type { Awareness } from "y-protocols/awareness";
import type { BoundDocument } from "../../shared/documents/bind.ts";
import type { Presence } from "../../shared/documents/document.ts";
import type { Caret } from "./caret.ts";
import styles from "./carets.module.css";

/** What arrives of somebody else: their caret, and who the server says they are. */
export type OtherState = Partial<Caret & Presence>;

interface Options {
  editor: LexicalEditor;
  binding: BoundDocument["binding"];
  awareness: Awareness;
  /** Lies over the text, as large as the text; not editable. */
  layer: HTMLElement;
}

export interface Carets {
  show(areShown: boolean): void;
  dispose(): void;
}

interface Place {
  caret: DOMRect;
  selection: DOMRect[];
}

/** Pixels beside the text that a name needs. */
const marginMin = 104;
/** Pixels between two names in the margin. */
const tagHeight = 22;

/**
 * Draws where everybody else writes: a caret with a knob in the text, the name in the margin on the same line while
 * they are typing, so that no name covers what people read.
 */
export function drawCarets({ editor, binding, awareness, layer }: Options): Carets {
  const drawn = new Map<number, HTMLElement>();
  let areShown = true;
  let frame = 0;

  const draw = () => {
    frame = 0;
    const origin = layer.getBoundingClientRect();
    const hasMargin = roomBeside(layer, origin) >= marginMin;
    const seen = new Set<number>();
    const tags: { element: HTMLElement; top: number }[] = [];
    for (const [client, state] of awareness.getStates() as Map<number, OtherState>) {
      if (client === awareness.clientID || !areShown || !state.focusing || !state.anchorPos) continue;
      const place = editor.read(() => $placeOf(editor, binding, state));
      if (!place) continue;
      seen.add(client);
      const element = drawn.get(client) ?? newCaret(layer);
      drawn.set(client, element);
      paint(element, state, place, origin);
      if (state.typing) tags.push({ element, top: place.caret.top - origin.top });
    }
    placeTags(tags, hasMargin);
    for (const [client, element] of drawn) {
      if (seen.has(client)) continue;
      element.remove();
      drawn.delete(client);
    }
  };
  const soon = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const resized = new ResizeObserver(soon);
  resized.observe(layer);
  awareness.on("change", soon);
  const unlisten = editor.registerUpdateListener(soon);
  // A wide table scrolls by itself.
  const host = layer.parentElement!;
  host.addEventListener("scroll", soon, true);
  document.fonts?.addEventListener("loadingdone", soon);
  soon();
  return {
    show(are) {
      areShown = are;
      soon();
    },
    dispose() {
      cancelAnimationFrame(frame);
      resized.disconnect();
      awareness.off("change", soon);
      unlisten();
      host.removeEventListener("scroll", soon, true);
      document.fonts?.removeEventListener("loadingdone", soon);
      layer.replaceChildren();
    },
  };
}

function $placeOf(
  editor: LexicalEditor,
  binding: BoundDocument["binding"],
  state: OtherState,
): Place | undefined {
  const at = $getAnchorAndFocusForUserState(binding, state as unknown as UserState);
  const focus = $rangeAt(editor, at.focusKey, at.focusOffset, at.focusKey, at.focusOffset);
  if (!focus) return undefined;
  const caret = focus.getClientRects()[0] ?? $lineOf(editor, at.focusKey);
  if (!caret) return undefined;
  const range = $rangeAt(editor, at.anchorKey, at.anchorOffset, at.focusKey, at.focusOffset);
  return { caret, selection: range && !range.collapsed ? createRectsFromDOMRange(editor, range) : [] };
}

function $rangeAt(
  editor: LexicalEditor,
  anchorKey: NodeKey | null,
  anchorOffset: number,
  focusKey: NodeKey | null,
  focusOffset: number,
) {
  const anchor = anchorKey === null ? null : $getNodeByKey(anchorKey);
  const focus = focusKey === null ? null : $getNodeByKey(focusKey);
  return anchor && focus ? createDOMRange(editor, anchor, anchorOffset, focus, focusOffset) : null;
}

/** A range in an empty line has no rectangle; the line itself has one. */
function $lineOf(editor: LexicalEditor, key: NodeKey | null) {
  const line = key === null ? null : editor.getElementByKey(key);
  if (!line) return undefined;
  const { left, top } = line.getBoundingClientRect();
  return new DOMRect(left, top, 0, Number.parseFloat(getComputedStyle(line).lineHeight) || 24);
}

function newCaret(layer: HTMLElement) {
  const element = document.createElement("div");
  for (const part of ["marks", "caret", "tag"]) {
    const child = document.createElement("div");
    child.className = styles[part] ?? "";
    element.append(child);
  }
  layer.append(element);
  return element;
}

function paint(element: HTMLElement, state: OtherState, { caret, selection }: Place, origin: DOMRect) {
  const [marks, line, tag] = element.children as unknown as HTMLElement[];
  element.dataset.hue = String(state.hue ?? 0);
  marks!.replaceChildren(
    ...selection.map((rect) => {
      const mark = document.createElement("div");
      mark.className = styles.mark ?? "";
      box(mark, rect.left - origin.left, rect.top - origin.top, rect.height, rect.width);
      return mark;
    }),
  );
  box(line!, caret.left - origin.left, caret.top - origin.top, caret.height);
  tag!.textContent = state.name?.split(" ")[0] ?? "";
  tag!.hidden = !state.typing;
}

function placeTags(tags: { element: HTMLElement; top: number }[], hasMargin: boolean) {
  let free = Number.NEGATIVE_INFINITY;
  for (const { element, top } of tags.sort((a, b) => a.top - b.top)) {
    const tag = element.children[2] as HTMLElement;
    const at = Math.max(top, free);
    free = at + tagHeight;
    tag.classList.toggle(styles.above ?? "", !hasMargin);
    tag.style.setProperty("top", `${at}px`);
  }
}

function box(element: HTMLElement, left: number, top: number, height: number, width?: number) {
  element.style.setProperty("transform", `translate(${left}px, ${top}px)`);
  element.style.setProperty("height", `${height}px`);
  if (width !== undefined) element.style.setProperty("width", `${width}px`);
}

/** Free pixels between the text and the edge of what scrolls around it. */
function roomBeside(layer: HTMLElement, at: DOMRect) {
  const column = layer.closest("[data-document-column]") ?? document.documentElement;
  return column.getBoundingClientRect().right - at.right;
}
