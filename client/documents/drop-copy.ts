import { offlineCopyName } from "./offline-copies.ts";

/**
 * Lets go of what this browser keeps of a document, words included that the server never took, and shows it anew. Only
 * ever asked for by the person whose words they are.
 */
export async function dropCopy(personId: string, document: string) {
  const name = offlineCopyName(personId, document);
  for (const key of Object.keys(localStorage))
    if (key.startsWith(`ct:unsent:${name}#`)) localStorage.removeItem(key);
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
  location.reload();
}
