import { expect, test } from "vitest";
import { blocksOf, changesBetween, countChanges, plainOf } from "../../shared/common-agenda/changes.ts";
import { isLater, nextNumber } from "../../shared/common-agenda/version.ts";

const said = (was: string, now: string) =>
  changesBetween(was, now).map(({ is, was, now }) => [is, was && plainOf(was), now && plainOf(now)]);

test("a text is told paragraph by paragraph: what stayed, was reworded, came and went", () => {
  const was = "## Goal\n\nWe clean the river.\n\nWe meet.\n\n- one\n- two";
  const now = "## Goal\n\nWe clean the whole river.\n\nWe meet.\n\nWe report.\n\n- one\n- two";
  expect(said(was, now)).toEqual([
    ["same", "Goal", "Goal"],
    ["changed", "We clean the river.", "We clean the whole river."],
    ["same", "We meet.", "We meet."],
    ["added", null, "We report."],
    ["same", "• one\n• two", "• one\n• two"],
  ]);
  expect(countChanges(changesBetween(now, was))).toBe(2);
  expect(said("A.\n\nB.", "")).toEqual([
    ["removed", "A.", null],
    ["removed", "B.", null],
  ]);
});

test("bold letters alone change no paragraph, and signs of Markdown are not shown", () => {
  expect(countChanges(changesBetween("We **clean** the river.", "We clean the *river*."))).toBe(0);
  expect(
    plainOf("### Who\\*s [@Ana](person:per_1), see [the map](https://example.org) and snake_case_word"),
  ).toBe("Who*s @Ana, see the map and snake_case_word");
  expect(blocksOf("  \n\n\nOne\n\n \nTwo\n")).toEqual(["One", "Two"]);
});

test("a heading never turns into a paragraph", () => {
  expect(said("## Old", "Some words.\n\n## New")).toEqual([
    ["added", null, "Some words."],
    ["changed", "Old", "New"],
  ]);
});

test("versions are counted as people count them", () => {
  expect(isLater("2.10", "2.9")).toBe(true);
  expect(isLater("3", "2.10")).toBe(true);
  expect(isLater("2.1", "2.1")).toBe(false);
  expect([nextNumber(undefined), nextNumber("2.1"), nextNumber("3")]).toEqual(["1.0", "2.2", "3.1"]);
});
