import { $createHeadingNode, $isHeadingNode, type HeadingNode } from "@lexical/rich-text";
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getState,
  $setState,
  createState,
  type LexicalNode,
} from "lexical";

/** As much of an agenda item as its heading in the notes needs. */
export interface HeadedItem {
  id: string;
  title: string;
}

// The server writes it by hand: see `writeOutline` in `server/documents/write.ts`.
const itemOfHeading = createState("item", { parse: (said) => (typeof said === "string" ? said : null) });

/** The words of a heading or a title, as far as they tell one item from another: without its number. */
const plain = (text: string) =>
  text
    .replace(/^\s*\d+[.)]\s*/, "")
    .trim()
    .toLocaleLowerCase();

/** Whether a heading with these words, and perhaps the id of an item, is the one of `item`. */
export const isHeadingOf = (heading: { text: string; itemId: string | null }, item: HeadedItem) =>
  heading.itemId ? heading.itemId === item.id : plain(heading.text) === plain(item.title);

/** The item whose heading this is, by its id; nothing where a heading was only written. */
export const $itemOf = (node: LexicalNode | null | undefined): string | null =>
  $isHeadingNode(node) ? $getState(node, itemOfHeading) : null;

const $headings = () => $getRoot().getChildren().filter($isHeadingNode);
const $isOf = (heading: HeadingNode, item: HeadedItem) =>
  isHeadingOf({ text: heading.getTextContent(), itemId: $itemOf(heading) }, item);

/**
 * Gives an item of `agenda` its heading in the notes, with a line below, where it has none: before the next item that
 * has one, or at the end. Answers whether it was missing.
 */
export function $addItemHeading(item: HeadedItem, agenda: readonly HeadedItem[]): boolean {
  const headings = $headings();
  if (headings.some((it) => $isOf(it, item))) return false;
  const later = agenda.slice(agenda.findIndex((it) => it.id === item.id) + 1);
  const next = later.flatMap((one) => headings.find((it) => $isOf(it, one)) ?? [])[0];
  const heading = $setState($createHeadingNode("h2"), itemOfHeading, item.id);
  heading.append($createTextNode(item.title));
  if (next) next.insertBefore(heading);
  else $getRoot().append(heading);
  heading.insertAfter($createParagraphNode());
  return true;
}

/**
 * Two windows may have given one item its heading at once: the later ones, as far as they say nothing else. Every
 * window finds the same.
 */
export function $secondHeadings(): HeadingNode[] {
  const first = new Map<string, HeadingNode>();
  return $headings().filter((heading) => {
    const itemId = $itemOf(heading);
    if (itemId === null) return false;
    const was = first.get(itemId);
    if (!was) first.set(itemId, heading);
    return was?.getTextContent() === heading.getTextContent();
  });
}
