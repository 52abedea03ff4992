import { expect, test } from "vitest";
import * as Y from "yjs";
import { limits } from "../../server/relay/limits.ts";
import { openRelay, seat, settle, sitDown } from "./support.ts";

test("R1: a document that does not exist closes with 4404", async () => {
  const { relay } = openRelay();
  const eve = sitDown(relay, seat("eve"), { room: "elsewhere" });
  await settle();
  expect(eve.line.closed?.code).toBe(4404);
  eve.leave();
  expect(relay.stats()).toEqual({ rooms: 0, sockets: 0 });
});

test("R2: whoever may write is asked what the server lacks; a reader is not", async () => {
  const { relay } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const reader = sitDown(relay, seat("reader", { mayEdit: false }));
  await settle();
  const questions = (sent: Uint8Array[]) => sent.filter((it) => it[0] === 0 && it[1] === 0).length;
  expect([questions(ana.line.sent), questions(reader.line.sent)]).toEqual([1, 0]);
});

test("R2: what was written offline arrives with the next connection", async () => {
  const { relay, memory } = openRelay();
  const doc = new Y.Doc();
  for (let i = 0; i < 20_000; i++) doc.getText("t").insert(doc.getText("t").length >> 1, `${i} `);
  const size = Y.encodeStateAsUpdate(doc).length;
  expect(size).toBeGreaterThan(300_000);
  const ana = sitDown(relay, seat("ana"), { doc });
  const ben = sitDown(relay, seat("ben"));
  await settle();
  expect(ana.line.closed).toBeUndefined();
  expect(ben.text()).toBe(ana.text());
  expect(memory.log("agenda").length).toBe(1);
});

test("R3: “synced” comes last: with it a newcomer has the snapshot and the tail", async () => {
  const { relay, memory } = openRelay();
  const seed = new Y.Doc();
  seed.getText("t").insert(0, "Seed. ");
  memory.documents.set("agenda", { snapshot: Y.encodeStateAsUpdate(seed), seq: 0, log: [] });
  const ana = sitDown(relay, seat("ana"));
  await settle();
  for (let i = 0; i < 130; i++) ana.doc.getText("t").insert(ana.text().length, `${i} `);
  await settle();
  const ben = sitDown(relay, seat("ben"));
  await settle();
  expect(ben.textWhenSynced).toBe(ana.text());
  // 130 keystrokes are two fifties and thirty.
  expect(ben.line.sent.filter((it) => it[0] === 0 && it[1] !== 0).length).toBeLessThanOrEqual(33);
});

test("R4: whoever comes back gets the difference, deletions too; a hundred with the same need one computation", async () => {
  const { relay } = openRelay({ differenceBytesMax: 1_000 });
  const ana = sitDown(relay, seat("ana"));
  await settle();
  ana.doc.getText("t").insert(0, "x".repeat(5_000));
  ana.doc.getText("t").insert(0, "Hello ");
  await settle();
  const offline = new Y.Doc();
  Y.applyUpdate(offline, Y.encodeStateAsUpdate(ana.doc));
  ana.doc.getText("t").delete(6, 4_999);
  ana.doc.getText("t").insert(0, "> ");
  await settle();
  const many = Array.from({ length: 100 }, (_, i) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(offline));
    return sitDown(relay, seat(`person ${i}`), { doc });
  });
  await settle();
  await settle();
  expect(many.every((it) => it.isSynced && it.text() === ana.text())).toBe(true);
  expect(many[0]!.line.sent.every((it) => it.length < 1_000)).toBe(true);
});

test("R4: a difference that another thread computes is complete when it arrives, and is computed once", async () => {
  const { relay, memory } = openRelay({ differenceBytesMax: 10 });
  const ana = sitDown(relay, seat("ana"));
  await settle();
  ana.doc.getText("t").insert(0, "before");
  await settle();
  const offline = Y.encodeStateAsUpdate(ana.doc);
  ana.doc.getText("t").insert(6, " and after");
  await settle();
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { difference } = memory.host;
  memory.host.difference = async (...args) => {
    const found = difference(...args);
    await gate;
    return found;
  };
  const before = memory.differences;
  const many = Array.from({ length: 10 }, (_, i) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, offline);
    return sitDown(relay, seat(`person ${i}`), { doc });
  });
  await settle();
  ana.doc.getText("t").insert(0, "meanwhile ");
  await settle();
  expect(many.some((it) => it.isSynced)).toBe(false);
  open();
  await settle();
  expect(new Set(many.map((it) => it.text()))).toEqual(new Set(["meanwhile before and after"]));
  expect(many.every((it) => it.isSynced)).toBe(true);
  expect(memory.differences - before).toBe(1);
});

test("R31: a long tail becomes a snapshot, and who joins or comes back afterwards has the same text", async () => {
  const { relay, memory } = openRelay({ tailBytesMin: 2_000 });
  const ana = sitDown(relay, seat("ana"));
  await settle();
  for (let i = 0; i < 400; i++) {
    ana.doc.getText("t").insert(ana.text().length, `${i} `);
    if (i % 3 === 0) ana.doc.getText("t").delete(0, 1);
    await settle();
  }
  await settle();
  expect(memory.compactions).toBeGreaterThan(0);
  const late = sitDown(relay, seat("late"));
  const old = new Y.Doc();
  Y.applyUpdate(old, memory.log("agenda")[0]!.update);
  const back = sitDown(relay, seat("back"), { doc: old });
  await settle();
  expect([late.text(), back.text()]).toEqual([ana.text(), ana.text()]);
  expect(memory.log("agenda").length).toBe(400);
});

