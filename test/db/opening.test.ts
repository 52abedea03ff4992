import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type DatabaseOptions, openDatabase } from "../../server/db/open.ts";
import { AppError } from "../../shared/errors.ts";
import {
  embedded,
  folder,
  libsqlServerIsHere,
  libsqlServerMissing,
  otherProcess,
  quick,
  startLibsqlServer,
} from "./support.ts";

const open = async (dataDir: string, more: Partial<DatabaseOptions> = {}) => {
  const database = await openDatabase({ dataDir, now: Date.now, limits: quick, ...more });
  onTestFinished(() => database.close());
  return database;
};

const refusal = async (dataDir: string, more: Partial<DatabaseOptions> = {}): Promise<string> => {
  const error = await open(dataDir, more).catch((reason) => reason);
  expect(error).toBeInstanceOf(AppError);
  return error.message;
};

test("a new data folder is made, for this user only, with all tables", async () => {
  const dataDir = join(folder(), "deep", "data");
  const { db } = await open(dataDir);
  expect(await db.selectFrom("initiative").selectAll().execute()).toEqual([]);
  if (process.platform !== "win32") expect(statSync(dataDir).mode & 0o077).toBe(0);
  // Nothing was there, so there is nothing to copy.
  expect(existsSync(join(dataDir, "copies"))).toBe(false);
});

test("every commit is synced, rows that are deleted are overwritten, and references are checked", async () => {
  const { driver } = await open(folder());
  const [pragmas] = (
    await driver.query(
      "select (select journal_mode from pragma_journal_mode) as journal, (select synchronous from pragma_synchronous) as sync, (select secure_delete from pragma_secure_delete) as erase, (select foreign_keys from pragma_foreign_keys) as refs",
    )
  ).rows;
  expect(pragmas).toEqual({ journal: "wal", sync: 2, erase: 1, refs: 1 });
  expect((await driver.query("pragma locking_mode")).rows).toEqual([{ locking_mode: "exclusive" }]);
});

test("a second server on the same data folder is refused, and the first goes on", async () => {
  const dataDir = folder();
  const first = otherProcess("./holder.ts", [dataDir]);
  expect(await first.line()).toBe("open");
  expect(await refusal(dataDir)).toMatch(
    /^Another server is using the database .*common-thread\.db\. Stop it first/,
  );
  await first.kill();
  await open(dataDir);
});

test("a server that starts while the one before it closes waits for it", async () => {
  const dataDir = folder();
  const first = otherProcess("./holder.ts", [dataDir]);
  expect(await first.line()).toBe("open");
  const second = open(dataDir, { limits: { ...quick, lockWaitMsMax: 20_000 } });
  await first.kill();
  await second;
});

test.each([
  [
    "a text",
    (file: string) => writeFileSync(file, "These are my notes, not a database. ".repeat(200)),
    "is not a Common Thread database",
  ],
  ["a short file", (file: string) => writeFileSync(file, "notes"), "is not a Common Thread database"],
  ["a folder", (file: string) => mkdirSync(file), "cannot be opened for writing"],
])("%s in the place of the database is refused and left alone", async (_, put, sentence) => {
  const dataDir = folder();
  const file = join(dataDir, "common-thread.db");
  put(file);
  const before = statSync(file).isFile() ? readFileSync(file) : undefined;
  expect(await refusal(dataDir)).toContain(sentence);
  if (before) expect(readFileSync(file)).toEqual(before);
});

test("a damaged database is refused with where to find a copy", async () => {
  const dataDir = folder();
  const file = join(dataDir, "common-thread.db");
  await (await openDatabase({ dataDir, now: Date.now })).close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(7, 100));
  expect(await refusal(dataDir)).toMatch(/is damaged\. Move it away and put a copy in its place/);
});

test("the database of another program is refused and left alone", async () => {
  const dataDir = folder();
  const other = await embedded(join(dataDir, "common-thread.db"));
  await other.exec("create table recipe (id integer primary key)");
  await other.close();
  expect(await refusal(dataDir)).toContain("holds the tables of another program");
  expect(readdirSync(dataDir)).toEqual(["common-thread.db"]);
});

test("a data folder that may not be written is refused in words", async () => {
  const dataDir = folder();
  await (await openDatabase({ dataDir, now: Date.now })).close();
  chmodSync(join(dataDir, "common-thread.db"), 0o444);
  chmodSync(dataDir, 0o555);
  // Root may write everywhere, so somebody else tries.
  const somebody = otherProcess("./holder.ts", [dataDir], process.getuid?.() === 0 ? { uid: 65534 } : {});
  expect(await somebody.line()).toMatch(
    /^AppError: The database .* cannot be opened for writing\. Give this user the right/,
  );
  expect(await somebody.gone).toBe(1);
  chmodSync(dataDir, 0o755);
});

test("a data folder that cannot be made is refused in words", async () => {
  const file = join(folder(), "file");
  writeFileSync(file, "");
  expect(await refusal(join(file, "data"))).toContain("cannot be opened");
});

test("a copy is whole, opens like the original, and never replaces a file", async () => {
  const dataDir = folder();
  const { driver } = await open(dataDir);
  await driver.exec("create table note (id integer primary key, words text)");
  const copy = join(dataDir, "copy.db");
  const writes = Array.from({ length: 100 }, (_, at) =>
    driver.query("insert into note (id) values (?)", [at]),
  );
  await Promise.all([...writes, driver.copyTo(copy)]);
  await expect(driver.copyTo(copy)).rejects.toThrow("is already there");
  expect(readdirSync(dataDir).filter((name) => name.endsWith(".part"))).toEqual([]);
  const copied = await embedded(copy);
  expect((await copied.query("select count(*) as n from note")).rows).toEqual([{ n: 100 }]);
  expect((await copied.query("pragma integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
});

test("a libSQL server that does not answer is named, without its secrets", async () => {
  const message = await refusal(folder(), { url: "http://anna:secret@127.0.0.1:9/?authToken=secret" });
  expect(message).toMatch(/^The database server http:\/\/127\.0\.0\.1:9 does not answer/);
  expect(message).not.toContain("secret");
  expect(await refusal(folder(), { url: "nonsense" })).toContain("Check DATABASE_URL");
  expect(await refusal(folder(), { url: "postgres://127.0.0.1/x" })).toContain("Check DATABASE_URL");
});

test.skipIf(!libsqlServerIsHere)(
  `a libSQL server gets the same tables; when it goes away, callers are told${libsqlServerIsHere ? "" : ` (${libsqlServerMissing})`}`,
  async () => {
    const server = await startLibsqlServer(join(folder(), "db"));
    onTestFinished(server.stop);
    const dataDir = folder();
    const first = await open(dataDir, { url: server.url });
    const { db, driver } = await open(dataDir, { url: server.url });
    expect(await first.db.selectFrom("person").selectAll().execute()).toEqual([]);
    expect(
      await db
        .selectFrom("migration" as never)
        .selectAll()
        .execute(),
    ).not.toEqual([]);
    expect(readdirSync(dataDir)).toEqual([]);
    await expect(driver.copyTo(join(dataDir, "copy.db"))).rejects.toThrow("copy it there");
    await server.stop();
    const lost = await driver.query("select 1").catch((error) => error);
    expect(lost).toBeInstanceOf(AppError);
    expect(lost).toMatchObject({ code: "unavailable", message: expect.stringContaining("does not answer") });
  },
);
