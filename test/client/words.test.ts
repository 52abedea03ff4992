import { globSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { words as problems } from "../../client/words/problems.ts";
import { type Phrases, phraseOf, type Words } from "../../client/words/words.ts";
import { statusOf } from "../../shared/errors.ts";

const files = globSync("client/**/words.ts").filter((it) => it !== "client/words/words.ts");

/** Everything a folder's `words.ts` says; it may hold several dictionaries. */
async function dictionariesOf(file: string) {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  return Object.values(module).filter(
    (it): it is Words => typeof it === "object" && it !== null && "en" in it && "es" in it,
  );
}

const values = (phrase: string) => [...phrase.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((it) => it[1]!).sort();
const singular = (key: string) => key.endsWith("_one");

test.each(files)("%s says everything in both languages, with the same values in it", async (file) => {
  const dictionaries = await dictionariesOf(file);
  expect(dictionaries.length).toBeGreaterThan(0);
  for (const { en, es } of dictionaries) {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en)) {
      // "One edit" need not say the count again.
      const without = (it: string[]) => (singular(key) ? it.filter((name) => name !== "count") : it);
      expect([key, without(values(es[key]!))]).toEqual([key, without(values(en[key]!))]);
      expect(en[key]!.trim()).not.toBe("");
      expect(es[key]!.trim()).not.toBe("");
    }
  }
});

test.each(files)("%s has both forms of everything that can be counted", async (file) => {
  for (const { en } of await dictionariesOf(file)) {
    const keys = Object.keys(en);
    for (const key of keys.filter(singular)) expect(keys).toContain(key.replace(/_one$/, "_other"));
    for (const key of keys.filter((it) => it.endsWith("_other")))
      expect(keys).toContain(key.replace(/_other$/, "_one"));
  }
});

test("no dictionary calls anything by a word that we do not use", async () => {
  const wrong: string[] = [];
  const avoided =
    /\b(stakeholder|assignee|workspace|log ?in|user|overdue|colour|neighbour|organisation)s?\b/i;
  for (const file of files)
    for (const { en } of await dictionariesOf(file))
      for (const [key, phrase] of Object.entries(en))
        if (avoided.test(phrase)) wrong.push(`${file} ${key}: ${phrase}`);
  expect(wrong).toEqual([]);
});

test("every way to fail has a sentence in both languages", () => {
  for (const code of [...Object.keys(statusOf), "offline"]) {
    expect(problems.en).toHaveProperty(code);
    expect(problems.es).toHaveProperty(code);
  }
});

const phrases: Phrases = {
  edits_one: "One edit waits.",
  edits_other: "{{ count }} edits wait.",
  hello: "Hello {{ name }}",
};

test("a count chooses the form that the language asks for", () => {
  expect(phraseOf(phrases, "en", "edits", { count: 1 })).toBe("One edit waits.");
  expect(phraseOf(phrases, "en", "edits", { count: 0 })).toBe("0 edits wait.");
  expect(phraseOf(phrases, "en", "edits", { count: 1_234 })).toBe("1,234 edits wait.");
  expect(phraseOf(phrases, "es", "edits", { count: 12_345 })).toBe("12.345 edits wait.");
  // Spanish has a form for whole millions; where we have none, the ordinary one serves.
  expect(phraseOf(phrases, "es", "edits", { count: 1_000_000 })).toBe("1.000.000 edits wait.");
});

test("a name goes into its sentence, and a missing phrase shows its key instead of nothing", () => {
  expect(phraseOf(phrases, "en", "hello", { name: "Tomás" })).toBe("Hello Tomás");
  expect(phraseOf(phrases, "en", "nothing")).toBe("nothing");
});

test("no component writes words of its own between its tags", () => {
  // The two languages' own names, and the product's, are the same everywhere.
  const same = /^(Common Thread|Esc|Enter|[A-Z?/·,.()]|)$/;
  const wrong: string[] = [];
  for (const file of globSync("client/**/*.tsx")) {
    const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    for (const [, found] of text.matchAll(
      /<(?:p|h[1-6]|b|small|span|button|label|dt|dd|th|li|em)\b[^<>{}]*>([^<>{}]+)<\//g,
    ))
      if (!same.test(found!.trim())) wrong.push(`${file}: ${found!.trim()}`);
  }
  expect(wrong).toEqual([]);
});
