// `npm start`, `npm run dev` and the other commands: make ready what is missing, then run on the project's Node.
//   (nothing)      build the pages and start the server
//   --dev          start the server with hot reload, one port
//   --build        only install and build
//   --run FILE …   run a TypeScript file of the project with the rest of the arguments
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, environment, root } from "./ensure.mjs";

const [mode = "--serve", ...rest] = process.argv.slice(2);
ensureInstalled();
if (mode === "--serve" || mode === "--build") ensureBuilt();
if (mode === "--build") process.exit(0);

const nodeFlags = ["--disable-warning=ExperimentalWarning"];
/**
 * What Node makes of the TypeScript is kept for the next start: 35 MB less memory, as the part that strips the types
 * is never loaded. Two memory arenas instead of eight a core spare glibc another 6 MB.
 */
const settings = {
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "server"),
  MALLOC_ARENA_MAX: "2",
  ...environment,
};
if (mode === "--serve" && !existsSync(settings.NODE_COMPILE_CACHE)) await rehearse();

const file = mode === "--run" ? rest.shift() : mode === "--dev" ? "server/dev.ts" : "server/main.ts";
const server = spawn("node", [...nodeFlags, file, ...rest], {
  cwd: root,
  env: settings,
  stdio: "inherit",
  shell: process.platform === "win32",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

/**
 * Starts the server once on an empty folder and ends it, a second's work after an install: the server that people
 * use then finds its code made ready, and needs 35 MB less for as long as it runs.
 */
async function rehearse() {
  const dataDir = mkdtempSync(join(tmpdir(), "common-thread-"));
  const own = { PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir, LOG_LEVEL: "error" };
  const others = { ...settings };
  for (const name of ["PUBLIC_URL", "DATABASE_URL", "SMTP_URL", "REDIS_URL"]) delete others[name];
  const rehearsal = spawn("node", [...nodeFlags, "server/main.ts"], {
    cwd: root,
    env: { ...others, ...own },
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  rehearsal.stdout.once("data", () => rehearsal.kill("SIGTERM"));
  await once(rehearsal, "exit");
  rmSync(dataDir, { recursive: true, force: true });
}
