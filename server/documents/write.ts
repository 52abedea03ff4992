import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Doc, encodeStateAsUpdate, XmlElement, XmlText } from "yjs";

/**
 * New documents with these texts, each as one Yjs update to be stored once. Written in a thread of its own that ends
 * with it: the editor is large, and a document is begun with a text only now and then.
 */
export async function writeTexts(markdown: readonly string[]): Promise<Uint8Array[]> {
  if (markdown.length === 0) return [];
  const writer = new Worker(new URL("./text-writer.ts", import.meta.url), { workerData: markdown });
  const [updates] = await once(writer, "message");
  return updates;
}

/** How the editor keeps with a heading which item of the agenda it is of: see `shared/documents/item-heading.ts`. */
const itemAttribute = "s_item";

/**
 * A new document with a heading for each item of an agenda and an empty line under it, or with one empty line. Made by
 * hand, exactly as the editor would write it, so that it costs no thread.
 */
export function writeOutline(agenda: readonly { id: string; title: string }[]): Uint8Array {
  const doc = new Doc();
  const line = () => new XmlElement("paragraph");
  const heading = ({ id, title }: { id: string; title: string }) => {
    const it = new XmlElement("heading");
    it.setAttribute("__tag", "h2");
    it.setAttribute(itemAttribute, id);
    it.insert(0, [new XmlText(title)]);
    return it;
  };
  const blocks = agenda.length === 0 ? [line()] : agenda.flatMap((item) => [heading(item), line()]);
  doc.get("root-v2", XmlElement).insert(0, blocks);
  const update = encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
