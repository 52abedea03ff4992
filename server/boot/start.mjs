// `npm start`, `npm run dev` and the other commands: make ready what is missing, then run on the project's Node.
//   (nothing)      build the pages and start the server
//   --dev          start the server with hot reload, one port
//   --build        only install and build
//   --run FILE …   run a TypeScript file of the project with the rest of the arguments
import { spawn } from "node:child_process";
import { ensureBuilt, ensureInstalled, environment, root } from "./ensure.mjs";

const [mode = "--serve", ...rest] = process.argv.slice(2);
ensureInstalled();
if (mode === "--serve" || mode === "--build") ensureBuilt();
if (mode === "--build") process.exit(0);

const file = mode === "--run" ? rest.shift() : mode === "--dev" ? "server/dev.ts" : "server/main.ts";
const server = spawn("node", ["--disable-warning=ExperimentalWarning", file, ...rest], {
  cwd: root,
  env: environment,
  stdio: "inherit",
  shell: process.platform === "win32",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
