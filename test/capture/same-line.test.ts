import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import { expect, test } from "vitest";
import { encodeStateAsUpdate } from "yjs";
import { $captureLine, $capturesIn, dropCapture, finishCapture } from "../../client/capture/lines.ts";
import { $isLeftBehind, $isTwin } from "../../shared/documents/capture.ts";
import { markdownToUpdate, updateToMarkdown } from "../../shared/documents/headless.ts";
import { $createMention } from "../../shared/documents/mention.ts";
import { meet, openWriter, shown, type Writer } from "../documents/writers.ts";

// One person makes a record of a line in which another is writing, without a connection between them: nothing of what
// either wrote may be missing afterwards, for anybody.

const before = "Before.\n\nWe lend two rigs by 15 Mar 2027\n\nAfter.";

interface Two {
  scribe: Writer;
  partner: Writer;
}

function two(markdown = before): Two {
  const update = markdownToUpdate(markdown);
  return { scribe: openWriter(update, 10), partner: openWriter(update, 20) };
}

const change = ({ editor }: Pick<Writer, "editor">, does: () => void) =>
  editor.update(does, { discrete: true });

/** The line that has these words. */
const $lineWith = (words: string): ElementNode =>
  $getRoot()
    .getChildren()
    .filter($isElementNode)
    .find((it) => it.getTextContent().includes(words))!;

/** Captures the line with these words, up to its fields. */
function begin(writer: Writer, words: string, target = "com_new") {
  change(writer, () => {
    $lineWith(words).selectEnd();
    $captureLine({ kind: "commitment", target, by: "per_facil" });
  });
  return writer.editor.read(() => $capturesIn()[0]!.getKey());
}

function record(writer: Writer, words: string, target = "com_new") {
  finishCapture(writer.editor, begin(writer, words, target), "commitment", target);
}

/** Writes into the line with `words`, `at` so many letters of its first text, or at its end. */
function write(writer: Writer, words: string, said: string, at?: number) {
  change(writer, () => {
    const line = $lineWith(words);
    const text = at === undefined ? line.getLastDescendant() : line.getFirstDescendant();
    if (text?.getType() !== "text") line.append($createTextNode(said));
    else (text as ReturnType<typeof $createTextNode>).spliceText(at ?? text.getTextContentSize(), 0, said);
  });
}

/** What people see, line by line: a card by its id. */
const seen = (editor: LexicalEditor) =>
  editor.read(() =>
    $getRoot()
      .getChildren()
      .filter((it: LexicalNode) => !$isLeftBehind(it) && !$isTwin(it))
      .map((it) => it.getTextContent()),
  );

const card = "[commitment](commitment:com_new)";

/** Everybody, and whoever opens the notes anew, sees these lines. */
async function allSee({ scribe, partner }: Two, lines: string[]) {
  await meet(scribe, partner);
  const reloaded = openWriter(encodeStateAsUpdate(scribe.doc));
  for (const it of [scribe, partner, reloaded]) expect(seen(it.editor)).toEqual(lines);
  expect(shown(partner.editor)).toBe(shown(scribe.editor));
  expect(shown(reloaded.editor)).toBe(shown(scribe.editor));
}

test("what somebody writes at the end of a line that is recorded meanwhile stands beside the card", async () => {
  const both = two();
  write(both.partner, "We lend", ", and a boat");
  record(both.scribe, "We lend");
  await allSee(both, ["Before.", card, ", and a boat", "After."]);
});

test("what somebody writes in the middle of it stands there too, from both ends and the middle", async () => {
  const both = two();
  write(both.partner, "We lend", "one or ", 8);
  write(both.partner, "We lend", "Perhaps: ", 0);
  write(both.partner, "We lend", "!");
  record(both.scribe, "We lend");
  await allSee(both, ["Before.", card, "Perhaps: one or !", "After."]);
});

test("what the capturer still writes in the line goes into the record, and the other's words stay", async () => {
  const both = two();
  const key = begin(both.scribe, "We lend");
  write(both.scribe, "We lend", " to the county");
  write(both.partner, "We lend", ", and a boat");
  finishCapture(both.scribe.editor, key, "commitment", "com_new");
  await allSee(both, ["Before.", card, ", and a boat", "After."]);
});

test("a line with a mention has two texts, and each keeps what is written into it", async () => {
  const both = two();
  change(both.scribe, () => {
    const line = $lineWith("We lend");
    line.append($createMention("organization", "org_casa", "Casa Ribera"), $createTextNode(" helps"));
  });
  await meet(both.scribe, both.partner);
  write(both.partner, "We lend", "Or: ", 0);
  write(both.partner, "We lend", " on Sundays");
  record(both.scribe, "We lend");
  // More happens beside the line before they meet again.
  write(both.scribe, "After", " More.");
  await allSee(both, ["Before.", card, "Or:  on Sundays", "After. More."]);
});

