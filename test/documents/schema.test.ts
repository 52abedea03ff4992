import { buildEditorFromExtensions } from "@lexical/extension";
import { HeadlessExtension } from "@lexical/headless/HeadlessExtension";
import { $createLinkNode, $isLinkNode } from "@lexical/link";
import { $createHeadingNode, $isHeadingNode } from "@lexical/rich-text";
import { $createParagraphNode, $createTextNode, $getRoot, $isParagraphNode, $isTextNode } from "lexical";
import { expect, test } from "vitest";
import { Doc, XmlElement, XmlText } from "yjs";
import { bindDocument } from "../../shared/documents/bind.ts";
import { linkFrom } from "../../shared/documents/links.ts";
import { $createMention, $isMention } from "../../shared/documents/mention.ts";
import { DocumentSchema } from "../../shared/documents/schema.ts";

function open(doc = new Doc()) {
  const editor = buildEditorFromExtensions({
    name: "schema",
    dependencies: [DocumentSchema, HeadlessExtension],
    $initialEditorState: null,
    onError: (error) => {
      throw error;
    },
  });
  bindDocument(editor, doc);
  return editor;
}

test("a pasted heading of the first level becomes a section", () => {
  const editor = open();
  editor.update(() => void $getRoot().append($createHeadingNode("h1"), $createHeadingNode("h6")), {
    discrete: true,
  });
  const tags = editor.read(() =>
    $getRoot()
      .getChildren()
      .filter($isHeadingNode)
      .map((it) => it.getTag()),
  );
  expect(tags).toEqual(["h2", "h4"]);
});

test.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/local"])(
  "a link to %s keeps its words and loses its way",
  (url) => {
    const editor = open();
    editor.update(
      () => {
        const link = $createLinkNode(url).append($createTextNode("here"));
        $getRoot().append($createParagraphNode().append(link));
      },
      { discrete: true },
    );
    editor.read(() => {
      const [block] = $getRoot().getChildren().filter($isParagraphNode);
      expect(block?.getTextContent()).toBe("here");
      expect(block?.getChildren().some($isLinkNode)).toBe(false);
    });
  },
);

test("styles do not come in by a paste", () => {
  const editor = open();
  editor.update(
    () => {
      const words = $createTextNode("big").setStyle("position: fixed; inset: 0");
      $getRoot().append($createParagraphNode().append(words));
    },
    { discrete: true },
  );
  expect(editor.read(() => $getRoot().getAllTextNodes()[0]?.getStyle())).toBe("");
});

test("styles do not come in from somebody else's browser", () => {
  const doc = new Doc();
  const editor = open(doc);
  const paragraph = new XmlElement("paragraph");
  const text = new XmlText();
  text.insert(0, "over everything", { p: { __style: "position: fixed; inset: 0" } });
  paragraph.insert(0, [text]);
  doc.get("root-v2", XmlElement).insert(0, [paragraph]);
  editor.read(() => {
    const [words] = $getRoot().getAllTextNodes();
    expect($isTextNode(words) && words.getTextContent()).toBe("over everything");
    expect(words?.getStyle()).toBe("");
  });
});

test("a mention keeps whom it means when it travels", () => {
  const doc = new Doc();
  const editor = open(doc);
  editor.update(
    () => void $getRoot().append($createParagraphNode().append($createMention("person", "per_1", "Dale"))),
    { discrete: true },
  );
  open(doc).read(() => {
    const node = $getRoot().getFirstDescendant();
    expect($isMention(node) && [node.getKind(), node.getTarget(), node.getTextContent()]).toEqual([
      "person",
      "per_1",
      "@Dale",
    ]);
  });
});

test.each([
  ["https://example.org/a?b=c", "https://example.org/a?b=c"],
  ["example.org/plan", "https://example.org/plan"],
  ["inez@casaribera.example", "mailto:inez@casaribera.example"],
  ["+1 (555) 010-0199", "tel:+15550100199"],
  [" mailto:a@b.example ", "mailto:a@b.example"],
])("the address “%s” leads to %s", (typed, url) => {
  expect(linkFrom(typed)).toBe(url);
});

test.each(["javascript:alert(1)", "not an address", "", "http://", "vbscript:x"])(
  "“%s” makes no link",
  (typed) => {
    expect(linkFrom(typed)).toBeUndefined();
  },
);
