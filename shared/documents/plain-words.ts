import { type AbstractType, type Doc, XmlElement, XmlText } from "yjs";

/**
 * What stands in a document, as far as somebody can quote it: its letters in their order and the names that it
 * mentions, without the editor. Whoever compares takes the letters alone (`hasWords`).
 */
export function plainWords(doc: Doc): string {
  const pieces: string[] = [];
  const walk = (node: unknown) => {
    if (node instanceof XmlText)
      for (const { insert } of node.toDelta() as { insert: unknown }[]) {
        if (typeof insert === "string") pieces.push(insert);
        else walk(insert);
      }
    else if (node instanceof XmlElement) {
      if (node.nodeName === "mention") pieces.push(String(node.getAttribute("__label") ?? ""));
      for (const child of node.toArray() as AbstractType<unknown>[]) walk(child);
    }
  };
  walk(doc.get("root-v2", XmlElement));
  return pieces.join(" ");
}

/** Whether these words stand in a text, one after the other; spaces, signs and looks are nobody's words. */
export const hasWords = (text: string, words: string) => lettersOf(text).includes(lettersOf(words));

const lettersOf = (text: string) => text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
