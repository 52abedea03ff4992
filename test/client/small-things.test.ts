import { expect, test } from "vitest";
import { linksOf } from "../../client/mail/links.ts";
import { initialsOfPerson } from "../../client/ui/Avatar.tsx";

test("a mail's link is taken whole, without the full stop behind it", () => {
  const text =
    "Come in here: http://127.0.0.1:4000/enter/ab_C-9.\nOr <https://example.org/x?y=1>, if you like.";
  expect(linksOf(text)).toEqual(["http://127.0.0.1:4000/enter/ab_C-9", "https://example.org/x?y=1"]);
  expect(linksOf("No link here.")).toEqual([]);
});

test("a person has two letters, from words that carry the name", () => {
  expect(initialsOfPerson("Tomás Arroyo")).toBe("TA");
  expect(initialsOfPerson("Director of Environment (Port)")).toBe("DE");
  expect(initialsOfPerson("Ñusta")).toBe("ÑU");
  expect(initialsOfPerson("  ")).toBe("?");
});
