import { $isCodeNode } from "@lexical/code-core";
import { $isListItemNode } from "@lexical/list";
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
  type PointType,
  type RangeSelection,
} from "lexical";
import {
  $capture,
  $captureOf,
  $choicesOf,
  $isCapture,
  $isLeftBehind,
  $leaveBehind,
  $noteRecorded,
  $toLine,
  type CaptureMark,
} from "../../shared/documents/capture.ts";
import { $itemOf } from "../../shared/documents/item-heading.ts";
import { $createMention, $isMention } from "../../shared/documents/mention.ts";
import { $createRecord, $isRecord, type RecordKind } from "../../shared/documents/record.ts";
import { NEW_STEP_COMMAND } from "../documents/binding.ts";
import { type Line, quoteOf, withoutCommand } from "./draft.ts";

/** A capture in the text, as far as its fields need to know it. */
export interface CaptureAt extends Line {
  key: NodeKey;
  kind: RecordKind;
  target: string;
  by: string;
}

/**
 * Makes a capture of the line at the caret, or of the words that are selected in it. A line of text stays where it is
 * and is marked; headings, points of a list, tables, lines with links and selected words stay as they are, and a line
 * below has their words. Without a caret in the text it begins a new line at the end.
 */
export function $captureLine(
  asked: CaptureMark,
  /** The id of the record that `line`, or these words of it, become. */
  $idOf: (line: ElementNode, words: string) => string = () => asked.target,
): ElementNode | undefined {
  let mark = asked;
  const selection = $getSelection();
  const begin = () => $capture($createParagraphNode(), mark);
  if (!$isRangeSelection(selection)) {
    const selected = selection?.getNodes().at(-1);
    if ($isMention(selected)) {
      // The keyboard is on a name: the line around it is meant.
      selected.selectEnd();
      return $captureLine(asked, $idOf);
    }
    const made = begin();
    const block = selected?.getTopLevelElement();
    if (block) block.insertAfter(made);
    else $getRoot().append(made);
    made.select();
    return made;
  }
  const from = selection.anchor.getNode();
  if ($findMatchingParent(from, $isCodeNode)) return undefined;
  const existing = $captureAtCaret();
  const was = $captureOf(existing);
  if (existing && was) {
    if (was.kind === mark.kind) return existing;
    return $capture($toLine(existing), { ...was, ...mark, target: $idOf(existing, "") });
  }
  const selected = $selectsWords(selection);
  const line = $wholeLine(from);
  if (!selected && !line) return undefined;
  const said = quoteOf(selected ? selection.getTextContent() : line!.block.getTextContent());
  if (said !== "" && line) mark = { ...asked, target: $idOf(line.block, selected ? said : "") };
  if (selected || (line?.stays && said !== "")) {
    const last = selection.isBackward() ? from : selection.focus.getNode();
    const words = $copyOf(selected ? selection : line!.block.select(0, line!.block.getChildrenSize()));
    const made = $capture($createParagraphNode(), { ...mark, isCopy: true }).append(...words);
    ($findTableNode(last) ?? last.getTopLevelElementOrThrow()).insertAfter(made);
    made.selectEnd();
    return made;
  }
  const { block } = line!;
  if (said !== "") return $capture(block, mark);
  // An empty line stays, below: somebody else may be writing in it this very moment, or without a connection.
  const made = begin();
  const top = block.getTopLevelElementOrThrow();
  if (line!.stays) top.insertAfter(made);
  else top.insertBefore(made);
  made.selectEnd();
  return made;
}

/** Whether words are selected, fewer or more than one whole line. */
function $selectsWords(selection: RangeSelection): boolean {
  if (selection.isCollapsed()) return false;
  const words = selection.getTextContent().trim();
  return words !== "" && words !== $wholeLine(selection.anchor.getNode())?.block.getTextContent().trim();
}

/** What is selected as one sentence: its words, and whom it mentions, who are then certain in the copy too. */
function $copyOf(selection: RangeSelection): LexicalNode[] {
  const [from, to] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
  const offsetAt = (node: LexicalNode, point: PointType) =>
    point.type === "text" && point.key === node.getKey() ? point.offset : undefined;
  const copies: LexicalNode[] = [];
  let block: LexicalNode | null = null;
  for (const node of selection.getNodes()) {
    if ($isElementNode(node)) continue;
    const around = $findMatchingParent(node, (it) => $isElementNode(it) && !it.isInline());
    if (block && !block.is(around)) copies.push($createTextNode(" "));
    block = around;
    if ($isMention(node)) copies.push($createMention(node.getKind(), node.getTarget(), node.getLabel()));
    else {
      const words = node.getTextContent().slice(offsetAt(node, from), offsetAt(node, to));
      const said = copies.length === 0 ? withoutCommand(words) : words.replace(/\s+/g, " ");
      if (said !== "") copies.push($createTextNode(said));
    }
  }
  return copies;
}

