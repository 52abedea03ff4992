// Runs on any Node from 20 on, before a single dependency exists.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const onWindows = process.platform === "win32";
const bins = join(root, "node_modules", ".bin");

/** The environment in which `node` is the project's own Node 24, whatever the machine has. */
export const environment = { ...process.env, PATH: bins + delimiter + process.env.PATH };

const settings = { cwd: root, env: environment, stdio: "inherit", shell: onWindows };

/** Runs a command in the project with the project's own tools first; its exit code. */
export const run = (command, args, options = {}) =>
  spawnSync(command, args, { ...settings, ...options }).status ?? 1;

/** Begins such a command: its process, and a promise of its exit code. */
export function begin(command, args, options = {}) {
  const begun = spawn(command, args, { ...settings, ...options });
  const code = new Promise((resolve) => {
    begun.once("error", () => resolve(1));
    begun.once("exit", (status) => resolve(status ?? 1));
  });
  return { pid: begun.pid, code };
}

const nodeBinary = () => join(root, "node_modules", "node", "bin", onWindows ? "node.exe" : "node");

/** Installs the dependencies when they are missing or older than the lockfile. */
export function ensureInstalled() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) stop(`Node ${process.versions.node} is too old. Install Node 20 or newer, then try again.`);
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && existsSync(nodeBinary())) return;
  console.error("Installing what Common Thread needs (once, about a minute) …");
  // The machine's own npm, and its output on standard error so that ours stays readable.
  const options = { env: process.env, stdio: ["ignore", 2, 2] };
  if (run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], options) !== 0)
    stop(
      "npm could not install the dependencies. Check the network and the free disk space, then try again.",
    );
  // An npm that holds back install scripts leaves the project's own Node out.
  if (!existsSync(nodeBinary()) && run("npm", ["rebuild", "node"], options) !== 0)
    stop("The project's own Node could not be installed. Run “npm rebuild node”, then try again.");
  if (run(process.execPath, [join("server", "boot", "patch-yjs.mjs")]) !== 0) process.exit(1);
  writeFileSync(stamp, wanted);
}

/** Builds the client when what it is made of has changed. */
export function ensureBuilt() {
  const sum = createHash("sha256");
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else sum.update(path).update(readFileSync(path));
  };
  for (const path of ["client", "shared", "vite.config.ts", "package-lock.json"]) add(join(root, path));
  const wanted = sum.digest("hex");
  const stamp = join(root, "dist", ".built");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("Building the pages …");
  if (run("vite", ["build", "--logLevel", "warn"], { stdio: ["ignore", 2, 2] }) !== 0)
    stop("The pages could not be built; the lines above say why.");
  writeFileSync(stamp, wanted);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
