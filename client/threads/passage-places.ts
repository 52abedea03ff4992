import { createDOMRange } from "@lexical/selection";
import { $getAnchorAndFocusForUserState, type UserState } from "@lexical/yjs";
import {
  $createRangeSelectionFromDom,
  $getRoot,
  $isDecoratorNode,
  $isElementNode,
  $isLineBreakNode,
  $isTextNode,
  type EditorState,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type TextNode,
} from "lexical";
import { createRelativePositionFromTypeIndex, decodeRelativePosition, encodeRelativePosition } from "yjs";
import type { BoundDocument } from "../../shared/documents/bind.ts";
import { $isMention } from "../../shared/documents/mention.ts";
import { limits, type PassageAnchor } from "../../shared/threads/post.ts";

type Binding = BoundDocument["binding"];

/** The words of a whole text in one line, each letter with its place; what is white is one space. */
interface Flat {
  text: string;
  /** For each letter, the text it stands in and where; null where it is in none, as in a mention. */
  letters: ({ node: TextNode; offset: number } | null)[];
  /** For each offset of each text, how many letters come before it. */
  before: Map<NodeKey, number[]>;
}

/** A stretch of the text, from one letter to before another. */
export interface Stretch {
  from: number;
  to: number;
}

/** Where a passage is now: as it was, with other words, or nowhere. */
export type PassagePlace = ({ is: "same" | "changed" } & Stretch) | { is: "gone" };

/** Words as one chooses them, with where they are. */
export interface Chosen extends PassageAnchor {
  quote: string;
}

const known = new WeakMap<EditorState, Flat>();

/** The text in one line; made once for each state of it. Call it while reading. */
export function $flat(editor: LexicalEditor): Flat {
  const state = editor.getEditorState();
  const was = known.get(state);
  if (was) return was;
  const flat: Flat = { text: "", letters: [], before: new Map() };
  let text = "";
  /** A space waits until a letter comes after it: no line begins or ends with one. */
  let waits = false;
  const put = (letter: string, at: { node: TextNode; offset: number } | null) => {
    if (/\s/u.test(letter)) {
      waits = text !== "";
      return;
    }
    if (waits) {
      text += " ";
      flat.letters.push(null);
      waits = false;
    }
    text += letter;
    for (let n = 0; n < letter.length; n += 1)
      flat.letters.push(at && { node: at.node, offset: at.offset + n });
  };
  const walk = (node: LexicalNode) => {
    if ($isTextNode(node)) {
      const words = node.getTextContent();
      const before: number[] = [];
      for (let offset = 0; offset < words.length; offset += 1) {
        before.push(text.length + (waits && !/\s/u.test(words[offset]!) ? 1 : 0));
        put(words[offset]!, { node, offset });
      }
      before.push(text.length);
      flat.before.set(node.getKey(), before);
    } else if ($isElementNode(node)) {
      if (!node.isInline()) put(" ", null);
      for (const child of node.getChildren()) walk(child);
      if (!node.isInline()) put(" ", null);
    } else if ($isMention(node)) for (const letter of node.getTextContent()) put(letter, null);
    else if ($isLineBreakNode(node) || $isDecoratorNode(node)) put(" ", null);
  };
  walk($getRoot());
  flat.text = text;
  known.set(state, flat);
  return flat;
}

/** What somebody chose with the mouse or the keyboard, whether they may write here or not. Call it while reading. */
export function $chosenStretch(editor: LexicalEditor): Stretch | undefined {
  const root = editor.getRootElement();
  const dom = getSelection();
  if (!root || !dom || dom.isCollapsed || !root.contains(dom.anchorNode) || !root.contains(dom.focusNode))
    return undefined;
  const selection = $createRangeSelectionFromDom(dom, editor);
  const texts = selection?.getNodes().filter($isTextNode) ?? [];
  if (!selection || texts.length === 0) return undefined;
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
  const flat = $flat(editor);
  const at = (node: TextNode, point: typeof start, otherwise: number) =>
    flat.before
      .get(node.getKey())
      ?.at(point.type === "text" && point.key === node.getKey() ? point.offset : otherwise) ?? 0;
  let from = at(texts[0]!, start, 0);
  let to = at(texts.at(-1)!, end, -1);
  const isText = (letter: number) => flat.letters[letter] != null;
  while (from < to && !isText(from)) from += 1;
  while (to > from && !isText(to - 1)) to -= 1;
  return to > from ? { from, to } : undefined;
}

/** The place of the caret, as a letter of the text; nothing when words are chosen. Call it while reading. */
export function $caretLetter(editor: LexicalEditor): number | undefined {
  const root = editor.getRootElement();
  const dom = getSelection();
  if (!root || !dom?.isCollapsed || !root.contains(dom.anchorNode)) return undefined;
  const point = $createRangeSelectionFromDom(dom, editor)?.anchor;
  return point?.type === "text" ? $flat(editor).before.get(point.key)?.[point.offset] : undefined;
}