/** A room in which somebody wrote, and which everybody has left. */
async function openEmptyRoom() {
  const opened = openRelay();
  const ana = sitDown(opened.relay, seat("ana"));
  await settle();
  ana.doc.getText("t").insert(0, "kept");
  await settle();
  ana.leave();
  return opened;
}

test("R32: a room that nobody comes back to leaves memory with a snapshot, and opens again with everything", async () => {
  const { relay, memory, clock } = await openEmptyRoom();
  await clock.advance(limits.emptyMsMax - limits.sweepMs);
  expect([relay.stats().rooms, memory.loads]).toEqual([1, 1]);
  await clock.advance(2 * limits.sweepMs);
  expect(relay.stats()).toEqual({ rooms: 0, sockets: 0 });
  expect(memory.compactions).toBe(1);
  const ben = sitDown(relay, seat("ben"));
  await settle();
  expect([ben.text(), memory.loads]).toEqual(["kept", 2]);
  ben.leave();
  await clock.advance(limits.emptyMsMax + limits.sweepMs);
  // Nothing was written: nothing to do.
  expect([relay.stats().rooms, memory.compactions]).toEqual([0, 1]);
});

test("R32: whoever is back soon finds the room as it was, and its time begins anew", async () => {
  const { relay, memory, clock } = await openEmptyRoom();
  await clock.advance(limits.emptyMsMax - limits.sweepMs);
  const back = sitDown(relay, seat("ana"));
  await settle();
  expect([back.text(), memory.loads]).toEqual(["kept", 1]);
  await clock.advance(2 * limits.emptyMsMax);
  back.leave();
  await clock.advance(limits.emptyMsMax - limits.sweepMs);
  expect(relay.stats().rooms).toBe(1);
});

test("R32: somebody who comes while the last snapshot is made stays in the room", async () => {
  const { relay, memory, clock } = await openEmptyRoom();
  const { promise, resolve } = Promise.withResolvers<void>();
  const { compact } = memory.host;
  memory.host.compact = async (...args) => {
    await promise;
    return compact(...args);
  };
  await clock.advance(limits.emptyMsMax + limits.sweepMs);
  const ben = sitDown(relay, seat("ben"));
  await settle();
  resolve();
  await clock.advance(2 * limits.emptyMsMax);
  ben.doc.getText("t").insert(0, "well ");
  await settle();
  expect([relay.stats(), memory.loads, memory.doc("agenda").getText("t").toString()]).toEqual([
    { rooms: 1, sockets: 1 },
    1,
    "well kept",
  ]);
});

test("R32: somebody who leaves before the disk has answered loses nothing", async () => {
  const { relay, memory, clock } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  await settle();
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "kept");
  ana.leave();
  await clock.advance(2 * limits.emptyMsMax);
  expect(relay.stats().rooms).toBe(1);
  open();
  await clock.advance(limits.sweepMs);
  expect(relay.stats().rooms).toBe(0);
  expect(memory.doc("agenda").getText("t").toString()).toBe("kept");
});

test("R35: where there is no room for another document, the longest empty one makes room", async () => {
  const { relay, memory, clock } = openRelay({ roomsMax: 2 });
  for (const name of ["second", "third"]) memory.add(name);
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"), { room: "second" });
  await settle();
  ana.doc.getText("t").insert(0, "kept");
  await settle();
  const late = sitDown(relay, seat("late"), { room: "third" });
  await settle();
  expect(late.line.closed?.code).toBe(1013);
  ana.leave();
  await clock.advance(10);
  ben.leave();
  const third = sitDown(relay, seat("late"), { room: "third" });
  await settle();
  expect([third.line.closed, relay.stats().rooms, memory.loads]).toEqual([undefined, 2, 3]);
  const back = sitDown(relay, seat("ben"), { room: "second" });
  await settle();
  expect(memory.loads).toBe(3);
  back.leave();
  const again = sitDown(relay, seat("ana"));
  await settle();
  expect([again.text(), memory.loads]).toEqual(["kept", 4]);
});

test("R33: a snapshot that fails is reported and loses nothing", async () => {
  const { relay, memory, reports } = openRelay({ tailBytesMin: 500 });
  memory.host.compact = async () => {
    throw new Error("out of memory");
  };
  const ana = sitDown(relay, seat("ana"));
  await settle();
  for (let i = 0; i < 60; i++) ana.doc.getText("t").insert(0, "more words ");
  await settle();
  expect(reports.some((it) => it.what.includes("snapshot"))).toBe(true);
  const ben = sitDown(relay, seat("ben"));
  await settle();
  expect(ben.text()).toBe(ana.text());
});

test("R35: one person has so many sockets and no more", async () => {
  const { relay } = openRelay({ socketsPerPersonMax: 2 });
  const two = [sitDown(relay, seat("ana")), sitDown(relay, seat("ana"))];
  expect(() => relay.expectRoomFor("agenda", "ana")).toThrow(/too many places/);
  expect(sitDown(relay, seat("ana")).line.closed?.code).toBe(4429);
  expect(sitDown(relay, seat("ben")).line.closed).toBeUndefined();
  two[0]!.leave();
  expect(() => relay.expectRoomFor("agenda", "ana")).not.toThrow();
});