test("giving a capture up leaves the line to both", async () => {
  const both = two();
  const key = begin(both.scribe, "We lend");
  write(both.partner, "We lend", ", and a boat");
  dropCapture(both.scribe.editor, key);
  await allSee(both, ["Before.", "We lend two rigs by 15 Mar 2027, and a boat", "After."]);
});

test("taking a record's card back gives the line again, with what the other wrote into it meanwhile", async () => {
  const both = two();
  record(both.scribe, "We lend");
  write(both.partner, "We lend", ", and a boat");
  await meet(both.scribe, both.partner);
  both.scribe.undo.undo();
  await allSee(both, ["Before.", "We lend two rigs by 15 Mar 2027, and a boat", "After."]);
  both.scribe.undo.redo();
  await allSee(both, ["Before.", card, ", and a boat", "After."]);
});

test("two people record the same line: two cards, and no words twice", async () => {
  const both = two();
  record(both.scribe, "We lend");
  write(both.partner, "We lend", " and a boat");
  record(both.partner, "We lend", "com_too");
  await allSee(both, ["Before.", card, "[commitment](commitment:com_too)", "After."]);
});

test("two people record one line at the very same moment: one card, also when one of them takes it back", async () => {
  const both = two();
  const key = begin(both.scribe, "We lend");
  await meet(both.scribe, both.partner);
  const theirs = both.partner.editor.read(() => $capturesIn()[0]!.getKey());
  finishCapture(both.scribe.editor, key, "commitment", "com_new");
  finishCapture(both.partner.editor, theirs, "commitment", "com_new");
  await allSee(both, ["Before.", card, "After."]);
  const markdown = updateToMarkdown(encodeStateAsUpdate(both.scribe.doc));
  expect(markdown.split("(commitment:com_new)")).toHaveLength(2);
  both.scribe.undo.undo();
  await meet(both.scribe, both.partner);
  for (const { editor } of [both.scribe, both.partner])
    expect(seen(editor).filter((it) => it === card)).toEqual([card]);
});

test("a point of a list stays where it is, and those after it keep what is written into them", async () => {
  const both = two("- first\n- lend two rigs\n- last");
  change(both.partner, () => {
    const [first] = $getRoot().getAllTextNodes();
    first!.spliceText(5, 0, " of all");
  });
  record(both.scribe, "lend two rigs");
  await meet(both.scribe, both.partner);
  expect(seen(both.partner.editor)).toEqual([
    expect.stringMatching(/^first of all\s+lend two rigs\s+last$/),
    card,
    "",
  ]);
  expect(shown(both.partner.editor)).toBe(shown(both.scribe.editor));
});

test("a copy that is given up leaves nothing behind but what another wrote into it", async () => {
  const both = two("## Who lends what?\n\nAfter.");
  const key = begin(both.scribe, "Who lends");
  await meet(both.scribe, both.partner);
  change(both.partner, () => {
    const [line] = $capturesIn();
    line!.append($createTextNode(" And when?"));
  });
  dropCapture(both.scribe.editor, key);
  await allSee(both, ["Who lends what?", " And when?", "After."]);
});

test("an empty line stays for whoever writes in it", async () => {
  const both = two();
  change(both.scribe, () => void $lineWith("After").insertAfter($createParagraphNode()));
  await meet(both.scribe, both.partner);
  change(both.scribe, () => {
    $getRoot().getLastChildOrThrow<ElementNode>().selectEnd();
    $captureLine({ kind: "commitment", target: "com_new", by: "per_facil" })!.append(
      $createTextNode("we lend two rigs"),
    );
  });
  change(both.partner, () => {
    $getRoot().getLastChildOrThrow<ElementNode>().append($createTextNode("A new thought."));
  });
  const key = both.scribe.editor.read(() => $capturesIn()[0]!.getKey());
  finishCapture(both.scribe.editor, key, "commitment", "com_new");
  await allSee(both, ["Before.", "We lend two rigs by 15 Mar 2027", "After.", card, "A new thought."]);
});

test("the capturer goes on in a line of their own", async () => {
  for (const both of [two(), two("We lend two rigs")]) {
    write(both.partner, "We lend", ", and a boat");
    record(both.scribe, "We lend");
    change(both.scribe, () => $getSelection()!.insertText("Next point. "));
    await meet(both.scribe, both.partner);
    for (const it of [both.scribe, both.partner]) {
      const lines = seen(it.editor);
      expect(lines).toContain(", and a boat");
      expect(lines.some((line) => line.startsWith("Next point. "))).toBe(true);
    }
  }
});
