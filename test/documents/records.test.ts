import { buildEditorFromExtensions } from "@lexical/extension";
import { HeadlessExtension } from "@lexical/headless/HeadlessExtension";
import { $createListItemNode, $createListNode } from "@lexical/list";
import { $createParagraphNode, $createTextNode, $getRoot, type LexicalNode, PASTE_TAG } from "lexical";
import { expect, test } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { bindDocument } from "../../shared/documents/bind.ts";
import {
  $capture,
  $captureOf,
  $choicesOf,
  $choose,
  $isCapture,
  $toLine,
} from "../../shared/documents/capture.ts";
import { markdownToUpdate, updateToMarkdown } from "../../shared/documents/headless.ts";
import { NotesSchema } from "../../shared/documents/notes-schema.ts";
import { $createRecord, $isRecord, type RecordKind } from "../../shared/documents/record.ts";
import { recordsIn, withRecords } from "../../shared/documents/record-words.ts";

/** An editor for notes on a document, as every browser and the server have it. */
function open(doc = new Doc()) {
  const editor = buildEditorFromExtensions({
    name: "notes",
    dependencies: [NotesSchema, HeadlessExtension],
    $initialEditorState: null,
    onError: (error) => {
      throw error;
    },
  });
  bindDocument(editor, doc);
  return editor;
}

function write(doc: Doc, ...blocks: (() => LexicalNode)[]) {
  const editor = open(doc);
  editor.update(() => void $getRoot().append(...blocks.map((make) => make())), { discrete: true });
  return editor;
}

/** A line that is being captured. */
const $captured = (kind: RecordKind, target: string, by: string, words: string) =>
  $capture($createParagraphNode().append($createTextNode(words)), { kind, target, by });

/** The same document, as somebody else's browser receives it. */
function elsewhere(doc: Doc) {
  const other = new Doc();
  applyUpdate(other, encodeStateAsUpdate(doc));
  return open(other);
}

test("a record keeps what it stands for when it travels, and whether its card was deleted", () => {
  const doc = new Doc();
  write(
    doc,
    () => $createRecord("decision", "dec_match"),
    () => $createRecord("commitment", "com_11").setGone(true),
  );
  const there = elsewhere(doc).read(() => $getRoot().getChildren().filter($isRecord));
  expect(there.map((it) => [it.__kind, it.__target, it.__isGone])).toEqual([
    ["decision", "dec_match", false],
    ["commitment", "com_11", true],
  ]);
});

test("a line that becomes a record keeps its words, its choices and who captures it when it travels", () => {
  const doc = new Doc();
  const editor = write(doc, () =>
    $choose($captured("commitment", "com_new", "per_facil", "plant 4,200 stems"), {
      owner: "org_yard",
      due: "2027-03-15",
    }),
  );
  editor.update(
    () => void $choose($getRoot().getChildren().filter($isCapture)[0]!, { serves: "str_a,ind_b" }),
    {
      discrete: true,
    },
  );
  const [there] = elsewhere(doc).read(() =>
    $getRoot()
      .getChildren()
      .filter($isCapture)
      .map((it) => ({
        ...$captureOf(it),
        text: it.getTextContent(),
        ...$choicesOf(it),
      })),
  );
  expect(there).toMatchObject({
    by: "per_facil",
    target: "com_new",
    text: "plant 4,200 stems",
    owner: "org_yard",
    due: "2027-03-15",
    serves: "str_a,ind_b",
    helps: "",
  });
});

const notes = `## Who plants what?

Mill Creek can take the first three reaches.

[commitment](commitment:com_11)

~~[decision](decision:dec_match)~~

- one
- two

[passage](passage:en:problem-definition)`;

test("notes with records survive Markdown, there and back", () => {
  expect(updateToMarkdown(markdownToUpdate(notes))).toBe(notes);
});

test("readers of Markdown get a record's words where it stands, and only those for their eyes", () => {
  const said = withRecords(notes, (kind, id) =>
    kind === "commitment" && id === "com_11" ? "C-11: Plant [4,200]\nstems" : undefined,
  );
  expect(said).toContain("[C-11: Plant 4,200 stems](commitment:com_11)");
  expect(said).toContain("[passage](passage:en:problem-definition)");
  expect(updateToMarkdown(markdownToUpdate(said))).toBe(notes);
  expect(recordsIn(said)).toEqual([
    { kind: "commitment", target: "com_11" },
    { kind: "passage", target: "en:problem-definition" },
  ]);
});

test("a link in a sentence is no record", () => {
  const said = "See [this](commitment:com_11) first.";
  expect(recordsIn(updateToMarkdown(markdownToUpdate(said)))).toEqual([]);
});

test("a capture that was not finished leaves as its words", () => {
  const doc = new Doc();
  write(doc, () => $captured("commitment", "com_x", "per_a", "lend two rigs"));
  expect(updateToMarkdown(encodeStateAsUpdate(doc))).toBe("lend two rigs");
});

test("a capture that is pasted is a line of text; a record that is pasted is the same record", () => {
  const editor = open();
  editor.update(
    () =>
      void $getRoot().append(
        $captured("decision", "dec_x", "per_a", "we agree"),
        $createRecord("decision", "dec_y"),
      ),
    { discrete: true, tag: PASTE_TAG },
  );
  const types = editor.read(() =>
    $getRoot()
      .getChildren()
      .map((it) => [it.getType(), it.getTextContent()]),
  );
  expect(types).toEqual([
    ["paragraph", "we agree"],
    ["record", "[decision](decision:dec_y)"],
  ]);
});

test("a capture becomes a line again with its words", () => {
  const doc = new Doc();
  const editor = write(
    doc,
    () => $createParagraphNode().append($createTextNode("before")),
    () => $captured("commitment", "com_x", "per_a", "lend two rigs"),
    () => $createListNode("bullet").append($createListItemNode().append($createTextNode("after"))),
  );
  editor.update(() => void $toLine($getRoot().getChildren().filter($isCapture)[0]!), { discrete: true });
  expect(updateToMarkdown(encodeStateAsUpdate(doc))).toBe("before\n\nlend two rigs\n\n- after");
});
