// The thread in which documents are built: everywhere else they are bytes. One job at a time.
import { parentPort } from "node:worker_threads";
import * as Y from "yjs";
import { writtenPlan } from "../../shared/action-plans/written.ts";
import { plainWords } from "../../shared/documents/plain-words.ts";
import { build, open } from "./build.ts";
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

async function work(job: DocumentJob): Promise<Required<DocumentJobAnswer>["result"]> {
  if (job.kind === "difference") return Y.diffUpdate(build(job.parts), job.vector);
  if (job.kind === "snapshot") return build(job.parts);
  if (job.kind === "plan") return readPlan(job);
  if (job.kind === "unname") return unname(job);
  if (job.kind === "words") return readWords(job);
  // The editor's code is large; most servers never export anything.
  const { updateToMarkdown } = await import("../../shared/documents/headless.ts");
  return updateToMarkdown(build(job.parts));
}

function readPlan({ parts, known }: Extract<DocumentJob, { kind: "plan" }>) {
  const doc = open(parts);
  const plan = writtenPlan(doc, known);
  doc.destroy();
  return plan;
}

function readWords({ parts }: DocumentJob) {
  const doc = open(parts);
  const words = plainWords(doc);
  doc.destroy();
  return words;
}

/** What changes the labels of a person's mentions, and nothing else. */
function unname({ parts, personId, label }: Extract<DocumentJob, { kind: "unname" }>) {
  const doc = open(parts);
  let update: Uint8Array = new Uint8Array([0, 0]);
  doc.once("update", (written: Uint8Array) => {
    update = written;
  });
  doc.transact(() => {
    const mentions = doc.get("root-v2", Y.XmlElement).createTreeWalker(isMentionOf(personId));
    for (const mention of [...mentions] as Y.XmlElement[])
      if (mention.getAttribute("__label") !== label) mention.setAttribute("__label", label);
  });
  doc.destroy();
  return update;
}

/** How the editor keeps a mention (`shared/documents/mention.ts`); what is as by default, the kind, it leaves out. */
const isMentionOf = (personId: string) => (node: unknown) =>
  node instanceof Y.XmlElement && node.nodeName === "mention" && node.getAttribute("__target") === personId;
