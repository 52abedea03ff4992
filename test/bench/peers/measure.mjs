// Loaded before a server under test: says what its main thread keeps in memory after a collection, when it is asked.
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("message", () => {
    globalThis.gc();
    setTimeout(() => {
      globalThis.gc();
      const { heapUsed, external } = process.memoryUsage();
      process.send({ bytes: heapUsed + external });
    }, 200);
  });
  process.channel.unref();
}
