import { Kysely } from "kysely";
import { expect, test } from "vitest";
import { dialect } from "../../server/db/dialect.ts";
import { AppError } from "../../shared/errors.ts";
import { commitsIn, embedded, folder } from "./support.ts";

const table = "create table note (id integer primary key, words text) strict";
const add = "insert into note (id, words) values (?, ?)";

test("a thousand writes at once wait for a few commits, not for a thousand", async () => {
  const file = `${folder()}/common-thread.db`;
  const driver = await embedded(file);
  await driver.exec(table);
  const before = commitsIn(file);
  await Promise.all(Array.from({ length: 1_000 }, (_, at) => driver.query(add, [at, "together"])));
  expect(commitsIn(file) - before).toBeLessThanOrEqual(5);
  expect((await driver.query("select count(*) as n from note")).rows).toEqual([{ n: 1_000 }]);
});

test("what Kysely asks at once waits for a few commits, too", async () => {
  const file = `${folder()}/common-thread.db`;
  const driver = await embedded(file);
  await driver.exec(table);
  const db = new Kysely<{ note: { id: number; words: string } }>({ dialect: dialect(driver) });
  const before = commitsIn(file);
  await Promise.all(
    Array.from({ length: 100 }, (_, id) => db.insertInto("note").values({ id, words: "together" }).execute()),
  );
  expect(commitsIn(file) - before).toBeLessThanOrEqual(5);
});

test("a write on its own is committed when its promise resolves", async () => {
  const file = `${folder()}/common-thread.db`;
  const driver = await embedded(file);
  await driver.exec(table);
  for (let at = 0; at < 5; at++) {
    const before = commitsIn(file);
    await driver.query(add, [at, "alone"]);
    expect(commitsIn(file)).toBe(before + 1);
  }
});

test("no more than so many jobs share a commit, so that nobody waits for a whole backlog", async () => {
  const file = `${folder()}/common-thread.db`;
  const driver = await embedded(file, { jobsPerCommitMax: 10 });
  await driver.exec(table);
  const before = commitsIn(file);
  await Promise.all(Array.from({ length: 100 }, (_, at) => driver.query(add, [at, "in tens"])));
  expect(commitsIn(file) - before).toBe(10);
});

test("one that fails loses only its own work, whatever else shares its commit", async () => {
  const file = `${folder()}/common-thread.db`;
  const driver = await embedded(file);
  await driver.exec(table);
  const before = commitsIn(file);
  const outcomes = await Promise.allSettled([
    driver.query(add, [1, "first"]),
    driver.batch([
      { sql: add, params: [2, "kept by nobody"] },
      { sql: add, params: [1, "taken"] },
    ]),
    driver.query("insert or fail into note (id, words) values (3, 'half'), (1, 'taken')"),
    driver.query("insert into nowhere values (1)"),
    driver.query(add, [4, "last"]),
  ]);
  expect(outcomes.map((it) => it.status)).toEqual([
    "fulfilled",
    "rejected",
    "rejected",
    "rejected",
    "fulfilled",
  ]);
  expect(commitsIn(file) - before).toBe(1);
  expect((await driver.query("select id from note order by id")).rows).toEqual([{ id: 1 }, { id: 4 }]);
});

