import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { append, type Receipt, sha256 } from "../../server/log/append.ts";
import { commit } from "../../server/log/commit.ts";
import { verify } from "../../server/log/verify.ts";
import { linkText } from "../../shared/log/canonical.ts";
import { cast } from "../support/cast.ts";
import { type OpenServer, openServer } from "../support/server.ts";

const brackwater = "ini_brackwater";

/** Somebody with the database in their hands takes the guards away first. */
const unguard = `drop trigger event_stays; drop trigger event_is_kept; drop trigger event_comes_next;
  drop trigger event_payload_stays; drop trigger event_payload_is_kept; drop trigger event_payload_comes_once;`;

const check = ({ deps }: OpenServer, receipts: Receipt[] = []) => verify(deps, brackwater, receipts);

async function receiptOf({ deps }: OpenServer, seq: number) {
  const row = deps.db.selectFrom("event").select(["seq", "hash"]).where("seq", "=", seq);
  return row.executeTakeFirstOrThrow();
}

test("an untouched log holds, and agrees with every receipt", async () => {
  const server = await openServer();
  const receipts = await server.deps.db.selectFrom("event").select(["seq", "hash"]).execute();
  expect(await check(server, receipts)).toEqual({
    events: receipts.length,
    erased: 0,
    broken: null,
    checkedAt: new Date(server.clock.now()).toISOString(),
  });
});

test.each([
  ["who did it", "update event set by = 'per_funder' where seq = 12"],
  ["when", "update event set at = at + 1 where seq = 12"],
  ["what it was", "update event set type = 'person.removed' where seq = 12"],
  ["what it is about", `update event set refs = '["org_casa"]' where seq = 12`],
  ["how its list is written", "update event set refs = replace(refs, ',', ', ') || ' ' where seq = 12"],
  [
    "its fingerprint",
    "update event set hash = iif(hash like 'f%', '0', 'f') || substr(hash, 2) where seq = 12",
  ],
])("a row that was altered is named: %s", async (_, statement) => {
  const server = await openServer();
  await server.deps.driver.exec(`${unguard} ${statement};`);
  expect((await check(server)).broken).toEqual({ seq: 12, reason: "altered" });
});

test("an altered row whose own fingerprint was counted anew betrays itself at the next", async () => {
  const server = await openServer();
  const { db, driver } = server.deps;
  const row = await db.selectFrom("event").selectAll().where("seq", "=", 12).executeTakeFirstOrThrow();
  const hash = sha256(
    linkText({
      initiativeId: brackwater,
      seq: 12,
      at: row.at,
      by: "per_funder",
      type: row.type,
      refs: JSON.parse(row.refs) as string[],
      payloadHash: row.payload_hash,
      prevHash: row.prev_hash,
    }),
  );
  await driver.exec(`${unguard} update event set by = 'per_funder', hash = '${hash}' where seq = 12;`);
  expect((await check(server)).broken).toEqual({ seq: 13, reason: "unlinked" });
});

test("words that were altered, exchanged, or taken away without saying so are named", async () => {
  for (const statement of [
    `update event_payload set payload = replace(payload, 'org_', 'org-') where seq = 12`,
    `update event_payload set salt = zeroblob(16) where seq = 12`,
    `update event_payload set salt = null where seq = 12`,
    `update event_payload set salt = null, payload = null where seq = 12`,
    `delete from event_payload where seq = 12`,
  ]) {
    const server = await openServer();
    await server.deps.driver.exec(`${unguard} ${statement};`);
    expect((await check(server)).broken, statement).toEqual({ seq: 12, reason: "words" });
  }
});

test("a row that was deleted is named", async () => {
  const server = await openServer();
  await server.deps.driver.exec(
    `${unguard} delete from event_payload where seq = 12; delete from event where seq = 12;`,
  );
  expect(await check(server)).toMatchObject({ events: 11, broken: { seq: 12, reason: "missing" } });
});

test("a row that was deleted, with the later ones moved up, is named", async () => {
  const server = await openServer();
  await server.deps.driver.exec(`${unguard} pragma foreign_keys = off;
    delete from event_payload where seq = 12; delete from event where seq = 12;
    update event set seq = seq - 1 where seq = 13; update event_payload set seq = 12 where seq = 13;`);
  expect((await check(server)).broken).toEqual({ seq: 12, reason: "altered" });
});

