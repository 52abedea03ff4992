import { $isCodeNode } from "@lexical/code-core";
import { $createListNode, $isListItemNode, $isListNode, type ListItemNode } from "@lexical/list";
import { $isHeadingNode } from "@lexical/rich-text";
import { $findTableNode } from "@lexical/table";
import {
  $createParagraphNode,
  $createTextNode,
  $findMatchingParent,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isRootNode,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type RangeSelection,
} from "lexical";
import { $createCapture, $isCapture, $toLine, type CaptureNode } from "../../shared/documents/capture.ts";
import { $isMention } from "../../shared/documents/mention.ts";
import { $createRecord, $isRecord, type RecordKind } from "../../shared/documents/record.ts";
import { NEW_STEP_COMMAND } from "../documents/binding.ts";
import { type Line, quoteOf } from "./draft.ts";

/** A capture in the text, as far as its fields need to know it. */
export interface CaptureAt extends Line {
  key: NodeKey;
  kind: RecordKind;
  target: string;
  by: string;
}

export interface NewCapture {
  kind: RecordKind;
  target: string;
  by: string;
}

/**
 * Makes a capture of the line at the caret, or of the words that are selected in it. A line of text becomes the
 * capture; a point leaves its list; headings, tables and selected words stay, and the capture below has their words.
 * Without a caret in the text it begins a new line at the end.
 */
export function $captureLine(it: NewCapture): CaptureNode | undefined {
  const selection = $getSelection();
  const capture = () => $createCapture(it.kind, it.target, it.by);
  if (!$isRangeSelection(selection)) {
    const node = capture();
    const selected = selection?.getNodes().at(-1)?.getTopLevelElement();
    if (selected) selected.insertAfter(node);
    else $getRoot().append(node);
    node.select();
    return node;
  }
  const from = selection.anchor.getNode();
  if ($findMatchingParent(from, $isCodeNode)) return undefined;
  const existing = $findMatchingParent(from, $isCapture);
  if (existing) {
    if (existing.getKind() === it.kind) return existing;
    const other = capture();
    existing.replace(other, true);
    return other;
  }
  const words = $selectedWords(selection);
  const line = $wholeLine(from);
  if (words === undefined && !line) return undefined;
  if (words !== undefined || line?.stays) {
    const said = words ?? line!.block.getTextContent();
    const made = capture().append($createTextNode(quoteOf(said)));
    const last = selection.isBackward() ? from : selection.focus.getNode();
    ($findTableNode(last) ?? last.getTopLevelElementOrThrow()).insertAfter(made);
    made.selectEnd();
    return made;
  }
  const made = capture();
  const { block } = line!;
  if ($isListItemNode(block)) $takeOutOfList(block, made);
  else if (block.getTextContent().trim() === "") {
    // The empty line stays, below: somebody else may be writing in it this very moment, or without a connection.
    block.insertBefore(made);
    made.selectEnd();
  } else block.replace(made, true);
  return made;
}

/** The selected words, when they are fewer or more than one whole line. */
function $selectedWords(selection: RangeSelection): string | undefined {
  if (selection.isCollapsed()) return undefined;
  const words = selection.getTextContent();
  const line = $wholeLine(selection.anchor.getNode());
  return words.trim() === "" || words.trim() === line?.block.getTextContent().trim() ? undefined : words;
}

/** The line around a node, and whether it stays when it is captured. */
function $wholeLine(node: LexicalNode): { block: ElementNode; stays: boolean } | undefined {
  const item = $findMatchingParent(node, $isListItemNode);
  if ($findTableNode(node)) {
    const block = $findMatchingParent(node, (it) => $isElementNode(it) && !it.isInline());
    return $isElementNode(block) ? { block, stays: true } : undefined;
  }
  if (item) return { block: item, stays: false };
  const block = node.getTopLevelElement();
  if (!$isElementNode(block)) return undefined;
  return { block, stays: $isHeadingNode(block) };
}

