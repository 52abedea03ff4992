import { expect, test } from "vitest";
import { strayAfterMention, typedAddress } from "../../client/documents/tidy-typing.ts";

const linked = (before: string, after: "space" | "nothing" = "space") => {
  const found = typedAddress(before, after);
  return found && { words: before.slice(found.start, found.end), url: found.url };
};

test.each([
  ["https://example.org/x ", "https://example.org/x", "https://example.org/x"],
  ["see www.example.org ", "www.example.org", "https://www.example.org"],
  ["(the plan: https://example.org/a?b=c). ", "https://example.org/a?b=c", "https://example.org/a?b=c"],
  ["Read http://example.org/plan, ", "http://example.org/plan", "http://example.org/plan"],
])("the address in “%s” becomes a link, without the signs around it", (before, words, url) => {
  expect(linked(before)).toEqual({ words, url });
});

test("the end of a line ends an address, too", () => {
  expect(linked("see https://example.org", "nothing")).toEqual({
    words: "https://example.org",
    url: "https://example.org",
  });
});

test.each([
  "https://example.org",
  "https:// ",
  "javascript:alert(1).x ",
  "file://example.org ",
  "xhttps://example.org ",
  "and so on ",
])("“%s” is left as it is", (before) => {
  expect(linked(before)).toBeUndefined();
});

test("the space that comes with a mention is not doubled, and never stands before a comma", () => {
  expect(strayAfterMention("  today")).toEqual({ at: 1 });
  expect(strayAfterMention(" , good")).toEqual({ at: 0 });
  expect(strayAfterMention(" today")).toBeUndefined();
  expect(strayAfterMention(" (the north)")).toBeUndefined();
});