/** The line around a node, and whether it stays when it is captured. */
function $wholeLine(node: LexicalNode): { block: ElementNode; stays: boolean } | undefined {
  if ($findTableNode(node)) {
    const block = $findMatchingParent(node, (it) => $isElementNode(it) && !it.isInline());
    return $isElementNode(block) ? { block, stays: true } : undefined;
  }
  const item = $findMatchingParent(node, $isListItemNode);
  if (item) return { block: item, stays: true };
  const block = node.getTopLevelElement();
  if (!$isElementNode(block)) return undefined;
  // Inside a link is a text of its own, which would go with the link.
  return { block, stays: $isHeadingNode(block) || block.getChildren().some($isElementNode) };
}

/** The captures that stand in the text, in their order. */
export const $capturesIn = (): ElementNode[] => $getRoot().getChildren().filter($isCapture);

/** A capture with its words and whom they mention. */
export function $readCapture(line: ElementNode): CaptureAt {
  const { kind, target, by } = $captureOf(line)!;
  const mentions = line
    .getChildren()
    .filter($isMention)
    .map((it) => ({ label: it.getLabel(), kind: it.getKind(), target: it.getTarget() }));
  const text = line.getTextContent().replace(/\s+/g, " ");
  return { key: line.getKey(), kind, target, by, text, mentions, choices: $choicesOf(line) };
}

/** The capture that the caret is in. */
export function $captureAtCaret(): ElementNode | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return undefined;
  return $findMatchingParent(selection.anchor.getNode(), $isCapture) ?? undefined;
}

/** The first capture that the selection reaches. */
export function $captureInSelection(): ElementNode | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return undefined;
  for (const node of selection.getNodes()) {
    const line = $findMatchingParent(node, $isCapture);
    if (line) return line;
  }
  return undefined;
}

/** Whether a node is in a line that is being captured: such a line stays what it is, a line of words. */
export const $isInCapture = (node: LexicalNode) => $findMatchingParent(node, $isCapture) !== null;

/** Whether the caret stands before the first word of a line. */
export function $isAtBeginning(line: ElementNode) {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed() || selection.anchor.offset > 0) return false;
  const node = selection.anchor.getNode();
  return node.is(line) || node.is(line.getFirstDescendant());
}

/** The heading above a node, and the item of the agenda that it is of, if it knows it. */
export function $headingAbove(node: LexicalNode): { text: string; itemId: string | null } | undefined {
  const block = node.getTopLevelElement();
  const above = block?.getPreviousSiblings().findLast((it) => $isHeadingNode(it));
  return above && { text: above.getTextContent(), itemId: $itemOf(above) };
}

/**
 * Puts the record's card before its line and takes the words out of it, in two steps: whoever takes the second back
 * has the line again as text, and the record stays. What somebody else wrote into the line meanwhile stays in it.
 */
export function finishCapture(editor: LexicalEditor, key: NodeKey, kind: RecordKind, target: string) {
  const step = () => void editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
  const change = (does: (line: ElementNode) => void) => {
    step();
    editor.update(
      () => {
        const line = $getNodeByKey(key);
        if ($isElementNode(line)) does(line);
      },
      { discrete: true },
    );
  };
  change((line) => $noteRecorded($toLine(line)));
  change((line) => {
    line.insertBefore($createRecord(kind, target));
    $leaveBehind(line);
  });
  // By itself: of a line with new ones on both sides the binding would not know which of them it is.
  editor.update(() => $goOnBelow($getNodeByKey(key)), { discrete: true });
  step();
}

/** The caret goes on below a line that was left behind. */
function $goOnBelow(line: LexicalNode | null) {
  const next = line?.getNextSiblings().find((it) => !$isLeftBehind(it));
  if ($isElementNode(next) && !$captureOf(next) && !$isHeadingNode(next)) next.selectStart();
  else line?.insertAfter($createParagraphNode()).selectStart();
}

/** The capture becomes a line of text again; one that was only a copy, or has no words, leaves nothing behind. */
export function dropCapture(editor: LexicalEditor, key: NodeKey) {
  editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
  editor.update(
    () => {
      const line = $getNodeByKey(key);
      const mark = $captureOf(line);
      if (!$isElementNode(line) || !mark) return;
      $toLine(line);
      if (mark.isCopy || line.getTextContent().trim() === "") $goOnBelow($leaveBehind(line));
    },
    { discrete: true },
  );
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
