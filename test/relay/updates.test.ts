import { expect, test } from "vitest";
import * as Y from "yjs";
import { openRelay, seat, settle, sitDown, syncMessage } from "./support.ts";

test("R3 R6 R7: what one writes the other sees, and a third who comes later", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  expect([ana.isSynced, ben.isSynced]).toEqual([true, true]);
  ana.doc.getText("t").insert(0, "Hello");
  await settle();
  ben.doc.getText("t").insert(5, " world");
  await settle();
  const cleo = sitDown(relay, seat("cleo"));
  await settle();
  expect([ana.text(), ben.text(), cleo.text()]).toEqual(Array(3).fill("Hello world"));
  expect(memory.doc("agenda").getText("t").toString()).toBe("Hello world");
  expect(memory.log("agenda").map((it) => it.personId)).toEqual(["ana", "ben"]);
});

test("R7: nobody sees a letter before it is on the disk", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "secret");
  const cleo = sitDown(relay, seat("cleo"));
  await settle();
  expect([ben.text(), cleo.text(), cleo.isSynced]).toEqual(["", "", true]);
  open();
  await settle();
  expect([ben.text(), cleo.text()]).toEqual(["secret", "secret"]);
});

test("R8: one write at a time; what comes meanwhile is the next, in order", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  const before = memory.appends;
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "a");
  await settle();
  for (const [i, letter] of [..."bcdef"].entries()) {
    const who = i % 2 === 0 ? ana : ben;
    who.doc.getText("t").insert(who.text().length, letter);
  }
  await settle();
  expect(memory.appends - before).toBe(1);
  open();
  await settle();
  expect(memory.appends - before).toBe(2);
  expect(ben.text()).toBe(ana.text());
  expect([...ben.text()].sort().join("")).toBe("abcdef");
  const writers = memory.log("agenda").map((it) => [it.seq, it.personId]);
  expect(writers).toEqual([1, 2, 3, 4, 5, 6].map((seq) => [seq, seq > 1 && seq % 2 === 1 ? "ben" : "ana"]));
});

test("R8: what one socket writes without another between, while a write is under way, is one entry and one message", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"), { saved: true });
  const ben = sitDown(relay, seat("ben"));
  await settle();
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "a");
  await settle();
  for (const letter of "bcdef") ana.doc.getText("t").insert(ana.text().length, letter);
  ana.doc.getText("t").delete(1, 1);
  ben.doc.getText("b").insert(0, "between");
  ana.doc.getText("t").insert(0, "g");
  await settle();
  const heard = ben.line.sent.length;
  open();
  await settle();
  expect(memory.log("agenda").map((it) => it.personId)).toEqual(["ana", "ana", "ben", "ana"]);
  expect(ben.line.sent.length - heard).toBe(3);
  expect([ana.text(), ben.text()]).toEqual(["gacdef", "gacdef"]);
  // The server's question was the first of her frames.
  expect(ana.saved.at(-1)).toBe(9);
});

test("R8: alone a letter waits for nothing; after a crowded write the next one of all rooms waits a little", async () => {
  const { relay, memory, clock } = openRelay({ pauseMsMax: 16 });
  memory.add("plan");
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"), { room: "plan" });
  await settle();
  ana.doc.getText("t").insert(0, "a");
  await settle();
  expect(memory.log("agenda").length).toBe(1);
  for (const letter of "bcdefghijk") ana.doc.getText("t").insert(0, letter);
  await settle();
  expect(memory.log("agenda").length).toBe(2);
  ana.doc.getText("t").insert(0, "l");
  ben.doc.getText("t").insert(0, "m");
  await settle();
  expect([memory.log("agenda").length, memory.log("plan").length]).toEqual([2, 0]);
  await clock.advance(5);
  expect([memory.log("agenda").length, memory.log("plan").length]).toEqual([3, 1]);
});

test("R9: an update that says nothing new is neither written nor sent on", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  ana.doc.getText("t").insert(0, "abc");
  ana.doc.getText("t").delete(0, 1);
  await settle();
  const heard = ben.line.sent.length;
  const kept = memory.log("agenda").length;
  ana.step2(Y.encodeStateAsUpdate(ana.doc));
  ana.step2(new Uint8Array([0, 0]));
  await settle();
  expect(memory.log("agenda").length).toBe(kept);
  expect(ben.line.sent.length).toBe(heard);
  expect(ana.line.closed).toBeUndefined();
});

test("R10: of an update that is known in part only the rest is written, also of its deletions", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  await settle();
  ana.doc.getText("t").insert(0, "abcdef");
  ana.doc.getText("t").delete(0, 1);
  await settle();
  const offline = new Y.Doc();
  Y.applyUpdate(offline, Y.encodeStateAsUpdate(ana.doc));
  offline.clientID = ana.doc.clientID;
  offline.getText("t").insert(5, "ghi");
  offline.getText("t").delete(2, 1);
  ana.step2(Y.encodeStateAsUpdate(offline));
  await settle();
  const last = Y.decodeUpdate(memory.log("agenda").at(-1)!.update);
  expect(last.structs.map((it) => [it.id.clock, it.length])).toEqual([[6, 3]]);
  expect([...last.ds.clients.values()]).toEqual([[expect.objectContaining({ clock: 3, len: 1 })]]);
  expect(memory.doc("agenda").getText("t").toString()).toBe(offline.getText("t").toString());
});