/** The point becomes a line of its own; what comes after it in the list goes on below. */
function $takeOutOfList(item: ListItemNode, capture: CaptureNode) {
  const outer = item.getTopLevelElementOrThrow();
  const list = item.getParent();
  capture.append(...item.getChildren().filter((it) => !$isListNode(it)));
  outer.insertAfter(capture);
  // A point inside another one leaves the whole list as it is.
  if ($isListNode(list) && list.is(outer)) {
    const rest = item.getNextSiblings();
    if (rest.length > 0) {
      const next = $createListNode(list.getListType(), item.getValue());
      next.append(...rest);
      capture.insertAfter(next);
    }
  }
  item.remove();
  if ($isListNode(list) && list.isAttached() && list.isEmpty()) list.remove();
  capture.selectEnd();
}

/** The captures that stand in the text, in their order. */
export const $capturesIn = (): CaptureNode[] => $getRoot().getChildren().filter($isCapture);

/** A capture with its words and whom they mention. */
export const $readCapture = (node: CaptureNode): CaptureAt => ({
  key: node.getKey(),
  kind: node.getKind(),
  target: node.getTarget(),
  by: node.getBy(),
  text: node.getTextContent().replace(/\s+/g, " "),
  mentions: node
    .getChildren()
    .filter($isMention)
    .map((it) => ({ label: it.getLabel(), kind: it.getKind(), target: it.getTarget() })),
  choices: node.getChoices(),
});

/** The capture that the caret is in. */
export function $captureAtCaret(): CaptureNode | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return undefined;
  return $findMatchingParent(selection.anchor.getNode(), $isCapture) ?? undefined;
}

/** The heading above a node: under which item of the agenda it stands. */
export function $headingAbove(node: LexicalNode): string | undefined {
  const block = node.getTopLevelElement();
  const above = block?.getPreviousSiblings().findLast((it) => $isHeadingNode(it));
  return above?.getTextContent();
}

/**
 * Puts the record's card in the place of its capture, in two steps: whoever takes the second back has the line again
 * as text, and the record stays.
 */
export function finishCapture(editor: LexicalEditor, key: NodeKey, kind: RecordKind, target: string) {
  const step = () => void editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
  let line: NodeKey | undefined;
  step();
  editor.update(
    () => {
      const node = $getNodeByKey(key);
      if ($isCapture(node)) line = $toLine(node).getKey();
    },
    { discrete: true },
  );
  step();
  editor.update(
    () => {
      const node = line === undefined ? null : $getNodeByKey(line);
      if (!node) return;
      const record = $createRecord(kind, target);
      node.replace(record);
      const next = record.getNextSibling();
      if ($isElementNode(next) && !$isCapture(next) && !$isHeadingNode(next)) next.selectStart();
      else record.insertAfter($createParagraphNode()).selectStart();
    },
    { discrete: true },
  );
  step();
}

/** The capture becomes a line of text again. */
export function dropCapture(editor: LexicalEditor, key: NodeKey) {
  editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
  editor.update(() => {
    const node = $getNodeByKey(key);
    if ($isCapture(node)) $toLine(node);
  });
}

/** Puts the card of a record into the text: where the caret is, or at the end. */
export function $putBack(kind: RecordKind, target: string) {
  const gone = $getRoot()
    .getChildren()
    .find((it) => $isRecord(it) && it.getTarget() === target);
  if ($isRecord(gone)) return void gone.setGone(false);
  const record = $createRecord(kind, target);
  const selection = $getSelection();
  const block = $isRangeSelection(selection) ? selection.anchor.getNode().getTopLevelElement() : null;
  const place = block ?? $getRoot().getLastChild();
  if (place && !$isRootNode(place)) place.insertAfter(record);
  else $getRoot().append(record);
  if (!record.getNextSibling()) record.insertAfter($createParagraphNode());
}
