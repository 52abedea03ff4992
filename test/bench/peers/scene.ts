import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Scenes } from "./clients.ts";
import type { Target } from "./line.ts";

/**
 * Plays a scene with the clients of `clients.ts` in a process of their own; `at` is asked at each word that they say,
 * and they wait for it where they wait for a word.
 */
export async function play<Scene extends keyof Scenes>(
  scene: Scene,
  targets: Target[],
  asks: Scenes[Scene]["asks"],
  at: (word: string) => unknown = () => {},
): Promise<Scenes[Scene]["sees"]> {
  const clients = spawn(process.execPath, [join(import.meta.dirname, "clients.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  clients.stdin.write(`${JSON.stringify({ scene, targets, ...asks })}\n`);
  for await (const line of createInterface({ input: clients.stdout })) {
    if (line.startsWith("{")) return JSON.parse(line) as Scenes[Scene]["sees"];
    await at(line);
    clients.stdin.write("on\n");
  }
  throw new Error(`The clients of “${scene}” ended without a word.`);
}
