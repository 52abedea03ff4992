import { createDocumentJobs, type DocumentJobs } from "../../server/documents/jobs.ts";

const shared = createDocumentJobs();

/**
 * The thread that builds documents, for one of the servers of this process. What it is given comes back as something
 * else, and it keeps nothing: to begin one for each server is a quarter of what a server costs. It ends when idle.
 */
export function documentJobs(): DocumentJobs {
  let end: (error: Error) => void;
  const closed = new Promise<never>((_, reject) => {
    end = reject;
  });
  closed.catch(() => {});
  const untilClosed = <Result>(job: Promise<Result>) => Promise.race([job, closed]);
  return {
    snapshot: (...asked) => untilClosed(shared.snapshot(...asked)),
    difference: (...asked) => untilClosed(shared.difference(...asked)),
    markdown: (...asked) => untilClosed(shared.markdown(...asked)),
    words: (...asked) => untilClosed(shared.words(...asked)),
    plan: (...asked) => untilClosed(shared.plan(...asked)),
    unname: (...asked) => untilClosed(shared.unname(...asked)),
    async close() {
      end(new Error("The server is closing."));
    },
  };
}
