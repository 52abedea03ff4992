import { expect, test } from "vitest";
import { type Command, commandOf, goTo, type Press, type Situation } from "../../client/shell/keys.ts";

const press = (
  key: string,
  more: Partial<Omit<Press, "getModifierState">> & { altGraph?: boolean } = {},
): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
  getModifierState: () => more.altGraph ?? false,
});
const quiet: Situation = { inTextField: false, inDialog: false, letters: true, afterG: false };
const asked = (it: Press, now: Partial<Situation> = {}): Command | undefined =>
  commandOf(it, { ...quiet, ...now });

test("Ctrl K and ⌘ K open the palette, also from a text field", () => {
  expect(asked(press("k", { ctrlKey: true }))).toEqual({ is: "palette" });
  expect(asked(press("K", { metaKey: true }), { inTextField: true })).toEqual({ is: "palette" });
  expect(asked(press("k", { ctrlKey: true, shiftKey: true }))).toBeUndefined();
});

test("G and a letter go to a page, once", () => {
  expect(asked(press("g"))).toEqual({ is: "g" });
  for (const [letter, to] of Object.entries(goTo))
    expect(asked(press(letter), { afterG: true })).toEqual({ is: "go", to });
  expect(asked(press("x"), { afterG: true })).toBeUndefined();
});

test("letters belong to the text while somebody writes", () => {
  for (const key of ["g", "n", "/", "?", "j", "["])
    expect(asked(press(key), { inTextField: true })).toBeUndefined();
});

test("the page behind a dialog hears nothing", () => {
  expect(asked(press("n"), { inDialog: true })).toBeUndefined();
  expect(asked(press("Escape"), { inDialog: true })).toBeUndefined();
});

test("who switched single letters off keeps the chords and the named keys", () => {
  const off = { letters: false };
  for (const key of ["g", "n", "?", "/"]) expect(asked(press(key), off)).toBeUndefined();
  expect(asked(press("k", { ctrlKey: true }), off)).toEqual({ is: "palette" });
  expect(asked(press("Escape"), off)).toEqual({ is: "key", key: "Escape" });
});

test("on a Spanish keyboard the key that was written counts, not where it sits", () => {
  // `/` is Shift 7 there, `?` is Shift '.
  expect(asked(press("/", { shiftKey: true }))).toEqual({ is: "key", key: "/" });
  expect(asked(press("?", { shiftKey: true }))).toEqual({ is: "shortcuts" });
});

test("AltGr writes a character and never gives a command", () => {
  // Windows reports AltGr 2 as Ctrl Alt with the `@` it wrote.
  expect(asked(press("@", { ctrlKey: true, altKey: true, altGraph: true }))).toBeUndefined();
  expect(asked(press("@", { ctrlKey: true, altKey: true }))).toBeUndefined();
  expect(asked(press("[", { altGraph: true }))).toBeUndefined();
  expect(asked(press("k", { ctrlKey: true, altKey: true }))).toBeUndefined();
});

test("a letter that is still being composed is not a command", () => {
  expect(asked(press("n", { isComposing: true }))).toBeUndefined();
});

test("Alt F6 walks the parts of the page, with Shift backwards, and Ctrl Z takes back what was done", () => {
  expect(asked(press("F6", { altKey: true }))).toEqual({ is: "region", step: 1 });
  expect(asked(press("F6", { altKey: true, shiftKey: true }), { inTextField: true })).toEqual({
    is: "region",
    step: -1,
  });
  expect(asked(press("z", { ctrlKey: true }))).toEqual({ is: "undo" });
  expect(asked(press("z", { ctrlKey: true }), { inTextField: true })).toBeUndefined();
});

test("a capital letter is the same key, and the space bar scrolls", () => {
  expect(asked(press("N", { shiftKey: true }))).toEqual({ is: "key", key: "n" });
  expect(asked(press(" "))).toBeUndefined();
});
