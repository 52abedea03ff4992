import { once } from "node:events";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { DatabaseThread } from "../../server/db/embedded.ts";
import type { WorkerData } from "../../server/db/jobs.ts";

/** What {@link databaseThread} asks of its worker: another database, or to let go of one that was closed. */
export type Asked = { data: WorkerData; port: MessagePort } | { letGo: MessagePort; file: string };

let shared: Worker | undefined;

/**
 * The thread that holds the database, for one of the servers of this process. They share no more than the thread: to
 * begin one for each server is half of what a server costs, and the tests open more than a thousand.
 */
export function databaseThread(data: WorkerData): DatabaseThread {
  shared ??= new Worker(new URL("./database-worker.ts", import.meta.url));
  // It ends with the process.
  shared.unref();
  const worker = shared;
  const ask = (asked: Asked, port: MessagePort) => worker.postMessage(asked, [port]);
  const { port1: ours, port2: its } = new MessageChannel();
  ask({ data, port: its }, its);
  return Object.assign(ours, {
    async terminate() {
      ours.close();
      const told = new MessageChannel();
      ask({ letGo: told.port2, file: data.file }, told.port2);
      await once(told.port1, "message");
      told.port1.close();
      return 0;
    },
  }) as unknown as DatabaseThread;
}
