import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../server/db/open.ts";
import { bare, main } from "./process.ts";

// The real server in a process of its own, started in trouble: it must end at once with one sentence to act on.

function dataFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "common-thread-trouble-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A port that somebody listens on until the test ends. */
async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.address() as { port: number }).port;
}

function start(settings: Record<string, string>, uid?: number) {
  const process_ = spawn(process.execPath, [main], {
    env: { ...bare, HOST: "127.0.0.1", PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
    uid,
  });
  const gone = new Promise<number | null>((resolve) => process_.once("exit", resolve));
  onTestFinished(async () => {
    process_.kill("SIGKILL");
    await gone;
  });
  return { process: process_, gone };
}

/** What a server that cannot start says, after a look at how it says it. */
async function complaint(settings: Record<string, string>, uid?: number): Promise<string> {
  const { process: process_, gone } = start(settings, uid);
  const [said, complained, code] = await Promise.all([text(process_.stdout), text(process_.stderr), gone]);
  expect(complained.trim().split("\n")).toHaveLength(1);
  expect(complained).not.toMatch(/\n\s+at |Error:/);
  expect(said).toBe("");
  expect(code).toBe(1);
  return complained.trim();
}

/** Resolves when the server says where it is. */
async function running(settings: Record<string, string>) {
  const { process: process_ } = start(settings);
  let said = "";
  for await (const chunk of process_.stdout.setEncoding("utf8")) {
    said += chunk;
    const address = /http:\/\/\S+/.exec(said)?.[0];
    if (address) return address;
  }
  throw new Error(`The server ended: ${said}`);
}

test("a second server on the same data folder is told so, and the first goes on", async () => {
  const DATA_DIR = dataFolder();
  const address = await running({ DATA_DIR });
  expect(await complaint({ DATA_DIR })).toMatch(
    /^Another server is using the database .* Stop it first, or set DATA_DIR/,
  );
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test("a port that is in use is named", async () => {
  const port = await takenPort();
  expect(await complaint({ DATA_DIR: dataFolder(), PORT: String(port) })).toMatch(
    new RegExp(`^Port ${port} is in use\\. .*PORT`),
  );
});

test("a file that is no database is refused", async () => {
  const DATA_DIR = dataFolder();
  writeFileSync(join(DATA_DIR, "common-thread.db"), "Nothing but notes. ".repeat(500));
  expect(await complaint({ DATA_DIR })).toMatch(/is not a Common Thread database\. Move it away/);
});

test("a database of a newer version is refused", async () => {
  const DATA_DIR = dataFolder();
  const { driver, close } = await openDatabase({ dataDir: DATA_DIR, now: Date.now });
  await driver.query("insert into migration (name, hash, at) values ('9999_years_later.sql', 'x', 0)");
  await close();
  expect(await complaint({ DATA_DIR })).toMatch(
    /^This database was written by a newer version .*9999_years_later/,
  );
});

test("a data folder that may not be written is refused", async () => {
  const DATA_DIR = dataFolder();
  chmodSync(DATA_DIR, 0o555);
  // Root may write everywhere, so somebody else tries.
  const uid = process.getuid?.() === 0 ? 65534 : undefined;
  expect(await complaint({ DATA_DIR }, uid)).toMatch(
    /cannot be opened for writing\. Give this user the right/,
  );
  chmodSync(DATA_DIR, 0o755);
});

test("a libSQL server that does not answer is named", async () => {
  const settings = { DATA_DIR: dataFolder(), DATABASE_URL: "http://127.0.0.1:9" };
  expect(await complaint(settings)).toMatch(
    /^The database server http:\/\/127\.0\.0\.1:9 does not answer .*DATABASE_URL/,
  );
});
