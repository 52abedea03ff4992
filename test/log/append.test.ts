import { createHash } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { commit } from "../../server/log/commit.ts";
import { beginning, canonical } from "../../shared/log/canonical.ts";
import { openServer } from "../support/server.ts";

const brackwater = "ini_brackwater";
const said = (data: string) => ({ type: "test.said", by: "per_director", refs: ["per_director"], data });

test("what happens is kept as a chain, each event with its fingerprint and that of the one before", async () => {
  const { deps } = await openServer();
  const receipts = await commit(deps, brackwater, async (_tx, append) => [
    await append(said("one")),
    await append(said("two")),
  ]);
  const rows = await deps.db.selectFrom("event").selectAll().orderBy("seq").execute();
  expect(rows[0]?.prev_hash).toBe(beginning);
  expect(rows.slice(-2).map(({ seq, hash }) => ({ seq, hash }))).toEqual(receipts);
  expect(rows.at(-1)?.prev_hash).toBe(receipts[0]?.hash);
  expect(receipts[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  // The rule of the page, counted anew here.
  const { seq, at, by, type, refs, payload_hash, prev_hash } = rows.at(-1)!;
  const text = JSON.stringify([
    "common-thread-log-1",
    brackwater,
    seq,
    at,
    by,
    type,
    JSON.parse(refs),
    payload_hash,
    prev_hash,
  ]);
  expect(createHash("sha256").update(text).digest("hex")).toBe(receipts[1]?.hash);
});

test("a command that fails leaves nothing in the log, and wakes nobody", async () => {
  const { deps } = await openServer();
  const before = await deps.db.selectFrom("event").select("seq").execute();
  const heard: number[] = [];
  deps.live.subscribe(brackwater, (seq) => heard.push(seq));
  await expect(
    commit(deps, brackwater, async (_tx, append) => {
      await append(said("one"));
      throw new Error("changed its mind");
    }),
  ).rejects.toThrow("changed its mind");
  expect(await deps.db.selectFrom("event").select("seq").execute()).toEqual(before);
  expect(heard).toEqual([]);
  const { seq } = await commit(deps, brackwater, (_tx, append) => append(said("two")));
  expect(heard).toEqual([seq]);
});

test("no statement changes, removes, replaces or squeezes in an event, or what it says", async () => {
  const { deps } = await openServer();
  const { seq } = await commit(deps, brackwater, (_tx, append) => append(said("one")));
  const refused: [string, string][] = [
    [`update event set type = 'x' where seq = ${seq}`, "never changed"],
    [`delete from event where seq = ${seq}`, "never removed"],
    [`insert or replace into event select * from event where seq = ${seq}`, "follows the last"],
    [
      `insert into event select initiative_id, seq + 2, at, by, type, refs, payload_hash, prev_hash, hash from event where seq = ${seq}`,
      "follows the last",
    ],
    [`update event_payload set payload = '{}' where seq = ${seq}`, "erased or stays"],
    [`update event_payload set salt = null where seq = ${seq}`, "erased or stays"],
    [`delete from event_payload where seq = ${seq}`, "not removed"],
    [`insert or replace into event_payload select * from event_payload where seq = ${seq}`, "written once"],
  ];
  for (const [statement, words] of refused)
    await expect(sql.raw(statement).execute(deps.db), statement).rejects.toThrow(words);
  await sql.raw(`update event_payload set salt = null, payload = null where seq = ${seq}`).execute(deps.db);
});

test("equal values have equal bytes, and what JSON cannot say is refused", () => {
  expect(canonical({ b: [1, "é\n", null], a: { y: true, x: undefined, ñ: 1.5 } })).toBe(
    '{"a":{"y":true,"ñ":1.5},"b":[1,"é\\n",null]}',
  );
  expect(() => canonical(Number.NaN)).toThrow();
  expect(() => canonical("\ud800")).toThrow();
});
