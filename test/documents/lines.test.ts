import { expect, test } from "vitest";
import { applyUpdate, Doc, XmlElement, XmlText } from "yjs";
import { writeTexts } from "../../server/documents/write.ts";
import { linesIn } from "../../shared/documents/lines.ts";

/** A document as the editor writes it. */
async function written(markdown: string) {
  const [update] = await writeTexts([markdown]);
  const doc = new Doc();
  applyUpdate(doc, update!);
  return doc;
}

test("the words of a document are read line by line without its editor", async () => {
  const doc = await written(
    [
      "## What we do **first**",
      "",
      "The laterals of [Ribera](https://example.org) come before the trenches.",
      "",
      "- letters",
      "    - in Spanish",
      "- walks",
      "",
      "> Nobody asked us.",
      "",
      "| Street | Laterals |",
      "| --- | --- |",
      "| Dock | 40 |",
    ].join("\n"),
  );
  expect(linesIn(doc)).toEqual([
    { is: "heading", text: "What we do first" },
    { is: "text", text: "The laterals of Ribera come before the trenches." },
    { is: "item", text: "letters" },
    { is: "item", text: "in Spanish" },
    { is: "item", text: "walks" },
    { is: "text", text: "Nobody asked us." },
    { is: "text", text: "Street | Laterals" },
    { is: "text", text: "Dock | 40" },
  ]);
});

test("an empty document has no lines, and who is mentioned is named", () => {
  const doc = new Doc();
  const line = new XmlElement("paragraph");
  const mention = new XmlElement("mention");
  mention.setAttribute("__label", "Casa Ribera");
  const root = doc.get("root-v2", XmlElement);
  root.insert(0, [new XmlElement("paragraph")]);
  expect(linesIn(doc)).toEqual([]);
  root.insert(1, [line]);
  line.insert(0, [new XmlText("With "), mention, new XmlText(", as always")]);
  expect(linesIn(doc)).toEqual([{ is: "text", text: "With Casa Ribera, as always" }]);
});
