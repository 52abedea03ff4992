import { IndexeddbPersistence } from "y-indexeddb";
import { applyUpdate, Doc, XmlElement, XmlText } from "yjs";
import { unsentNote } from "./offline-copies.ts";

/** Under which the editor's binding keeps the text. */
const textKey = "root-v2";

/**
 * The words of an offline copy, a line for each paragraph, for somebody to keep; what stands in tables of a plan follows
 * as it is stored. The copy stays.
 */
export async function textOfCopy(name: string): Promise<string> {
  const doc = new Doc();
  const keeper = new IndexeddbPersistence(name, doc);
  try {
    await keeper.whenSynced;
    // What was typed last may stand beside the copy only.
    for (const update of unsentNote(name, "").found.recent) applyUpdate(doc, update);
    const lines = linesIn(doc.get(textKey, XmlElement));
    const tables = [...doc.share.keys()]
      .filter((key) => key !== textKey)
      .map((key) => JSON.stringify(doc.getMap(key).toJSON(), null, 2));
    return [...lines, ...tables].join("\n\n");
  } finally {
    await keeper.destroy();
    doc.destroy();
  }
}

function linesIn(element: XmlElement): string[] {
  let line = "";
  const lines: string[] = [];
  for (const child of element.toArray()) {
    if (child instanceof XmlText) line += wordsIn(child);
    else if (child instanceof XmlElement) {
      const own = linesIn(child);
      if (child.nodeName === "linebreak") line += "\n";
      else lines.push(...own);
    }
  }
  return line.trim() ? [line, ...lines] : lines;
}

const wordsIn = (text: XmlText) =>
  (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === "string" ? insert : ""))
    .join("");
