import { expect, test } from "vitest";
import { piecesOf } from "../../client/action-plans/drawn-cells.ts";

const whole = [..."abcdefgh"].map((column, place) => ({ column, place }));
const told = (near: string, stop: number) =>
  piecesOf(whole, (it) => near.includes(it), stop).map((it) => ("column" in it ? it.column : it.hidden));

test("what is far from what is in sight is one cell as wide as it was, and where the keys are is always there", () => {
  expect(told("abc", 0)).toEqual(["a", "b", "c", 5]);
  expect(told("abc", 6)).toEqual(["a", "b", "c", 3, "g", 1]);
  expect(told("de", 7)).toEqual([3, "d", "e", 2, "h"]);
  expect(told("", 4)).toEqual([4, "e", 3]);
  expect(told("abcdefgh", 2)).toEqual([..."abcdefgh"]);
});

test("a row is as wide as all its columns, whatever is drawn of it", () => {
  for (const near of ["", "a", "bd", "aceg", "h"])
    for (const stop of whole.keys()) {
      const pieces = piecesOf(whole, (it) => near.includes(it), stop);
      expect(pieces.reduce((sum, it) => sum + ("column" in it ? 1 : it.hidden), 0)).toBe(whole.length);
      // A column that is drawn is the same object as before: its cells stay as they are.
      for (const it of pieces) if ("column" in it) expect(whole).toContain(it);
    }
});
