import { pino } from "pino";
import { readConfig } from "../../server/config.ts";
import { type RunningServer, startServer } from "../../server/serve.ts";
import { databaseThread } from "../support/database-thread.ts";
import { documentJobs } from "../support/document-jobs.ts";

// The servers of the stories of one worker, one after the other, each on a port and a folder of its own. They share
// nothing but the process, as those of the tests of one file do: to begin one anew for each story was a fifth of the work.

/** What this process says: a line of a server's log, or that what was asked is done or failed. */
export interface Told {
  port: number;
  line?: string;
  failed?: string;
}

interface Asked {
  port: number;
  open?: Record<string, string>;
  close?: true;
}

const running = new Map<number, RunningServer>();
const tell = (told: Told) => process.send?.(told);

process.on("message", async ({ port, open }: Asked) => {
  try {
    if (open) {
      const config = readConfig(open);
      const log = pino({ level: config.logLevel }, { write: (line) => tell({ port, line }) });
      // As of a process of its own, whose end its story is told.
      const databaseDied = () => process.exit(1);
      const shared = { documentJobs: documentJobs(), databaseThread };
      running.set(port, await startServer(config, { log, databaseDied, ...shared }));
    } else {
      await running.get(port)?.stop();
      running.delete(port);
    }
    tell({ port });
  } catch (error) {
    tell({ port, failed: String((error as Error).stack ?? error) });
  }
});
process.once("disconnect", () => process.exit());