test("R11: an update whose forerunner is missing is left out, and the socket is asked for all of it", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"), { saved: true });
  const ben = sitDown(relay, seat("ben"));
  await settle();
  const other = new Y.Doc();
  other.getText("t").insert(0, "first ");
  Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(other), ana.line);
  ana.doc.getText("t").insert(6, "second");
  expect(ana.saved).not.toContain(2);
  await settle();
  await settle();
  // The server asked, and the answer held both.
  expect(ben.text()).toBe("first second");
  expect(memory.doc("agenda").getText("t").toString()).toBe("first second");
  expect(ana.saved.at(-1)).toBe(3);
  expect(ana.line.closed).toBeUndefined();
});

test("R11: whoever goes on sending orphans is closed, and nothing of them is kept", async () => {
  const { relay, memory, clock } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const flooder = sitDown(relay, seat("flooder"));
  await settle();
  ana.doc.getText("t").insert(0, "honest");
  await settle();
  const before = JSON.stringify(memory.log("agenda"));
  flooder.line.onSend = undefined;
  for (let i = 0; i < 2_000; i++) {
    const stranger = new Y.Doc();
    stranger.getText("t").insert(0, "a");
    const vector = Y.encodeStateVector(stranger);
    stranger.getText("t").insert(1, "b");
    flooder.update(Y.encodeStateAsUpdate(stranger, vector));
  }
  expect(flooder.line.closed?.code).toBe(4400);
  const silent = sitDown(relay, seat("silent"));
  await settle();
  silent.line.onSend = undefined;
  silent.update(Y.encodeStateAsUpdate(gap()));
  await clock.advance(11_000);
  expect(silent.line.closed?.code).toBe(4400);
  expect(JSON.stringify(memory.log("agenda"))).toBe(before);
});

/** A document that holds something nobody has seen. */
function gap() {
  const doc = new Y.Doc();
  doc.getText("t").insert(0, "a");
  const skipped = Y.encodeStateVector(doc);
  doc.getText("t").insert(1, "b");
  const cut = new Y.Doc();
  Y.applyUpdate(cut, Y.encodeStateAsUpdate(doc, skipped));
  return cut;
}

test("R12: nobody writes under the Yjs client of somebody who is here and has written nothing yet", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const eve = sitDown(relay, seat("eve"));
  await settle();
  ana.tellPresence();
  const posed = new Y.Doc();
  posed.clientID = ana.doc.clientID;
  posed.getText("t").insert(0, "said by Ana");
  eve.update(Y.encodeStateAsUpdate(posed));
  await settle();
  expect(eve.line.closed?.code).toBe(4403);
  expect(memory.log("agenda")).toEqual([]);
  ana.doc.getText("t").insert(0, "mine");
  await settle();
  expect(ana.line.closed).toBeUndefined();
  expect(memory.doc("agenda").getText("t").toString()).toBe("mine");
});

test("R12: nobody writes under another person's Yjs client", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const eve = sitDown(relay, seat("eve"));
  await settle();
  ana.doc.getText("t").insert(0, "mine");
  await settle();
  const before = memory.log("agenda").length;
  const forged = new Y.Doc();
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(ana.doc));
  forged.clientID = ana.doc.clientID;
  forged.getText("t").insert(4, " (signed Ana)");
  eve.update(Y.encodeStateAsUpdate(forged, Y.encodeStateVector(ana.doc)));
  await settle();
  expect(eve.line.closed?.code).toBe(4403);
  expect(memory.log("agenda").length).toBe(before);
  // The same bytes from Ana's other tab are welcome.
  const tab = sitDown(relay, seat("ana"));
  await settle();
  tab.update(Y.encodeStateAsUpdate(forged, Y.encodeStateVector(ana.doc)));
  await settle();
  expect(tab.line.closed).toBeUndefined();
  expect(ana.text()).toBe("mine (signed Ana)");
});

test("R12: the Yjs client that first wrote the document belongs to nobody", async () => {
  const { relay, memory } = openRelay();
  const seed = new Y.Doc();
  seed.getText("t").insert(0, "Seed");
  memory.add("agenda", Y.encodeStateAsUpdate(seed));
  const eve = sitDown(relay, seat("eve"));
  await settle();
  const vector = Y.encodeStateVector(seed);
  seed.getText("t").insert(4, "!");
  eve.update(Y.encodeStateAsUpdate(seed, vector));
  await settle();
  expect(eve.line.closed?.code).toBe(4403);
});

