import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { limits } from "../../server/relay/limits.ts";

const spec = readFileSync("server/relay/SPEC.md", "utf8");
const rules = [...spec.matchAll(/^- \*\*(R\d+)\*\*/gm)].map((it) => it[1]!);
const tests = globSync("test/{relay,documents}/*.test.ts")
  .flatMap(
    (file) =>
      readFileSync(file, "utf8").match(/\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*["'`][^"'`]*/g) ?? [],
  )
  .join("\n");

test("every rule of the relay has a test that names it, and every number in a test is a rule", () => {
  expect(rules.length).toBeGreaterThan(30);
  expect(rules).toEqual(rules.map((_, i) => `R${i + 1}`));
  const named = new Set(tests.match(/\bR\d+\b/g));
  expect(rules.filter((it) => !named.has(it))).toEqual([]);
  expect([...named].filter((it) => !rules.includes(it))).toEqual([]);
});

test("every limit that the rules name is there", () => {
  const named = [...spec.matchAll(/`([a-zA-Z]+(?:Max|Min|Ms|Bytes|First|PerSecond|PerUpdate))`/g)].map(
    (it) => it[1]!,
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((it) => !(it in limits))).toEqual([]);
});
