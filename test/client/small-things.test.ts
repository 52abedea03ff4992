import { expect, test } from "vitest";
import { initialsOfPerson } from "../../client/ui/Avatar.tsx";

test("a person has two letters, from words that carry the name", () => {
  expect(initialsOfPerson("Tomás Arroyo")).toBe("TA");
  expect(initialsOfPerson("Director of Environment (Port)")).toBe("DE");
  expect(initialsOfPerson("Ñusta")).toBe("ÑU");
  expect(initialsOfPerson("  ")).toBe("?");
});