test.each([
  ["ends the whole transaction", "insert or rollback into note (id, words) values (1, 'taken')"],
  ["breaks a rule that is checked at the commit", "insert into answer (id, note_id) values (1, 99)"],
])("one that %s fails alone too", async (_, statement) => {
  const driver = await embedded(`${folder()}/common-thread.db`);
  await driver.exec(table);
  await driver.exec(
    "create table answer (id integer primary key, note_id integer references note (id) deferrable initially deferred) strict",
  );
  const outcomes = await Promise.allSettled([
    driver.query(add, [1, "first"]),
    driver.query(statement),
    driver.query(add, [2, "last"]),
  ]);
  expect(outcomes.map((it) => it.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  await driver.query(add, [3, "afterwards"]);
  expect((await driver.query("select id from note")).rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect((await driver.query("select id from answer")).rows).toEqual([]);
});

test("a question finds the writes that were called before it, and none that nobody kept", async () => {
  const driver = await embedded(`${folder()}/common-thread.db`);
  await driver.exec(table);
  const [early, , late, refused, after] = await Promise.allSettled([
    driver.query("select count(*) as n from note"),
    driver.query(add, [1, "kept"]),
    driver.query("select count(*) as n from note"),
    driver.batch([
      { sql: add, params: [2, "not kept"] },
      { sql: add, params: [1, "taken"] },
    ]),
    driver.query("select count(*) as n from note"),
  ]);
  expect(early).toMatchObject({ value: { rows: [{ n: 0 }] } });
  expect(late).toMatchObject({ value: { rows: [{ n: 1 }] } });
  expect(refused.status).toBe("rejected");
  expect(after).toMatchObject({ value: { rows: [{ n: 1 }] } });
});

test("questions alone write nothing to the disk", async () => {
  const file = `${folder()}/common-thread.db`;
  const driver = await embedded(file);
  await driver.exec(table);
  const before = commitsIn(file);
  await Promise.all(Array.from({ length: 100 }, () => driver.query("select * from note")));
  expect(commitsIn(file)).toBe(before);
});

test("an answer of too many rows is refused, and the same question finds its first row again", async () => {
  const dataDir = folder();
  const driver = await embedded(`${dataDir}/common-thread.db`, { rowsPerAnswerMax: 250 });
  await driver.exec(table);
  await Promise.all(Array.from({ length: 1_000 }, (_, at) => driver.query(add, [at, "many"])));
  const from = (id: number) => driver.query("select id from note where id >= ? order by id", [id]);
  await expect(from(0)).rejects.toThrow("More than 250 rows; ask for them in pages");
  // With a question still open, no copy could be made.
  await driver.copyTo(`${dataDir}/copy.db`);
  expect((await from(990)).rows[0]).toEqual({ id: 990 });
});

test("when too many wait, the next is told so at once and the others are served", async () => {
  const driver = await embedded(`${folder()}/common-thread.db`, { waitingCallsMax: 10 });
  await driver.exec(table);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 12 }, (_, at) => driver.query(add, [at, "many"])),
  );
  const refused = outcomes.flatMap((it) => (it.status === "rejected" ? [it.reason] : []));
  expect(refused).toHaveLength(2);
  expect(refused[0]).toBeInstanceOf(AppError);
  expect(refused[0]).toMatchObject({ code: "unavailable", message: expect.stringContaining("very busy") });
  expect((await driver.query("select count(*) as n from note")).rows).toEqual([{ n: 10 }]);
});

test("when too many wait for a transaction, it can still end and let them go on", async () => {
  const driver = await embedded(`${folder()}/common-thread.db`, {
    waitingCallsMax: 5,
    transactionMsMax: 60_000,
  });
  await driver.exec(table);
  const transaction = await driver.begin();
  const waiting = Array.from({ length: 5 }, (_, at) => driver.query(add, [at, "waits"]));
  await transaction.query(add, [99, "inside"]);
  await transaction.commit();
  await Promise.all(waiting);
  expect((await driver.query("select count(*) as n from note")).rows).toEqual([{ n: 6 }]);
});

test("a text that leaves a transaction open is refused and undone", async () => {
  const driver = await embedded(`${folder()}/common-thread.db`);
  await driver.exec(table);
  await expect(driver.exec("begin; insert into note values (1, 'half')")).rejects.toThrow("does not end it");
  await driver.query(add, [2, "afterwards"]);
  expect((await driver.query("select id from note")).rows).toEqual([{ id: 2 }]);
});

test("closing waits for what is being written; a call after it is told that the server closes", async () => {
  const file = `${folder()}/common-thread.db`;
  const driver = await embedded(file);
  await driver.exec(table);
  const writes = Array.from({ length: 100 }, (_, at) => driver.query(add, [at, "just in time"]));
  const closed = [driver.close(), driver.close()];
  const late = driver.query("select 1");
  await Promise.all([...writes, ...closed, expect(late).rejects.toThrow("is closing")]);
  const again = await embedded(file);
  expect((await again.query("select count(*) as n from note")).rows).toEqual([{ n: 100 }]);
});

test("when the thread of the database dies, everybody who waits and everybody who comes later is told", async () => {
  const driver = await embedded(`${folder()}/common-thread.db`, { workerHeapMbMax: 32 });
  await driver.exec(table);
  const tooMuch = driver.query(
    "with recursive n (i) as (select 1 union all select i + 1 from n limit 5000000) select i, hex(i) as h from n",
  );
  const waiting = driver.query(add, [1, "behind it"]);
  for (const call of [tooMuch, waiting]) await expect(call).rejects.toThrow("The database stopped");
  const later = await driver.query("select 1").catch((error) => error);
  expect(later).toBeInstanceOf(AppError);
  expect(later).toMatchObject({ code: "unavailable", message: expect.stringContaining("start it again") });
  await driver.close();
});
