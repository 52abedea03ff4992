import { $createCodeNode, $isCodeNode } from "@lexical/code-core";
import { $isLinkNode, type LinkNode } from "@lexical/link";
import { $insertList, $isListItemNode, $isListNode, $removeList } from "@lexical/list";
import { $createHeadingNode, $createQuoteNode, $isHeadingNode, $isQuoteNode } from "@lexical/rich-text";
import { $setBlocksType } from "@lexical/selection";
import { $findCellNode } from "@lexical/table";
import {
  $createParagraphNode,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $isRootOrShadowRoot,
  createCommand,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import { type HeadingTag, headingTag } from "../../shared/documents/schema.ts";

/** Asked before selected lines become something else or get a link. Whoever answers true refuses, and says why. */
export const RESHAPE_COMMAND: LexicalCommand<void> = createCommand("RESHAPE_COMMAND");

export type Block = "paragraph" | HeadingTag | "bullet" | "number" | "check" | "quote" | "code";

/** What the toolbar shows of the place where the caret is. */
export interface Formats {
  block: Block;
  isBold: boolean;
  isItalic: boolean;
  isLink: boolean;
  isInTable: boolean;
  /** The line stays a line of words: see `Writing.$staysPlain`. */
  staysPlain: boolean;
}

export const noFormats: Formats = {
  block: "paragraph",
  isBold: false,
  isItalic: false,
  isLink: false,
  isInTable: false,
  staysPlain: false,
};

/** Reads the formats at the selection; `undefined` when nothing is selected in the text. */
export function $formats($staysPlain?: (at: LexicalNode) => boolean): Formats | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return undefined;
  const node = selection.anchor.getNode();
  return {
    block: $blockOf(node),
    isBold: selection.hasFormat("bold"),
    isItalic: selection.hasFormat("italic"),
    isLink: $linkAt(node) !== null,
    isInTable: $findCellNode(node) !== null,
    staysPlain: $staysPlain?.(node) ?? false,
  };
}

/** The link around a node. */
export const $linkAt = (node: LexicalNode) => $findMatchingParent(node, $isLinkNode) as LinkNode | null;

/** The link at the caret or at the start of the selection. */
export function $selectedLink() {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  return $linkAt(selection.anchor.getNode()) ?? $linkAt(selection.focus.getNode());
}

function $blockOf(node: LexicalNode): Block {
  const block = $findMatchingParent(node, (it) => {
    const parent = it.getParent();
    return parent !== null && ($isRootOrShadowRoot(parent) || $isListItemNode(it));
  });
  if ($isListItemNode(block)) {
    const list = block.getParent();
    return $isListNode(list) ? list.getListType() : "bullet";
  }
  if ($isHeadingNode(block)) return headingTag(block.getTag());
  if ($isQuoteNode(block)) return "quote";
  return $isCodeNode(block) ? "code" : "paragraph";
}

/** Makes the selected blocks a `block`; asked for again, they become plain paragraphs. */
export function toggleBlock(editor: LexicalEditor, block: Block) {
  editor.update(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || editor.dispatchCommand(RESHAPE_COMMAND, undefined)) return;
    const was = $blockOf(selection.anchor.getNode());
    const isList = (it: Block) => it === "bullet" || it === "number" || it === "check";
    const wanted = was === block ? "paragraph" : block;
    if (isList(wanted)) {
      $insertList(wanted as "bullet");
      return;
    }
    if (isList(was)) $removeList();
    $setBlocksType($getSelection(), () => $newBlock(wanted));
  });
}

function $newBlock(block: Block) {
  if (block === "h2" || block === "h3" || block === "h4") return $createHeadingNode(block);
  if (block === "quote") return $createQuoteNode();
  return block === "code" ? $createCodeNode() : $createParagraphNode();
}
