import { expect, test } from "vitest";
import { wordDiff } from "../../shared/decisions/diff.ts";

const marked = (was: string, now: string) =>
  wordDiff(was, now)
    .map(({ text, is }) => (is === "same" ? text : is === "added" ? `+${text}+` : `-${text}-`))
    .join("");

test("what is new is marked, word by word, and a full stop is no new word", () => {
  expect(marked("Fields may use 35 ft.", "Fields may use 35 ft when the farm fences the bank.")).toBe(
    "Fields may use 35 ft +when the farm fences the bank+.",
  );
  expect(marked("All to the laterals", "70% to the laterals")).toBe("-All -+70% +to the laterals");
  expect(marked("One", "One")).toBe("One");
  expect(marked("", "New")).toBe("+New+");
  expect(marked("$1.2M match", "$1.4M match")).toContain("-1.2M -");
});

test("with what is gone left out, the pieces are the new words; with what is new left out, the old ones", () => {
  const was = "Publish each Thursday by 17:00: a rating for every station, in English.";
  const now = "Publish each Friday: a three-color rating for each station, in English and Spanish.";
  const words = (text: string) => text.split(/\s+/).join(" ").trim();
  const pieces = wordDiff(was, now);
  const without = (is: string) =>
    words(
      pieces
        .filter((it) => it.is !== is)
        .map((it) => it.text)
        .join(""),
    );
  expect(without("removed")).toBe(now);
  expect(without("added").replaceAll(" ", "")).toBe(was.replaceAll(" ", ""));
});

test("texts that share nothing, and very long ones, take no time that anybody notices", () => {
  const long = (word: string) => Array.from({ length: 2_500 }, (_, at) => `${word}${at}`).join(" ");
  const pieces = wordDiff(long("a"), long("b"));
  expect(pieces.map(({ is }) => is)).toEqual(["removed", "added"]);
});
