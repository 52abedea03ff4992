// A thread that turns texts into documents and ends. What goes wrong here reaches its caller as an error.
import { parentPort, workerData } from "node:worker_threads";
import { markdownToUpdate } from "../../shared/documents/headless.ts";

parentPort!.postMessage((workerData as string[]).map(markdownToUpdate));
