import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { serveDatabase } from "../../server/db/turns.ts";
import { collect } from "./collect.ts";
import type { Asked } from "./database-thread.ts";

const turnsMax = 1_000;

parentPort!.on("message", async (asked: Asked) => {
  if ("data" in asked) return serveDatabase(asked.port, asked.data);
  // A statement keeps its database open until it is collected. A thread of its own ends with all of them; this one goes on.
  let turns = 0;
  do {
    collect();
    // What was collected is let go of in the next turn, or in one of those after it.
    await setImmediate();
    turns += 1;
  } while (isOpen(asked.file) && turns < turnsMax);
  asked.letGo.postMessage(true);
  asked.letGo.close();
});

const openFiles = "/proc/self/fd";

/** Whether this process has a file open, as far as this system tells. */
function isOpen(file: string) {
  if (!existsSync(openFiles)) return false;
  return readdirSync(openFiles).some((it) => {
    try {
      return readlinkSync(`${openFiles}/${it}`) === file;
    } catch {
      // Closed since.
      return false;
    }
  });
}
