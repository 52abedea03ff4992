import { expect, test } from "vitest";
import { fewAtOnce } from "../../client/few.ts";
import { initialsOfPerson } from "../../client/ui/Avatar.tsx";

test("a person has two letters, from words that carry the name", () => {
  expect(initialsOfPerson("Tomás Arroyo")).toBe("TA");
  expect(initialsOfPerson("Director of Environment (Port)")).toBe("DE");
  expect(initialsOfPerson("Ñusta")).toBe("ÑU");
  expect(initialsOfPerson("  ")).toBe("?");
});

test("few at once: all of them, in order, and never more; a failure ends it", async () => {
  const begun: number[] = [];
  const all = Array.from({ length: 9 }, (_, at) => at);
  let now = 0;
  let most = 0;
  await fewAtOnce(all, 2, async (it) => {
    begun.push(it);
    most = Math.max(most, ++now);
    await Promise.resolve();
    now--;
  });
  expect(begun).toEqual(all);
  expect(most).toBe(2);
  begun.length = 0;
  const failing = fewAtOnce(all, 1, async (it) => {
    begun.push(it);
    if (it === 2) throw new Error("gone");
  });
  await expect(failing).rejects.toThrow("gone");
  expect(begun).toEqual([0, 1, 2]);
});
