import { $createTextNode, $getRoot, $isElementNode, type ElementNode, type LexicalNode } from "lexical";
import { expect, test } from "vitest";
import { encodeStateAsUpdate } from "yjs";
import { idOfLine, isOfLine } from "../../client/capture/line-id.ts";
import { $captureLine, $capturesIn, finishCapture } from "../../client/capture/lines.ts";
import { placeInDocument } from "../../client/documents/binding.ts";
import { $captureOf, $isLeftBehind, $isTwin, $timesRecorded } from "../../shared/documents/capture.ts";
import { markdownToUpdate, updateToMarkdown, updateToText } from "../../shared/documents/headless.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import { meet, openWriter, type Writer } from "../documents/writers.ts";

// Two people capture one line while apart. Of one kind, they name the same record before they know of each other.

const prefixes = {
  commitment: "com",
  decision: "dec",
  indicator: "rdg",
  passage: "pst",
  parked: "prk",
} as const;

function two(markdown = "Before.\n\nWe lend two rigs by 15 Mar 2027\n\nAfter.") {
  const update = markdownToUpdate(markdown);
  return { scribe: openWriter(update, 10), partner: openWriter(update, 20) };
}

/** Captures the line with `words` and records it; answers with the id of its record. */
function record({ editor }: Writer, words: string, kind: RecordKind = "commitment") {
  editor.update(
    () => {
      const lines = $getRoot().getChildren().filter($isElementNode);
      const line = lines.find((it) => it.getTextContent().includes(words)) as ElementNode;
      line.selectEnd();
      $captureLine({ kind, target: "nobody_else_has_this", by: "per_facil" }, (at, said) =>
        idOfLine(
          prefixes[kind],
          { meetingId: "mtg_a", place: placeInDocument(editor, at)!, words: said, times: $timesRecorded(at) },
          () => false,
        ),
      );
    },
    { discrete: true },
  );
  const [key, target] = editor.read(() => {
    const [line] = $capturesIn();
    return [line!.getKey(), $captureOf(line)!.target];
  });
  finishCapture(editor, key, kind, target);
  return target;
}

const cards = ({ editor }: Writer) =>
  editor.read(() =>
    $getRoot()
      .getChildren()
      .filter((it: LexicalNode) => it.getType() === "record" && !$isTwin(it) && !$isLeftBehind(it))
      .map((it) => it.getTextContent()),
  );

test.each([
  ["a line", undefined, "We lend"],
  ["a heading, which stays", "## Who lends rigs?\n\nAfter.", "Who lends"],
  ["a heading with nothing below it", "## Who lends rigs?", "Who lends"],
])(
  "%s that two people record apart is one record and one card, and its text is read once",
  async (_, markdown, words) => {
    const { scribe, partner } = two(markdown);
    const ids = [record(scribe, words), record(partner, words)];
    expect(ids[0]).toMatch(/^com_[0-9a-z]{16}$/);
    expect(ids[1]).toBe(ids[0]);
    await meet(scribe, partner);
    const card = `[commitment](commitment:${ids[0]})`;
    for (const it of [scribe, partner]) expect(cards(it)).toEqual([card]);
    const update = encodeStateAsUpdate(scribe.doc);
    for (const read of [updateToMarkdown(update), updateToText(update)])
      expect(read.split(ids[0]!)).toHaveLength(2);
  },
);

test("a commitment and a decision of one line are two records, and both stay", async () => {
  const { scribe, partner } = two();
  const ids = [record(scribe, "We lend"), record(partner, "We lend", "decision")];
  await meet(scribe, partner);
  for (const it of [scribe, partner])
    expect(cards(it).toSorted()).toEqual([
      `[commitment](commitment:${ids[0]})`,
      `[decision](decision:${ids[1]})`,
    ]);
});

test("a line that is written in and captured again is another record", async () => {
  const { scribe, partner } = two();
  const first = record(scribe, "We lend");
  scribe.undo.undo();
  scribe.editor.update(
    () => void $getRoot().getChildAtIndex<ElementNode>(1)!.append($createTextNode(" and a boat")),
    { discrete: true },
  );
  const second = record(scribe, "and a boat");
  expect(second).not.toBe(first);
  await meet(scribe, partner);
  expect(cards(partner)).toEqual([`[commitment](commitment:${second})`]);
});

test("a line that became a record is that record again where it says the same, and never a third one by chance", () => {
  const line = { meetingId: "mtg_a", place: "1:1", words: "", times: 2 };
  const [first, second, third] = [0, 1, 2].map((times) => idOfLine("com", { ...line, times }, () => false));
  expect(new Set([first, second, third]).size).toBe(3);
  expect(idOfLine("com", line, () => false)).toBe(third);
  expect(
    idOfLine(
      "com",
      line,
      () => false,
      (id) => id === second,
    ),
  ).toBe(second);
  // What is taken is passed over, also where nothing of the line's past says so.
  expect(idOfLine("com", { ...line, times: 0 }, (id) => id === first)).toBe(second);
});

test("two records of one line are told from two of neighbours, whatever their kinds", () => {
  const line = { meetingId: "mtg_a", place: "1:1", words: "", times: 0 };
  const commitment = idOfLine("com", line, () => false);
  expect(isOfLine(commitment, "com", line)).toBe(true);
  expect(isOfLine(commitment, "com", { ...line, place: "1:2" })).toBe(false);
  expect(isOfLine(commitment, "dec", line)).toBe(false);
  expect(
    isOfLine(
      idOfLine("dec", { ...line, times: 1 }, () => false),
      "dec",
      line,
    ),
  ).toBe(true);
});

test("two lines with the same words, and two meetings, are never one record", () => {
  const { scribe } = two("We lend.\n\nAnd:\n\nWe lend.");
  const first = record(scribe, "We lend");
  expect(record(scribe, "We lend")).not.toBe(first);
  const ids = ["mtg_a", "mtg_b"].map((meetingId) =>
    idOfLine("com", { meetingId, place: "1:1", words: "", times: 0 }, () => false),
  );
  expect(new Set(ids).size).toBe(2);
});