test("an end that was cut off is named by a receipt for what stood there", async () => {
  const server = await openServer();
  const { seq: last } = await commit(server.deps, brackwater, (_tx, append) =>
    append({ type: "test.said", by: "per_director", refs: [], data: "the end" }),
  );
  const receipt = await receiptOf(server, last);
  await server.deps.driver.exec(
    `${unguard} delete from event_payload where seq > ${last - 3}; delete from event where seq > ${last - 3};`,
  );
  // A shorter chain is a chain: only who kept a receipt can tell.
  expect((await check(server)).broken).toBeNull();
  expect((await check(server, [receipt])).broken).toEqual({ seq: last - 2, reason: "missing" });
});

test("two rows that changed places are named", async () => {
  const server = await openServer();
  await server.deps.driver.exec(`${unguard} pragma foreign_keys = off;
    update event set seq = 1000 where seq = 12; update event_payload set seq = 1000 where seq = 12;
    update event set seq = 12 where seq = 13; update event_payload set seq = 12 where seq = 13;
    update event set seq = 13 where seq = 1000; update event_payload set seq = 13 where seq = 1000;`);
  expect((await check(server)).broken).toEqual({ seq: 12, reason: "altered" });
});

test("a log that was written anew, with every fingerprint right, is named by a receipt", async () => {
  const server = await openServer();
  const { deps } = server;
  const rows = await deps.db
    .selectFrom("event")
    .innerJoin("event_payload", "event_payload.seq", "event.seq")
    .selectAll("event")
    .select("event_payload.payload")
    .orderBy("event.seq")
    .execute();
  const receipt = await receiptOf(server, 20);
  await deps.driver.exec(`${unguard} delete from event_payload; delete from event;`);
  await deps.db.transaction().execute(async (tx) => {
    for (const row of rows)
      await append(deps, tx, brackwater, {
        type: row.type,
        at: row.at,
        by: row.seq === 12 ? "per_funder" : row.by,
        refs: JSON.parse(row.refs) as string[],
        data: JSON.parse(row.payload!).data,
      });
  });
  expect((await check(server)).broken).toBeNull();
  expect((await check(server, [receipt])).broken).toEqual({ seq: 20, reason: "receipt" });
});

test("a single bit that flipped in the file is named", async () => {
  const server = await openServer();
  const { seq } = await commit(server.deps, brackwater, (_tx, append) =>
    append({ type: "test.said", by: "per_director", refs: [], data: "a very particular sentence" }),
  );
  await server.close();
  const file = join(server.dataDir, "common-thread.db");
  const bytes = readFileSync(file);
  const at = bytes.indexOf("a very particular sentence");
  expect(at).toBeGreaterThan(0);
  // The highest bit: what is left is no text any more.
  bytes[at + 7]! ^= 0x80;
  writeFileSync(file, bytes);
  const again = await openServer({ dataDir: server.dataDir });
  expect((await check(again)).broken).toEqual({ seq, reason: "words" });
});

test("partners ask the running server, whatever they may do, and are told which event does not hold", async () => {
  const { funder, server } = await cast();
  const ask = async () => (await funder.get("/api/log/verification")).json();
  expect(await ask()).toMatchObject({ broken: null, erased: 0 });
  await server.deps.driver.exec(`${unguard} update event set by = 'per_funder' where seq = 5;`);
  expect(await ask()).toMatchObject({ events: 4, broken: { seq: 5, reason: "altered" } });
});

/** `npm run verify`, as it is run. */
function run(dataDir: string, ...args: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "server/verify.ts", ...args],
    { encoding: "utf8", env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" } },
  );
  return { status, stdout };
}

test("the command says that all holds, names what does not, and says to stop a server that runs", async () => {
  const server = await openServer();
  const kept = await receiptOf(server, 9);
  const receipts = join(server.dataDir, "receipts.json");
  writeFileSync(receipts, JSON.stringify([{ seq: kept.seq, hash: kept.hash }]));
  expect(run(server.dataDir)).toEqual({ status: 2, stdout: expect.stringContaining("Stop it first") });
  await server.close();
  expect(run(server.dataDir, receipts)).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^Brackwater.*: \d+ events hold; .* 1 receipts agree\.\n$/),
  });
  writeFileSync(receipts, JSON.stringify({ seq: 9, hash: "0".repeat(64) }));
  expect(run(server.dataDir, receipts)).toEqual({
    status: 1,
    stdout: expect.stringMatching(/Event 9 does not hold: a receipt proves/),
  });
  const nowhere = join(server.dataDir, "nowhere");
  expect(run(nowhere)).toEqual({ status: 2, stdout: expect.stringContaining("There is no database") });
  expect(existsSync(nowhere)).toBe(false);
  writeFileSync(receipts, "[1]");
  expect(run(server.dataDir, receipts)).toEqual({
    status: 2,
    stdout: expect.stringContaining("no receipts"),
  });
});
