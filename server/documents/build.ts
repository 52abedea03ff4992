import * as Y from "yjs";

/** One update that holds all parts, without the text that was deleted. */
export function build(parts: readonly Uint8Array[]) {
  const doc = open(parts);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** The document of these parts, in order; throws when one of them builds on something that is in none. */
export function open(parts: readonly Uint8Array[]) {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  // What waits for something missing would be lost in a snapshot, or kept for ever.
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error("the document has a gap");
  return doc;
}
