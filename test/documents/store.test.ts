import { describe, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import type { DatabaseDriver } from "../../server/db/driver.ts";
import { createDocumentJobs } from "../../server/documents/jobs.ts";
import { createDocumentStore } from "../../server/documents/store.ts";
import { type Host, type NewUpdate, RoomLost } from "../../server/relay/host.ts";
import { memoryHost } from "../relay/support.ts";
import { openServer } from "../support/server.ts";

const name = "agenda:ini_brackwater:en";

/** What a host keeps: the part of it that stores share. */
type Store = Pick<Host, "load" | "append"> & {
  keepSnapshot(name: string, seq: number, snapshot: Uint8Array): Promise<void>;
};

async function overDatabase(): Promise<Store> {
  const { deps } = await openServer();
  await deps.driver.query("update document set snapshot = null where name = ?", [name]);
  return createDocumentStore(deps.driver, deps.now);
}

async function inMemory(): Promise<Store> {
  const memory = memoryHost();
  memory.add(name);
  return {
    load: memory.host.load,
    append: memory.host.append,
    async keepSnapshot(_name, seq, snapshot) {
      Object.assign(memory.documents.get(name)!, { seq, snapshot });
    },
  };
}

const by = (personId: string, bytes: number[], newClients: number[] = []): NewUpdate => ({
  update: new Uint8Array(bytes),
  personId,
  newClients,
});

describe.each([
  ["in memory", inMemory],
  ["over the database", overDatabase],
])("a store %s", (_where, open) => {
  test("gives back what was appended, in order, with whose clients they were", async () => {
    const store = await open();
    await store.append(name, 0, [by("per_city_rep", [1, 2, 3], [7]), by("per_casa_rep", [], [8])], false);
    await store.append(name, 2, [by("per_city_rep", [255, 0])], false);
    const stored = await store.load(name);
    expect(stored.snapshot).toBeUndefined();
    expect(stored.updates.map((it) => [...it])).toEqual([[1, 2, 3], [], [255, 0]]);
    expect(stored.owners).toEqual(
      new Map([
        [7, "per_city_rep"],
        [8, "per_casa_rep"],
      ]),
    );
  });

  test("begins from the snapshot, and keeps the log beside it", async () => {
    const store = await open();
    await store.append(
      name,
      0,
      [by("per_city_rep", [1]), by("per_city_rep", [2]), by("per_city_rep", [3])],
      false,
    );
    await store.keepSnapshot(name, 2, new Uint8Array([9, 9]));
    const stored = await store.load(name);
    expect([...stored.snapshot!]).toEqual([9, 9]);
    expect(stored.snapshotSeq).toBe(2);
    expect(stored.updates.map((it) => [...it])).toEqual([[3]]);
  });

  test("says not found for a document that is not there", async () => {
    const store = await open();
    await expect(store.load("agenda:ini_nobody:en")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("R20: entries that stand where others belong are never written over, and the room is told", async () => {
  const { deps } = await openServer();
  const store = createDocumentStore(deps.driver, deps.now);
  await store.append(name, 0, [by("per_city_rep", [1])], false);
  await expect(store.append(name, 0, [by("per_casa_rep", [2])], false)).rejects.toBeInstanceOf(RoomLost);
  await expect(store.append(name, 0, [by("per_casa_rep", [2])], true)).rejects.toBeInstanceOf(RoomLost);
  expect((await store.load(name)).updates.map((it) => [...it])).toEqual([[1]]);
});

test("R18: a write that was kept although it seemed to fail is not kept twice", async () => {
  const { deps } = await openServer();
  const store = createDocumentStore(deps.driver, deps.now);
  const updates = [by("per_city_rep", [1], [5]), by("per_casa_rep", [2])];
  await store.append(name, 0, updates, false);
  await store.append(name, 0, updates, true);
  expect((await store.load(name)).updates.map((it) => [...it])).toEqual([[1], [2]]);
  await store.append(name, 2, [by("per_casa_rep", [3])], true);
  expect((await store.load(name)).updates.length).toBe(3);
});

test("documents that write in the same turn share one write, and one that fails does not fail the others", async () => {
  const { deps } = await openServer();
  let batches = 0;
  const driver: DatabaseDriver = {
    ...deps.driver,
    batch: (statements) => {
      batches++;
      return deps.driver.batch(statements);
    },
  };
  const store = createDocumentStore(driver, deps.now);
  const spanish = "agenda:ini_brackwater:es";
  const large = by("per_city_rep", Array(10_000).fill(5));
  await Promise.all([
    store.append(name, 0, [by("per_city_rep", [1])], false),
    store.append(spanish, 0, [large], false),
  ]);
  expect(batches).toBe(1);
  expect((await store.load(spanish)).updates[0]!.length).toBe(10_000);
  const [stale, fine] = await Promise.allSettled([
    store.append(name, 0, [by("per_city_rep", [7])], false),
    store.append(spanish, 1, [by("per_city_rep", [8])], false),
  ]);
  expect(stale).toMatchObject({ status: "rejected", reason: expect.any(RoomLost) });
  expect(fine.status).toBe("fulfilled");
  expect((await store.load(spanish)).updates.length).toBe(2);
});

test("an older snapshot never takes the place of a newer one", async () => {
  const { deps } = await openServer();
  const store = createDocumentStore(deps.driver, deps.now);
  await store.keepSnapshot(name, 5, new Uint8Array([5]));
  await store.keepSnapshot(name, 3, new Uint8Array([3]));
  expect(await store.load(name)).toMatchObject({ snapshotSeq: 5, snapshot: new Uint8Array([5]) });
});

test("the thread for documents makes snapshots without what was deleted, and differences", async () => {
  const jobs = createDocumentJobs();
  onTestFinished(() => jobs.close());
  const doc = new Y.Doc();
  const parts: Uint8Array[] = [];
  doc.on("update", (update) => parts.push(update));
  doc.getText("t").insert(0, "x".repeat(5_000));
  const vector = Y.encodeStateVector(doc);
  doc.getText("t").delete(0, 4_990);
  doc.getText("t").insert(10, " end");
  const snapshot = await jobs.snapshot(parts);
  expect(snapshot.length).toBeLessThan(200);
  const again = new Y.Doc();
  Y.applyUpdate(again, snapshot);
  expect(again.getText("t").toString()).toBe(`${"x".repeat(10)} end`);
  const difference = await jobs.difference(parts, vector);
  expect(Y.decodeUpdate(difference).structs.length).toBe(1);
});

test("the thread for documents refuses parts with a gap, and goes on with the next job", async () => {
  const jobs = createDocumentJobs();
  onTestFinished(() => jobs.close());
  const doc = new Y.Doc();
  const parts: Uint8Array[] = [];
  doc.on("update", (update) => parts.push(update));
  doc.getText("t").insert(0, "a");
  doc.getText("t").insert(1, "b");
  await expect(jobs.snapshot([parts[1]!])).rejects.toThrow("gap");
  await expect(jobs.snapshot([new Uint8Array([9, 9, 9])])).rejects.toThrow();
  expect((await jobs.snapshot(parts)).length).toBeGreaterThan(2);
});

test("a closing server's thread says so to whoever waits", async () => {
  const jobs = createDocumentJobs();
  const waiting = jobs.snapshot([new Uint8Array([0, 0])]);
  await Promise.all([expect(waiting).rejects.toThrow("closing"), jobs.close()]);
  await expect(jobs.snapshot([])).rejects.toThrow("closing");
});
