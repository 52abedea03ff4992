import { type Doc, XmlElement, XmlText } from "yjs";

/** A line of a document as plain words, for where no editor is: on paper. */
export interface DocumentLine {
  is: "heading" | "item" | "text";
  text: string;
}

/** What holds other blocks rather than words. */
const holders = new Set(["list", "table", "tablerow", "root"]);
const blocks = new Set(["paragraph", "heading", "quote", "code", "listitem", "tablecell", ...holders]);

/** The words of a document, line by line; empty lines and what draws only a picture are left out. */
export function linesIn(doc: Doc): DocumentLine[] {
  const found: DocumentLine[] = [];
  read(doc.get("root-v2", XmlElement), found);
  return found;
}

function read(holder: XmlElement, found: DocumentLine[]) {
  for (const child of holder.toArray()) {
    if (!(child instanceof XmlElement)) continue;
    const { nodeName } = child;
    if (nodeName === "tablerow") {
      const cells = elementsIn(child).map((cell) => wordsIn(cell).trim());
      push(found, "text", cells.filter((it) => it !== "").join(" | "));
      continue;
    }
    if (!holders.has(nodeName)) push(found, kindOf(nodeName), wordsIn(child));
    // A list in a list stands in an item of its own.
    if (holders.has(nodeName) || elementsIn(child).some((it) => holders.has(it.nodeName))) read(child, found);
  }
}

const kindOf = (nodeName: string): DocumentLine["is"] =>
  nodeName === "heading" ? "heading" : nodeName === "listitem" ? "item" : "text";

function push(found: DocumentLine[], is: DocumentLine["is"], text: string) {
  const words = text.replace(/[^\S\n]+/g, " ").trim();
  if (words !== "") found.push({ is, text: words });
}

const elementsIn = (it: XmlElement) => it.toArray().filter((one) => one instanceof XmlElement);

/** The words of one block, those of blocks that hold others left to their own lines. */
function wordsIn(block: XmlElement): string {
  return block
    .toArray()
    .map((child) => {
      if (child instanceof XmlText)
        return (child.toDelta() as { insert: unknown }[])
          .map(({ insert }) => (typeof insert === "string" ? insert : ""))
          .join("");
      if (!(child instanceof XmlElement) || holders.has(child.nodeName)) return "";
      if (child.nodeName === "linebreak") return "\n";
      if (child.nodeName === "mention") return String(child.getAttribute("__label") ?? "");
      const words = wordsIn(child);
      return blocks.has(child.nodeName) ? `${words}\n` : words;
    })
    .join("");
}
