import { expect, test } from "vitest";
import { Doc, encodeStateAsUpdate, XmlElement, XmlText } from "yjs";
import { markdownToUpdate, updateToMarkdown, updateToText } from "../../shared/documents/headless.ts";
import { safeMarkdown } from "../../shared/documents/safe-markdown.ts";

const agenda = `## Problem definition

The lower river floods **every** spring, and *nobody* owns the whole of it.

### What we saw in 2025

- Twelve closures
- Two evacuations
    - one at night

1. First this
2. Then that

- [ ] Ask the county
- [x] Call [the port](https://example.org/port)

> We were never asked.

---

#### Who carries what

| Partner | Part |
| --- | --- |
| [@Port of Brackwater](organization:org_port) | dredging, **twice** |
| County | a \\| b |

Spoken for by [@Dale Norwood](person:per_dale).`;

test("what partners import as Markdown is what they export", () => {
  expect(updateToMarkdown(markdownToUpdate(agenda))).toBe(agenda);
});

test("an export can be imported again without a difference", () => {
  const once = updateToMarkdown(markdownToUpdate(agenda));
  expect(updateToMarkdown(markdownToUpdate(once))).toBe(once);
});

test("headings of any depth become the three levels of a document", () => {
  const levels = "# One\n\n## Two\n\n### Three\n\n#### Four\n\n###### Six";
  expect(updateToMarkdown(markdownToUpdate(levels))).toBe(
    "## One\n\n## Two\n\n### Three\n\n#### Four\n\n#### Six",
  );
});

test("a link that would run a script arrives as its words", () => {
  expect(updateToMarkdown(markdownToUpdate("See [here](javascript:alert(1)) now."))).toBe("See here now.");
});

test("a row of bars without a divider is a sentence, not a table", () => {
  expect(updateToText(markdownToUpdate("| not | a table |"))).toBe("| not | a table |");
});

test("search reads words without marks", () => {
  const text = updateToText(markdownToUpdate(agenda));
  expect(text).toContain("The lower river floods every spring");
  expect(text).toContain("@Dale Norwood");
  expect(text).not.toContain("**");
});

test("an empty document stays readable", () => {
  expect(updateToMarkdown(markdownToUpdate(""))).toBe("");
  expect(updateToMarkdown(encodeStateAsUpdate(new Doc()))).toBe("");
});

test("words that look like a link to a script are no link in what is exported", () => {
  const doc = new Doc();
  const root = doc.get("root-v2", XmlElement);
  const line = (...parts: (XmlElement | XmlText)[]) => {
    const it = new XmlElement("paragraph");
    it.insert(0, parts);
    return it;
  };
  const named = new XmlElement("mention");
  for (const [key, value] of [
    ["__kind", "javascript"],
    ["__target", "run()"],
    ["__label", "Ana"],
  ])
    named.setAttribute(key!, value!);
  const texts = [
    "[a](javascript:run)",
    "[b]( JaVaScript:run)",
    "[c](<data:text/html,x>)",
    "[d](https://example.org)",
  ];
  root.insert(0, [...texts.map((it) => line(new XmlText(it))), line(named)]);
  expect(updateToMarkdown(encodeStateAsUpdate(doc)).split("\n\n")).toEqual([
    "[a]\\(javascript:run)",
    "[b]\\( JaVaScript:run)",
    "[c]\\(<data:text/html,x>)",
    "[d](https://example.org)",
    "@Ana",
  ]);
});

test("words that look like a tag are words in what leaves, and code, addresses and sums stay as they are", () => {
  const says = (typed: string) => {
    const doc = new Doc();
    const it = new XmlElement("paragraph");
    it.insert(0, [new XmlText(typed)]);
    doc.get("root-v2", XmlElement).insert(0, [it]);
    return encodeStateAsUpdate(doc);
  };
  for (const [typed, leaves] of [
    ["<script>run()</script>", "\\<script>run()\\</script>"],
    ["a <img src=x onerror=run()> b", "a \\<img src=x onerror=run()> b"],
    ["<!-- a --> <?php ?> </p>", "\\<!-- a --> \\<?php ?> \\</p>"],
    // Marks of code that somebody typed are letters, so what is between them is no code.
    ["`<b>`", "\\`\\<b>\\`"],
    ["\\<b>", "\\\\\\<b>"],
    ["3 < 4, a<3, x <- y, <3, 5 <= 6 & 7 > 2", "3 < 4, a<3, x <- y, <3, 5 <= 6 & 7 > 2"],
    ["see <https://example.org>", "see <https://example.org>"],
  ] as const) {
    const markdown = safeMarkdown(updateToMarkdown(says(typed)));
    expect(markdown, typed).toBe(leaves);
    // Whoever brings it back in has what was typed.
    expect(updateToText(markdownToUpdate(markdown)), typed).toBe(typed);
  }
  for (const code of ["`<b>` and ``a ` <i>``", "```html\n<script>run()</script>\n```\n\nwords", agenda])
    expect(safeMarkdown(code)).toBe(code);
  expect(safeMarkdown("[x](<b>)")).toBe("[x](\\<b>)");
  // What only looks like code to us must not be a way out: an open fence, a mark that another line ends.
  expect(safeMarkdown("```\n<b>")).toBe("```\n\\<b>");
  expect(safeMarkdown("a ` b\n- <b> ` c")).toBe("a ` b\n- \\<b> ` c");
  expect(safeMarkdown("```\ncode\n```\n<b>")).toBe("```\ncode\n```\n\\<b>");
});
