import {
  $getState,
  $isElementNode,
  $setState,
  createState,
  type ElementNode,
  type LexicalNode,
} from "lexical";
import { $isRecord, type RecordKind, recordKinds } from "./record.ts";

/** What a line is to become, under which id, and who captures it. */
export interface CaptureMark {
  kind: RecordKind;
  target: string;
  /** The person who captures it. */
  by: string;
  /** Its words stand elsewhere as well: in a heading, a list or a table that stays. */
  isCopy?: boolean;
}

/** What somebody chose in the fields below the line; what is empty is read from the line itself. */
export interface CaptureChoices {
  /** The organization, and who of it. */
  owner: string;
  person: string;
  /** A day. */
  due: string;
  /** Ids, with commas between. */
  serves: string;
  helps: string;
  /** What a kind needs besides: how a decision stands, the value of a reading. */
  more: string;
}

export const noChoices: CaptureChoices = { owner: "", person: "", due: "", serves: "", helps: "", more: "" };

const fields = Object.keys(noChoices) as (keyof CaptureChoices)[];

// A capture is no node of its own but a mark on the line: making it, giving it up and recording it move no words, so
// whatever somebody else writes into the line meanwhile, offline too, finds the line where it was.
const markOfLine = createState("capture", {
  parse: readMark,
  isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  resetOnCopyNode: true,
});

/** Each choice by itself, so that two people can fill in two fields at once. */
const choiceOfLine = (field: keyof CaptureChoices) =>
  createState(`capture_${field}`, {
    parse: (said) => (typeof said === "string" ? said : ""),
    unparse: (said) => said || null,
    resetOnCopyNode: true,
  });
const chosen = new Map(fields.map((field) => [field, choiceOfLine(field)]));

const leftBehind = createState("left", {
  parse: (said) => said === true,
  unparse: (said) => said || null,
  resetOnCopyNode: true,
});

const timesRecorded = createState("recorded", {
  parse: (said) => (typeof said === "number" ? said : 0),
  unparse: (said) => said || null,
  resetOnCopyNode: true,
});

/** How many records this line became before. It is part of what names the next one: see `idOfLine`. */
export const $timesRecorded = (line: ElementNode) => $getState(line, timesRecorded);

/** The line became a record, whatever becomes of its words and its card. */
export const $noteRecorded = <Line extends ElementNode>(line: Line): Line =>
  $setState(line, timesRecorded, (was) => was + 1);

function readMark(said: unknown): CaptureMark | null {
  if (typeof said !== "object" || said === null) return null;
  const { kind, target, by, isCopy } = said as Record<keyof CaptureMark, unknown>;
  return {
    kind: recordKinds.find((it) => it === kind) ?? "commitment",
    target: String(target),
    by: String(by),
    ...(isCopy === true && { isCopy }),
  };
}

/** What a line is to become; nothing when it is a line like any other. */
export const $captureOf = (node: LexicalNode | null | undefined): CaptureMark | null =>
  $isElementNode(node) ? $getState(node, markOfLine) : null;

/** Whether a node is a line on its way to become a record. */
export const $isCapture = (node: LexicalNode | null | undefined): node is ElementNode =>
  $captureOf(node) !== null;

/** The line is on its way to become a record. Its words stay where they are. */
export const $capture = <Line extends ElementNode>(line: Line, mark: CaptureMark): Line =>
  $setState(line, markOfLine, mark);

/** What was chosen for a line that is being captured. */
export const $choicesOf = (line: ElementNode): CaptureChoices =>
  Object.fromEntries(fields.map((field) => [field, $getState(line, chosen.get(field)!)])) as never;

/** Chooses something for a line that is being captured, whatever its words say. */
export function $choose<Line extends ElementNode>(line: Line, choices: Partial<CaptureChoices>): Line {
  for (const field of fields) {
    const said = choices[field];
    if (said !== undefined) $setState(line, chosen.get(field)!, said);
  }
  return line;
}

/** A line that is being captured is a line like any other again, with its words and the caret in them. */
export function $toLine<Line extends ElementNode>(line: Line): Line {
  $choose(line, noChoices);
  return $setState(line, markOfLine, null);
}

/**
 * Takes out of a line the words that are seen here, and nothing else: the line itself stays, so that what somebody
 * wrote into it meanwhile has its place. As long as nobody did, it is not shown (see `$isLeftBehind`).
 */
export function $leaveBehind<Line extends ElementNode>(line: Line): Line {
  $toLine(line).clear();
  return $setState(line, leftBehind, true);
}

/** Whether a line is there only for what might still come into it. */
export const $isLeftBehind = (node: LexicalNode | null | undefined): node is ElementNode =>
  $isElementNode(node) && $getState(node, leftBehind) && node.getTextContentSize() === 0;

/** Whether nothing is seen of a line but its place: it was left behind, or waits for its first word. */
export const $isBlank = (node: LexicalNode | null | undefined): node is ElementNode =>
  $isLeftBehind(node) || ($isElementNode(node) && node.getType() === "paragraph" && node.isEmpty());

/**
 * Whether this is the second card of one record in a row of cards, with empty lines between them perhaps: two people
 * recorded one line before they heard of each other, and a third may have made something else of it. It is not shown, and not taken out either: whoever takes
 * their own recording back leaves the other's.
 */
export function $isTwin(node: LexicalNode | null | undefined): boolean {
  if (!$isRecord(node)) return false;
  let before = node.getPreviousSibling();
  for (; $isRecord(before) || $isBlank(before); before = before.getPreviousSibling())
    if ($isRecord(before) && before.getTarget() === node.getTarget()) return true;
  return false;
}
