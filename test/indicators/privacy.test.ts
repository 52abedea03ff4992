import { expect, test } from "vitest";
import { hiddenGroups, withoutSmallGroups } from "../../shared/indicators/privacy.ts";

const rule = { smallestGroup: 10, disaggregateBy: ["age"] };
const groups = (...sizes: number[]) =>
  sizes.map((n, index) => ({ group: "abcdef"[index]!, value: index + 1, n }));
const hidden = (...sizes: number[]) =>
  [...hiddenGroups(rule, groups(...sizes))].map((it) => it.split("\n")[1]).sort();

test("a group of too few is hidden, and the next smallest with it, so that nobody counts it back", () => {
  expect(hidden(40, 30, 20)).toEqual([]);
  expect(hidden(40, 30, 4)).toEqual(["b", "c"]);
  expect(hidden(40, 30, 4, 7)).toEqual(["c", "d"]);
  // Two of them are too few together as well: a third one goes.
  expect(hidden(40, 30, 4, 3)).toEqual(["b", "c", "d"]);
  expect(hidden(40, 4)).toEqual(["a", "b"]);
  expect(hidden(4)).toEqual(["a"]);
  expect(hidden(10, 12)).toEqual([]);
  expect(hidden(0, 12, 13)).toEqual(["a", "b"]);
});

test("whatever is hidden of a set of groups: never one alone, never too few together, unless it is all", () => {
  // A seeded walk over many sets; what it asks is the definition itself, not how it is done.
  let seed = 7;
  const next = (max: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % max;
  };
  for (let round = 0; round < 2_000; round += 1) {
    const sizes = Array.from({ length: 1 + next(6) }, () => next(30));
    const names = hidden(...sizes);
    const people = names.reduce((sum, name) => sum + sizes["abcdef".indexOf(name!)]!, 0);
    for (const [index, n] of sizes.entries()) if (n < 10) expect(names).toContain("abcdef"[index]);
    if (names.length > 0 && names.length < sizes.length) {
      expect(names.length, sizes.join()).toBeGreaterThan(1);
      expect(people, sizes.join()).toBeGreaterThanOrEqual(10);
    }
  }
});

test("groups by another thing are looked at by themselves; one that nobody counted is hidden", () => {
  const all = [
    { group: "young", by: "age", value: 1, n: 4 },
    { group: "old", by: "age", value: 2, n: 90 },
    { group: "north", by: "reach", value: 3, n: 50 },
    { group: "south", by: "reach", value: 4, n: 44 },
  ];
  const [shown] = withoutSmallGroups(rule, [{ period: "2026-Q3", disaggregation: all }]);
  expect(shown!.disaggregation).toEqual([
    { group: "young", by: "age", value: null },
    { group: "old", by: "age", value: null },
    all[2],
    all[3],
  ]);
  expect([...hiddenGroups(rule, [{ group: "a", value: 1 }])]).toHaveLength(1);
  expect(
    withoutSmallGroups({ ...rule, smallestGroup: null }, [{ period: "2026-Q3", disaggregation: all }]),
  ).toEqual([{ period: "2026-Q3", disaggregation: all }]);
});

test("a correction shows nothing that was hidden before, and the other way round", () => {
  const first = { period: "2026-Q3", disaggregation: groups(40, 30, 4) };
  const second = { period: "2026-Q3", disaggregation: groups(40, 30, 24) };
  const other = { period: "2026-Q2", disaggregation: groups(40, 30, 24) };
  const shown = withoutSmallGroups(rule, [first, second, other]);
  const values = shown.map((it) => it.disaggregation.map(({ value }) => value));
  expect(values).toEqual([
    [1, null, null],
    [1, null, null],
    [1, 2, 3],
  ]);
});
