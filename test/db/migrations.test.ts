import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../server/db/open.ts";
import { AppError } from "../../shared/errors.ts";
import {
  folder,
  libsqlServerIsHere,
  libsqlServerMissing,
  otherProcess,
  quick,
  startLibsqlServer,
} from "./support.ts";

const start = "create table note (id integer primary key, words text not null) strict;";
const plans =
  "-- Plans.\ncreate table plan (id integer primary key) strict;\ninsert into plan values (1); -- the first";

/** A version of the product: its migrations in a folder. */
function version(files: Record<string, string>) {
  const path = folder();
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(path, name), sql);
  return pathToFileURL(`${path}/`);
}

async function open(dataDir: string, migrations: URL, url?: string) {
  const database = await openDatabase({
    dataDir,
    migrations,
    url,
    now: () => 1_795_486_782_233,
    limits: quick,
  });
  onTestFinished(() => database.close());
  return database.driver;
}

const refusal = async (opening: Promise<unknown>): Promise<string> => {
  const error = await opening.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AppError);
  return (error as AppError).message;
};

const tables = async (driver: Awaited<ReturnType<typeof open>>) =>
  (await driver.query("select name from sqlite_schema where type = 'table' order by name")).rows.map(
    (row) => row.name,
  );

const first = { "0001_start.sql": start };
const second = { ...first, "0002_plans.sql": plans };

describe.each([
  ["the embedded database", false],
  [`a libSQL server${libsqlServerIsHere ? "" : ` (${libsqlServerMissing})`}`, true],
])("%s", (_, remote) => {
  const place = async () => {
    const dataDir = folder();
    if (!remote) return { dataDir, url: undefined };
    const server = await startLibsqlServer(join(dataDir, "db"));
    onTestFinished(server.stop);
    return { dataDir, url: server.url };
  };

  test.skipIf(remote && !libsqlServerIsHere)(
    "what is new runs once, in order, and is written down",
    async () => {
      const { dataDir, url } = await place();
      const before = await open(dataDir, version(first), url);
      await before.query("insert into note values (1, 'mine')");
      await before.close();
      const after = await open(dataDir, version(second), url);
      expect((await after.query("select id from plan")).rows).toEqual([{ id: 1 }]);
      expect((await after.query("select words from note")).rows).toEqual([{ words: "mine" }]);
      expect(
        (await after.query("select name, length(hash) as hash, at from migration order by name")).rows,
      ).toEqual([
        { name: "0001_start.sql", hash: 64, at: 1_795_486_782_233 },
        { name: "0002_plans.sql", hash: 64, at: 1_795_486_782_233 },
      ]);
      await after.close();
      await open(dataDir, version(second), url);
    },
  );

  test.skipIf(remote && !libsqlServerIsHere)("one that fails leaves everything as it was", async () => {
    const { dataDir, url } = await place();
    const broken = version({ ...first, "0002_plans.sql": `${plans}\n; insert into note values (1, null);` });
    await expect(open(dataDir, broken, url)).rejects.toThrow("NOT NULL");
    const driver = await open(dataDir, version(first), url);
    expect(await tables(driver)).not.toContain("plan");
    expect((await driver.query("select name from migration")).rows).toEqual([{ name: "0001_start.sql" }]);
  });
});

test("a copy is made first, and it opens with the version before", async () => {
  const dataDir = folder();
  const before = await open(dataDir, version(first));
  await before.query("insert into note values (1, 'mine')");
  await before.close();
  await open(dataDir, version(second));
  const copies = readdirSync(join(dataDir, "copies"));
  expect(copies).toEqual(["before-0002_plans-2026-11-24T02-19-42-233Z.db"]);
  const restored = folder();
  writeFileSync(join(restored, "common-thread.db"), readFileSync(join(dataDir, "copies", copies[0]!)));
  const driver = await open(restored, version(first));
  expect((await driver.query("select words from note")).rows).toEqual([{ words: "mine" }]);
});

test("without a copy nothing is changed", async () => {
  const dataDir = folder();
  await (await open(dataDir, version(first))).close();
  // A file where the folder of the copies should be.
  writeFileSync(join(dataDir, "copies"), "");
  expect(await refusal(open(dataDir, version(second)))).toContain("could not be copied");
  expect(await tables(await open(dataDir, version(first)))).not.toContain("plan");
});

test("a migration that was edited after it ran is refused by name; other line ends are no edit", async () => {
  const dataDir = folder();
  await (await open(dataDir, version(second))).close();
  const edited = { ...second, "0002_plans.sql": plans.replace("plan", "scheme") };
  expect(await refusal(open(dataDir, version(edited)))).toMatch(
    /^The migration 0002_plans\.sql was edited .* new migration\.$/,
  );
  await open(dataDir, version({ ...second, "0002_plans.sql": plans.replaceAll("\n", "\r\n") }));
});

test("a database of a newer version is refused with what to do, and left alone", async () => {
  const dataDir = folder();
  await (await open(dataDir, version(second))).close();
  expect(await refusal(open(dataDir, version(first)))).toMatch(
    /^This database was written by a newer version of Common Thread \(0002_plans\.sql\)\. Start that version/,
  );
  expect(existsSync(join(dataDir, "copies"))).toBe(false);
  expect(await tables(await open(dataDir, version(second)))).toContain("plan");
});

