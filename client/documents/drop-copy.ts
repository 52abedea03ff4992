import { dropOfflineCopy, offlineCopyName } from "./offline-copies.ts";

/**
 * Lets go of what this browser keeps of a document, words included that the server never took, and shows it anew. Only
 * ever asked for by the person whose words they are.
 */
export async function dropCopy(personId: string, document: string, epoch: string) {
  await dropOfflineCopy(offlineCopyName(personId, document, epoch));
  location.reload();
}
