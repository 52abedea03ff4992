import { $createTextNode, $getRoot, type ElementNode } from "lexical";
import { expect, test } from "vitest";
import { giveHeading, keepOneHeading } from "../../client/meetings/room/item-headings.ts";
import { writeOutline } from "../../server/documents/write.ts";
import { markdownToUpdate } from "../../shared/documents/headless.ts";
import { meet, openWriter, settle, shown, type Writer } from "../documents/writers.ts";

const welcome = { id: "itm_a", title: "Welcome" };
const boats = { id: "itm_b", title: "Who lends boats?" };
const close = { id: "itm_c", title: "Close" };
const agenda = [welcome, boats, close];

/** Two who lead the room, each in a window of their own. */
function two(update = writeOutline([welcome, close])) {
  const both = [openWriter(update, 10), openWriter(update, 20)] as const;
  for (const it of both) keepOneHeading(it.editor);
  return both;
}

const lines = ({ editor }: Writer) =>
  editor.read(() =>
    $getRoot()
      .getChildren()
      .map((it) => `${it.getType() === "heading" ? "## " : ""}${it.getTextContent()}`),
  );

test("an item that came later gets its heading where the agenda has it, and a line to write in", () => {
  const [dale] = two();
  giveHeading(dale.editor, boats, agenda);
  expect(lines(dale)).toEqual(["## Welcome", "", "## Who lends boats?", "", "## Close", ""]);
  giveHeading(dale.editor, { id: "itm_z", title: "One more" }, [
    ...agenda,
    { id: "itm_z", title: "One more" },
  ]);
  expect(lines(dale).slice(-2)).toEqual(["## One more", ""]);
});

test("an item that has a heading gets no other, also when its title has changed or it was written by hand", () => {
  const [dale] = two();
  const was = lines(dale);
  giveHeading(dale.editor, { ...welcome, title: "Welcome, everybody" }, agenda);
  expect(lines(dale)).toEqual(was);
  const [inez] = two(markdownToUpdate("## 2. Who lends boats?\n\nThe city."));
  giveHeading(inez.editor, boats, agenda);
  expect(lines(inez)).toEqual(["## 2. Who lends boats?", "The city."]);
});

test("two who take the room there at once give it one heading, and what is written under either stays", async () => {
  const [dale, inez] = two();
  for (const [it, said] of [
    [dale, "The city has two."],
    [inez, "The county has one."],
  ] as const) {
    giveHeading(it.editor, boats, agenda);
    it.editor.update(
      () => {
        const heading = $getRoot()
          .getChildren()
          .find((one) => one.getTextContent() === boats.title)!;
        heading.getNextSibling<ElementNode>()!.append($createTextNode(said));
      },
      { discrete: true },
    );
  }
  await meet(dale, inez);
  await settle();
  await meet(dale, inez);
  expect(shown(inez.editor)).toBe(shown(dale.editor));
  expect(lines(dale).filter((it) => it.startsWith("## "))).toEqual([
    "## Welcome",
    "## Who lends boats?",
    "## Close",
  ]);
  expect(lines(dale)).toEqual(expect.arrayContaining(["The city has two.", "The county has one."]));
});
