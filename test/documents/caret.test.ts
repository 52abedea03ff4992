import { $getRoot, $getSelection, $isRangeSelection } from "lexical";
import { afterEach, expect, test } from "vitest";
import { encodeStateAsUpdate } from "yjs";
import { markdownToUpdate, updateToText } from "../../shared/documents/headless.ts";
import { meet, openWriter, settle, type Writer } from "./writers.ts";

const open: Writer[] = [];
const writer = (update: Uint8Array, id: number) => {
  const one = openWriter(update, id);
  open.push(one);
  return one;
};
afterEach(() => {
  for (const one of open.splice(0)) one.dispose();
});

const goToEnd = (of: Writer) =>
  of.editor.update(() => void $getRoot().getFirstChildOrThrow().selectEnd(), { discrete: true });

const type = (of: Writer, letter: string) =>
  of.editor.update(
    () => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText(letter);
    },
    { discrete: true },
  );

const textOf = (of: Writer) => updateToText(encodeStateAsUpdate(of.doc));

test("two people who type at the end of one line keep their words whole", async () => {
  const start = markdownToUpdate("one");
  const dale = writer(start, 10);
  const inez = writer(start, 20);
  goToEnd(dale);
  goToEnd(inez);
  const [first, second] = [" alpha", " beta!"];
  for (let at = 0; at < first.length; at++) {
    type(dale, first[at]!);
    type(inez, second[at]!);
    await meet(dale, inez);
  }
  expect(textOf(dale)).toBe(textOf(inez));
  expect(textOf(dale)).toContain(first);
  expect(textOf(dale)).toContain(second);
});

test("a caret at the start of a line stays there when somebody writes after it", async () => {
  const start = markdownToUpdate("line");
  const dale = writer(start, 10);
  const inez = writer(start, 20);
  dale.editor.update(() => void $getRoot().getFirstChildOrThrow().selectStart(), { discrete: true });
  goToEnd(inez);
  type(inez, "s");
  await meet(dale, inez);
  type(dale, "One ");
  await settle();
  expect(textOf(dale)).toBe("One lines");
});

test("undo takes back one's own words and leaves everybody else's", async () => {
  const start = markdownToUpdate("We promise.");
  const dale = writer(start, 10);
  const inez = writer(start, 20);
  goToEnd(dale);
  type(dale, " Water.");
  goToEnd(inez);
  type(inez, " Shade.");
  await meet(dale, inez);
  dale.undo.undo();
  await meet(dale, inez);
  expect(textOf(inez)).toBe("We promise. Shade.");
  expect(textOf(dale)).toBe("We promise. Shade.");
});

test("undo cannot empty a document that was only opened", async () => {
  const dale = writer(markdownToUpdate("We promise."), 10);
  await settle();
  dale.undo.undo();
  expect(textOf(dale)).toBe("We promise.");
});
