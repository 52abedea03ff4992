import { parentPort } from "node:worker_threads";
import { serveDatabase } from "../../server/db/turns.ts";
import { collect } from "./collect.ts";
import type { Asked } from "./database-thread.ts";

parentPort!.on("message", (asked: Asked) => {
  if ("data" in asked) return serveDatabase(asked.port, asked.data);
  // A statement keeps its database open until it is collected. A thread of its own ends with all of them; this one goes on.
  collect();
  // What was collected is let go of in the next turn.
  setImmediate(() => {
    asked.letGo.postMessage(true);
    asked.letGo.close();
  });
});
