// The thread in which documents are built: everywhere else they are bytes. One job at a time.
import { parentPort } from "node:worker_threads";
import * as Y from "yjs";
import type { DocumentJob, DocumentJobAnswer } from "./jobs.ts";

const port = parentPort!;
let line = Promise.resolve();

port.on("message", (job: DocumentJob) => {
  line = line.then(async () => port.postMessage(await answer(job)));
});

async function answer(job: DocumentJob): Promise<DocumentJobAnswer> {
  try {
    return { id: job.id, result: await work(job) };
  } catch (error) {
    return { id: job.id, failed: error instanceof Error ? error.message : String(error) };
  }
}

async function work(job: DocumentJob): Promise<Uint8Array | string> {
  if (job.kind === "difference") return Y.diffUpdate(build(job.parts), job.vector);
  if (job.kind === "snapshot") return build(job.parts);
  // The editor's code is large; most servers never export anything.
  const { updateToMarkdown } = await import("../../shared/documents/headless.ts");
  return updateToMarkdown(build(job.parts));
}

/** One update that holds all parts, without the text that was deleted. */
function build(parts: readonly Uint8Array[]) {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  // What waits for something missing would be lost in a snapshot, or kept for ever.
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error("the document has a gap");
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
