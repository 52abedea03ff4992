// The thread that owns the database: see `turns.ts`.
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerData } from "./jobs.ts";
import { serveDatabase } from "./turns.ts";

serveDatabase(parentPort!, workerData as WorkerData);