/** A stretch as others find it again, whatever is written around it meanwhile. Call it while reading. */
export function $hold(editor: LexicalEditor, binding: Binding, { from, to }: Stretch): Chosen | undefined {
  const flat = $flat(editor);
  const first = flat.letters[from];
  const last = flat.letters[to - 1];
  if (!first || !last) return undefined;
  // The beginning is held by the letter after it, the end by the one before: what is written beside them stays outside.
  const begins = edgeAt(binding, first.node, first.offset, 0);
  const ends = edgeAt(binding, last.node, last.offset + 1, -1);
  const quote = flat.text.slice(from, to).slice(0, limits.quoteMax).trim();
  return begins && ends && quote ? { quote, from: begins, to: ends } : undefined;
}

function edgeAt(binding: Binding, node: TextNode, offset: number, assoc: 0 | -1) {
  const type = binding.mapping.getSharedType(node);
  if (!type) return undefined;
  let index = offset;
  // Texts that stand beside each other are one in the document, whatever their looks.
  for (let it = node.getPreviousSibling(); $isTextNode(it); it = it.getPreviousSibling())
    index += it.getTextContentSize();
  const bytes = encodeRelativePosition(createRelativePositionFromTypeIndex(type, index, assoc));
  return btoa(String.fromCharCode(...bytes));
}

/**
 * Where a passage is now. The text knows its letters again when something is written around them; when a line is cut
 * in two or moved they are new letters, and the words themselves are looked for. Call it while reading.
 */
export function $findPassage(
  editor: LexicalEditor,
  binding: Binding,
  it: { quote: string; anchor: PassageAnchor },
): PassagePlace {
  const flat = $flat(editor);
  const held = $heldStretch(flat, binding, it.anchor);
  const words = (stretch: Stretch) =>
    flat.text.slice(stretch.from, stretch.to).slice(0, limits.quoteMax).trim();
  // Whose words were erased is wherever it is held.
  if (held && (it.quote === "" || words(held) === it.quote)) return { is: "same", ...held };
  const from = it.quote === "" ? -1 : flat.text.indexOf(it.quote);
  if (from >= 0 && flat.text.indexOf(it.quote, from + 1) < 0)
    return { is: "same", from, to: from + it.quote.length };
  const near = held ?? between(flat.text, it.quote);
  return near ? { is: "changed", ...near } : { is: "gone" };
}

const edgeMin = 5;
const edgeMax = 24;

/** Where the first and the last words of a quote still stand, with others between them; only where that is one place. */
function between(text: string, quote: string): Stretch | undefined {
  const length = Math.min(edgeMax, Math.floor(quote.length / 3));
  if (length < edgeMin) return undefined;
  const head = quote.slice(0, length);
  const tail = quote.slice(-length);
  const found: Stretch[] = [];
  for (let from = text.indexOf(head); from >= 0 && found.length < 2; from = text.indexOf(head, from + 1)) {
    const at = text.indexOf(tail, from + length);
    const to = at + length;
    if (at >= 0 && to - from <= 2 * quote.length + 2 * edgeMax) found.push({ from, to });
  }
  return found.length === 1 ? found[0] : undefined;
}

function $heldStretch(flat: Flat, binding: Binding, { from, to }: PassageAnchor): Stretch | undefined {
  try {
    const place = { anchorPos: positionOf(from), focusPos: positionOf(to) } as unknown as UserState;
    const at = $getAnchorAndFocusForUserState(binding, place);
    const begins = at.anchorKey === null ? undefined : flat.before.get(at.anchorKey)?.[at.anchorOffset];
    const ends = at.focusKey === null ? undefined : flat.before.get(at.focusKey)?.[at.focusOffset];
    return begins !== undefined && ends !== undefined && ends > begins
      ? { from: begins, to: ends }
      : undefined;
  } catch {
    // What somebody else sent need not be a place in any text, and the binding asks for letters that are there.
    return undefined;
  }
}

const positionOf = (edge: string) =>
  decodeRelativePosition(Uint8Array.from(atob(edge), (it) => it.charCodeAt(0)));

/** A stretch in the page. Call it while reading. */
export function $rangeOf(editor: LexicalEditor, { from, to }: Stretch): Range | undefined {
  const { letters } = $flat(editor);
  let first = from;
  let last = to - 1;
  while (first <= last && !letters[first]) first += 1;
  while (last >= first && !letters[last]) last -= 1;
  const begins = letters[first];
  const ends = letters[last];
  if (!begins || !ends || last < first) return undefined;
  return createDOMRange(editor, begins.node, begins.offset, ends.node, ends.offset + 1) ?? undefined;
}
