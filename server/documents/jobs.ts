import { Worker } from "node:worker_threads";
import type { WrittenPlan } from "../../shared/action-plans/written.ts";

/** What is asked of the thread that builds documents. */
export type DocumentJob = { id: number; parts: readonly Uint8Array[] } & (
  | { kind: "snapshot" }
  | { kind: "difference"; vector: Uint8Array }
  | { kind: "markdown" }
  | { kind: "words" }
  /** The activities of an action plan; `known` are those that have a row. */
  | { kind: "plan"; known: readonly string[] }
  | { kind: "unname"; personId: string; label: string }
);

export interface DocumentJobAnswer {
  id: number;
  result?: Uint8Array | string | WrittenPlan;
  failed?: string;
}

/** Documents that have to be built, away from the main thread and one after the other. */
export interface DocumentJobs {
  /** One update of all parts, without what was deleted. Rejects when the parts leave a gap. */
  snapshot(parts: readonly Uint8Array[]): Promise<Uint8Array>;
  difference(parts: readonly Uint8Array[], vector: Uint8Array): Promise<Uint8Array>;
  markdown(parts: readonly Uint8Array[]): Promise<string>;
  /** What stands in it, as `shared/documents/plain-words.ts` reads it. */
  words(parts: readonly Uint8Array[]): Promise<string>;
  /** What stands in an action plan, and by which Yjs client it was written. */
  plan(parts: readonly Uint8Array[], known: readonly string[]): Promise<WrittenPlan>;
  /** The update that calls a person `label` wherever the text names them. */
  unname(parts: readonly Uint8Array[], personId: string, label: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

type NewJob = DocumentJob extends infer Job ? (Job extends DocumentJob ? Omit<Job, "id"> : never) : never;

/** The thread ends when it has had nothing to do for this long: an idle server is a small one. */
const idleMsMax = 30_000;
/** A job that takes longer ends the thread; the jobs behind it begin again in a new one. */
const jobMsMax = 60_000;

interface Waiting {
  job: DocumentJob;
  resolve(result: never): void;
  reject(error: Error): void;
}

/** The thread starts with the first job. */
export function createDocumentJobs(): DocumentJobs {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let isClosed = false;

  function ask<T>(job: NewJob) {
    if (isClosed) return Promise.reject<T>(new Error("The server is closing."));
    return new Promise<T>((resolve, reject) => {
      const id = ++lastId;
      const numbered = { ...job, id } as DocumentJob;
      waiting.set(id, { job: numbered, resolve, reject });
      worker ??= start();
      worker.postMessage(numbered);
      if (waiting.size === 1) watch();
    });
  }

  function start() {
    const started = new Worker(new URL("./snapshot-worker.ts", import.meta.url));
    started.on("message", ({ id, result, failed }: DocumentJobAnswer) => {
      const job = waiting.get(id);
      waiting.delete(id);
      watch();
      if (failed !== undefined) job?.reject(new Error(failed));
      else job?.resolve(result as never);
    });
    started.on("error", (error) => startAgain(started, error));
    started.on("exit", () => startAgain(started, new Error("The thread for documents ended.")));
    started.unref();
    return started;
  }

  /** Looks after the job that is running; with none, after the time until the thread may go. */
  function watch() {
    clearTimeout(timer);
    const current = worker;
    if (!current) return;
    timer =
      waiting.size > 0
        ? setTimeout(() => startAgain(current, new Error("It took too long.")), jobMsMax)
        : setTimeout(() => end(current), idleMsMax);
    timer.unref();
  }

  function end(current: Worker) {
    if (worker === current) worker = undefined;
    return current.terminate();
  }

  /** The job that was running has failed; the others are asked of a new thread. */
  function startAgain(ended: Worker, error: Error) {
    if (worker !== ended) return;
    void end(ended);
    const [first] = waiting.values();
    if (first) {
      waiting.delete(first.job.id);
      first.reject(error);
    }
    if (waiting.size === 0 || isClosed) return;
    worker = start();
    for (const { job } of waiting.values()) worker.postMessage(job);
    watch();
  }

  return {
    snapshot: (parts) => ask({ kind: "snapshot", parts }),
    difference: (parts, vector) => ask({ kind: "difference", parts, vector }),
    words: (parts) => ask({ kind: "words", parts }),
    markdown: (parts) => ask({ kind: "markdown", parts }),
    plan: (parts, known) => ask({ kind: "plan", parts, known }),
    unname: (parts, personId, label) => ask({ kind: "unname", parts, personId, label }),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      for (const { reject } of waiting.values()) reject(new Error("The server is closing."));
      waiting.clear();
      if (worker) await end(worker);
    },
  };
}