test.each([
  ["no message at all", []],
  ["an unknown type", [9]],
  ["an unknown kind of sync", [0, 7, 0]],
  ["an update cut short", [0, 2, 20, 1, 1]],
  ["bytes after the end", [0, 2, 2, 0, 0, 0]],
  ["an update that is none", [0, 2, 3, 250, 250, 3]],
  ["an absurd number of structs", [0, 2, 7, 1, 255, 255, 255, 255, 15, 0]],
  ["structs without length", [0, 2, 8, 1, 1, 5, 0, 0, 0, 0, 0]],
  ["a state vector that is none", [0, 0, 2, 9, 9]],
  ["a presence that is none", [1, 2, 3, 3]],
])("R13: %s closes the socket and changes nothing", async (_what, bytes) => {
  const { relay, memory } = openRelay();
  const eve = sitDown(relay, seat("eve"));
  await settle();
  eve.say(...bytes);
  await settle();
  expect(eve.line.closed?.code).toBe(4400);
  expect(memory.log("agenda")).toEqual([]);
});

test("R14: what a reader writes is refused, what a reader has seen is not held against them", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const reader = sitDown(relay, seat("reader", { mayEdit: false }));
  await settle();
  ana.doc.getText("t").insert(0, "abc");
  await settle();
  reader.step2(Y.encodeStateAsUpdate(reader.doc));
  reader.step2(new Uint8Array([0, 0]));
  // Two people set one key at once: Yjs deletes the loser by itself, and a reader's whole text says so.
  const ben = sitDown(relay, seat("ben"));
  await settle();
  ana.doc.getMap("m").set("key", 1);
  ben.doc.getMap("m").set("key", 2);
  await settle();
  reader.step2(Y.encodeStateAsUpdate(reader.doc));
  await settle();
  expect(reader.line.closed).toBeUndefined();
  const before = memory.log("agenda").length;
  reader.doc.getText("t").delete(0, 3);
  await settle();
  expect(reader.line.closed?.code).toBe(4403);
  expect(memory.log("agenda").length).toBe(before);
  expect(ana.text()).toBe("abc");
});

test("R14: somebody who was demoted is not told that a deletion is saved, which is not kept", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  await settle();
  ana.doc.getText("t").insert(0, "abc");
  await settle();
  const before = memory.log("agenda").length;
  const ben = sitDown(relay, seat("ben", { mayEdit: false }), { saved: true });
  await settle();
  const away = new Y.Doc();
  Y.applyUpdate(away, Y.encodeStateAsUpdate(ana.doc));
  away.getText("t").delete(0, 3);
  ben.step2(Y.encodeStateAsUpdate(away));
  await settle();
  expect(ben.line.closed?.code).toBe(4403);
  expect(ben.saved).toEqual([]);
  expect(memory.log("agenda").length).toBe(before);
});

test("R14: the role is asked at every message", async () => {
  const { relay } = openRelay();
  let mayEdit = true;
  const sitting = seat("ana", {
    get mayEdit() {
      return mayEdit;
    },
  } as never);
  Object.defineProperty(sitting, "mayEdit", { get: () => mayEdit });
  const ana = sitDown(relay, sitting);
  const ben = sitDown(relay, seat("ben"));
  await settle();
  ana.doc.getText("t").insert(0, "a");
  await settle();
  mayEdit = false;
  ana.doc.getText("t").insert(1, "b");
  await settle();
  expect(ben.text()).toBe("a");
  expect(ana.line.closed?.code).toBe(4403);
});

test("R15: too large an update, and too large a document, are refused with the reason", async () => {
  const { relay } = openRelay({ updateBytesMax: 1_000, documentBytesMax: 3_000, pendingBytesMax: 100_000 });
  const ana = sitDown(relay, seat("ana"));
  await settle();
  ana.doc.getText("t").insert(0, "x".repeat(2_000));
  expect(ana.line.closed).toMatchObject({ code: 4413, reason: expect.stringContaining("large") });
  const ben = sitDown(relay, seat("ben"));
  await settle();
  for (let i = 0; i < 4 && !ben.line.closed; i++) ben.doc.getText("t").insert(0, "x".repeat(900));
  await settle();
  expect(ben.line.closed).toMatchObject({ code: 4413, reason: expect.stringContaining("document") });
});

test("R16: too many messages or bytes close the socket; an honest burst does not", async () => {
  const { relay, clock } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  await settle();
  for (let second = 0; second < 5; second++) {
    for (let i = 0; i < 150; i++) ana.doc.getText("t").insert(0, "k");
    await clock.advance(1_000);
  }
  expect(ana.line.closed).toBeUndefined();
  const flooder = sitDown(relay, seat("flooder"));
  await settle();
  for (let i = 0; i < 10_001; i++) flooder.connection.receive(syncMessage(1, new Uint8Array([0, 0])));
  expect(flooder.line.closed?.code).toBe(4429);
});