test("a migration with a number before one that has run is refused", async () => {
  const dataDir = folder();
  await (await open(dataDir, version({ "0001_start.sql": start, "0003_plans.sql": plans }))).close();
  const late = { "0001_start.sql": start, "0002_late.sql": "select 1;", "0003_plans.sql": plans };
  expect(await refusal(open(dataDir, version(late)))).toContain("Give it the next free number");
});

test("files with a wrong name or the same number stop the start", async () => {
  await expect(open(folder(), version({ "start.sql": start }))).rejects.toThrow("named like");
  const twice = version({ "0001_start.sql": start, "0001_plans.sql": plans });
  await expect(open(folder(), twice)).rejects.toThrow("Two migrations have the number 0001");
});

test("a migration that ends its own transaction stops the start, before anything is changed", async () => {
  const sneaky = version({ "0001_start.sql": `${start}\ncommit;\ncreate table plan (id integer);` });
  await expect(open(folder(), sneaky)).rejects.toThrow("may not begin or end one");
  const trigger = `${start}\ncreate trigger kept before delete on note begin select raise(abort, 'commit; no'); end;`;
  await open(folder(), version({ "0001_start.sql": trigger }));
});

const kills = Number(process.env.KILLS ?? 20);

test(`a server that is killed in the middle of an upgrade (${kills} times) leaves the old state and a copy of it, and the next start finishes it`, {
  timeout: 30_000 + kills * 10_000,
}, async () => {
  const dataDir = folder();
  const before = await open(dataDir, version(first));
  await before.query("insert into note values (1, 'mine')");
  await before.close();
  // More than fits in memory, so that the log grows while it runs; then it counts for ever, so that nobody comes too late.
  const long = `create table plan (id integer primary key, words text);
    with recursive n (i) as (select 1 union all select i + 1 from n limit 100000)
    insert into plan select i, printf('%0100d', i) from n;
    with recursive n (i) as (select 1 union all select i + 1 from n limit 100000000000)
    insert into plan select 0, count(*) from n;`;
  const upgrade = version({ ...first, "0002_plans.sql": long });
  const log = join(dataDir, "common-thread.db-wal");
  const copies = join(dataDir, "copies");
  const copiesNow = () => (existsSync(copies) ? readdirSync(copies).filter((it) => it.endsWith(".db")) : []);
  let copied = 0;
  for (let kill = 0; kill < kills; kill++) {
    const server = otherProcess("./holder.ts", [dataDir, upgrade.href]);
    // As soon as the copy is there, and further and further into the change of the tables, of which the log has 11 MB.
    await until(() => copiesNow().length > copied);
    const written = (4_000_000 * kill) / kills;
    if (kill % 5 > 0) await until(() => existsSync(log) && statSync(log).size > written);
    await server.kill();

    const driver = await open(dataDir, version(first));
    expect(await tables(driver), `kill ${kill}`).toEqual(["migration", "note"]);
    expect((await driver.query("select words from note")).rows, `kill ${kill}`).toEqual([{ words: "mine" }]);
    expect((await driver.query("pragma integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
    await driver.close();
    // One copy before each attempt.
    copied = copiesNow().length;
    expect(copied).toBe(kill + 1);
  }
  expect(await tables(await open(dataDir, version(second)))).toContain("plan");
  // Each copy is whole, and opens with the version before.
  expect(copiesNow()).toHaveLength(kills + 1);
  for (const name of copiesNow()) {
    const restored = folder();
    writeFileSync(join(restored, "common-thread.db"), readFileSync(join(copies, name)));
    const driver = await open(restored, version(first));
    expect((await driver.query("select words from note")).rows, name).toEqual([{ words: "mine" }]);
    await driver.close();
  }
});

test("the project's own migrations make the tables that the code knows", async () => {
  const dataDir = folder();
  const { driver, close } = await openDatabase({ dataDir, now: Date.now, limits: quick });
  expect(await tables(driver)).toEqual(
    expect.arrayContaining(["document_update", "initiative", "migration", "person"]),
  );
  await close();
});

test("documents of the first versions keep their rows when notes come, and notes are a kind of document then", async () => {
  const own = new URL("../../server/db/migrations/", import.meta.url);
  const files = readdirSync(own).map((name) => [name, readFileSync(new URL(name, own), "utf8")] as const);
  const before = Object.fromEntries(files.filter(([name]) => name < "0007"));
  const dataDir = folder();
  const old = await open(dataDir, version(before));
  await old.batch([
    {
      sql: `insert into initiative (id, name_en, name_es, place, time_zone, default_language, created_at)
            values ('ini_a', 'A', 'A', '', 'UTC', 'en', 1)`,
    },
    {
      sql: `insert into document (name, initiative_id, kind, language, is_source, created_at, snapshot, snapshot_seq)
            values ('agenda:ini_a:en', 'ini_a', 'common-agenda', 'en', 1, 1, x'0102', 3)`,
    },
  ]);
  await old.close();
  const driver = await open(dataDir, own);
  expect((await driver.query("select name, kind, meeting_id, snapshot_seq from document")).rows).toEqual([
    { name: "agenda:ini_a:en", kind: "common-agenda", meeting_id: null, snapshot_seq: 3 },
  ]);
  const insert = (name: string, kind: string) =>
    driver.query(
      `insert into document (name, initiative_id, kind, language, is_source, created_at)
       values ('${name}', 'ini_a', '${kind}', 'en', 1, 1)`,
    );
  await insert("notes:mtg_a", "notes");
  await expect(insert("poem:a", "poem")).rejects.toThrow("CHECK");
});

async function until(fact: () => boolean) {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 5));
}
