import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { openServer, temporaryFolder } from "../support/server.ts";
import { run } from "./run.ts";

const backup = (dataDir: string, ...args: string[]) => run("server/operator/backup.ts", dataDir, args);

test("a copy made while people write holds everything that was answered before, and is a server of its own", async () => {
  const { director, casa, server } = await cast();
  const folder = temporaryFolder();
  const name = (it: number) => ({ language: "es", name: `Rosa ${it}` });
  let answered = 0;
  let isOver = false;
  const writing = (async () => {
    while (!isOver) {
      expect(await casa.patch("/api/me", name(answered + 1))).toHaveStatus(200);
      answered += 1;
    }
  })();
  while (answered < 5) await new Promise((next) => setImmediate(next));
  const before = answered;
  const { status, said } = await backup(server.dataDir, join(folder, "common-thread.db"));
  isOver = true;
  await writing;
  expect({ status, said }).toEqual({
    status: 0,
    said: expect.stringContaining("made by the running server"),
  });
  expect(said).toMatch(/events of the copy hold/);
  // People wrote on meanwhile.
  expect(answered).toBeGreaterThan(before);
  expect(await director.get("/api/me")).toHaveStatus(200);

  const copy = await openServer({ dataDir: folder });
  const row = await copy.deps.db
    .selectFrom("person")
    .select("name")
    .where("id", "=", "per_casa_rep")
    .execute();
  const kept = Number(/\d+/.exec(row[0]!.name)?.[0]);
  expect(kept).toBeGreaterThanOrEqual(before);
  expect(kept).toBeLessThanOrEqual(answered);
  expect(await fromLog(copy.deps, "ini_brackwater")).toEqual(await fromRows(copy.deps));
});

test("without a server the command makes the copy itself, and never writes over anything", async () => {
  const server = await openServer();
  await server.close();
  const { status, said } = await backup(server.dataDir, "today.db");
  expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining("made here") });
  const file = join(server.dataDir, "today.db");
  const size = statSync(file).size;
  expect(await backup(server.dataDir, "today.db")).toEqual({
    status: 2,
    said: expect.stringContaining("is already there. Choose another name."),
  });
  expect(statSync(file).size).toBe(size);
  expect(existsSync(`${file}.part`)).toBe(false);
});

test("what is in the way is said, with what to do", async () => {
  const server = await openServer();
  expect(await backup(server.dataDir)).toMatchObject({
    status: 2,
    said: expect.stringContaining("Say where"),
  });
  expect(await backup(server.dataDir, "no/such/folder.db")).toMatchObject({
    status: 2,
    said: expect.stringContaining("Make it first"),
  });
  expect(await backup(temporaryFolder(), "a.db")).toMatchObject({
    status: 2,
    said: expect.stringContaining("There is no database"),
  });
  const remote = await run("server/operator/backup.ts", server.dataDir, ["a.db"], {
    DATABASE_URL: "http://127.0.0.1:1",
  });
  expect(remote).toMatchObject({ status: 2, said: expect.stringContaining("libSQL server") });
  // The line is for whoever owns the folder.
  if (process.platform !== "win32")
    expect(statSync(join(server.dataDir, "control.sock")).mode & 0o777).toBe(0o600);
  await server.close();
  expect(existsSync(join(server.dataDir, "control.sock"))).toBe(false);
});

test("a copy that does not hold is told", async () => {
  const server = await openServer();
  await server.close();
  const file = join(server.dataDir, "common-thread.db");
  const folder = join(server.dataDir, "other");
  mkdirSync(folder);
  // Wherever the letters stand, some of them are in an event.
  const text = readFileSync(file).toString("latin1");
  const altered = text.replaceAll("Brackwater River Compact", "Brackwater River Compacd");
  expect(altered).not.toBe(text);
  writeFileSync(join(folder, "common-thread.db"), Buffer.from(altered, "latin1"));
  const { status, said } = await backup(folder, "a.db");
  expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining("does not hold") });
});
