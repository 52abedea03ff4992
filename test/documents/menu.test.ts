import { expect, test } from "vitest";
import { textEntries } from "../../client/documents/entries.ts";
import { editorKey } from "../../client/documents/keys.ts";
import { findEntries, typedAfter } from "../../client/documents/menu.ts";
import { looksLikeMarkdown, withoutInlineCode } from "../../client/documents/paste.ts";
import { peopleHere } from "../../client/documents/people-here.ts";

const idsFor = (query: string, language: "en" | "es" = "en") =>
  findEntries(textEntries(language), query).map((it) => it.id);

test("the menu finds a kind of text by its English or Spanish name, with or without accents", () => {
  expect(idsFor("tab")).toEqual(["table"]);
  expect(idsFor("título")).toEqual(["heading"]);
  expect(idsFor("titulo")).toEqual(["heading"]);
  expect(idsFor("cita")).toEqual(["quote"]);
  expect(idsFor("list", "es")).toContain("checks");
  expect(idsFor("zebra")).toEqual([]);
});

test("names that begin with what was typed come first", () => {
  expect(idsFor("li")[0]).not.toBe("heading");
  expect(idsFor("")).toHaveLength(8);
});

test("a slash opens the menu after a space or at the start of a line, never inside a word or a date", () => {
  expect(typedAfter("/", "/ta")).toBe("ta");
  expect(typedAfter("/", "see /")).toBe("");
  expect(typedAfter("/", "and/or")).toBeUndefined();
  expect(typedAfter("/", "3/4")).toBeUndefined();
  expect(typedAfter("/", "/table and")).toBeUndefined();
});

test("an at sign offers people by names of several words, never inside an e-mail address", () => {
  expect(typedAfter("@", "ask @Inez Car")).toBe("Inez Car");
  expect(typedAfter("@", "(@dale")).toBe("dale");
  expect(typedAfter("@", "dale@example")).toBeUndefined();
});

const press = (
  key: string,
  with_: Partial<Record<"ctrl" | "alt" | "shift" | "meta" | "altGraph", true>>,
  code = "",
) => ({
  key,
  code,
  ctrlKey: with_.ctrl ?? false,
  altKey: with_.alt ?? false,
  shiftKey: with_.shift ?? false,
  metaKey: with_.meta ?? false,
  getModifierState: (name: string) => name === "AltGraph" && (with_.altGraph ?? false),
});

test("the chords of Google Docs work", () => {
  expect(editorKey(press("1", { ctrl: true, alt: true }), false)).toEqual({ does: "block", block: "h2" });
  expect(editorKey(press("0", { ctrl: true, alt: true }), false)).toEqual({
    does: "block",
    block: "paragraph",
  });
  expect(editorKey(press("&", { ctrl: true, shift: true }, "Digit7"), false)).toEqual({
    does: "block",
    block: "number",
  });
  expect(editorKey(press("K", { ctrl: true }), false)).toEqual({ does: "link" });
  expect(editorKey(press("k", { meta: true }), true)).toEqual({ does: "link" });
  expect(editorKey(press("™", { meta: true, alt: true }, "Digit2"), true)).toEqual({
    does: "block",
    block: "h3",
  });
});

test("AltGr+2 on a Spanish keyboard writes @ and makes no heading", () => {
  expect(editorKey(press("@", { ctrl: true, alt: true, altGraph: true }, "Digit2"), false)).toBeUndefined();
  expect(editorKey(press("@", { ctrl: true, alt: true }, "Digit2"), false)).toBeUndefined();
  expect(editorKey(press("2", { ctrl: true, alt: true, altGraph: true }, "Digit2"), false)).toBeUndefined();
});

test("plain letters and Ctrl+Option on a Mac are left alone", () => {
  expect(editorKey(press("k", {}), false)).toBeUndefined();
  expect(editorKey(press("1", { ctrl: true, alt: true }, "Digit1"), true)).toBeUndefined();
});

test.each([
  ["## Goals\n\nText", true],
  ["- one\n- two", true],
  ["see **this** now", true],
  ["[map](https://example.org)", true],
  ["Just a sentence, 3 * 4 - 5.", false],
  ["snake_case_name and #tag", false],
])("“%s” reads as Markdown: %s", (text, is) => {
  expect(looksLikeMarkdown(text)).toBe(is);
});

test.each([
  [
    `<p style="a:b" onclick='x'>style = "calm"</p>`,
    `<p data-pasted-style="a:b" data-pasted-onclick='x'>style = "calm"</p>`,
  ],
  ["<img/onerror=alert(1) src=x>", "<img/data-pasted-onerror=alert(1) src=x>"],
  [`<a title="a > b" STYLE=c:d>`, `<a title="a > b" data-pasted-STYLE=c:d>`],
  ["3 < 4 and onward = yes", "3 < 4 and onward = yes"],
])("pasted HTML %s is read without styles and scripts of its own", (html, read) => {
  expect(withoutInlineCode(html)).toBe(read);
});

test("somebody in two windows is one person, and whoever writes comes first", () => {
  const inez = { personId: "per_i", name: "Inez", hue: 7, organization: "Casa Ribera", mayEdit: true };
  const dale = { personId: "per_d", name: "Dale", hue: 1, organization: "City", mayEdit: true };
  const here = peopleHere([dale, inez, { ...inez, typing: true }, { focusing: true }]);
  expect(here.map((it) => [it.name, it.isTyping])).toEqual([
    ["Inez", true],
    ["Dale", false],
  ]);
});
