import { expect, test } from "vitest";
import { RoomLost } from "../../server/relay/host.ts";
import { openRelay, seat, settle, sitDown, syncMessage } from "./support.ts";

test("R17: a client that asks hears how many of its updates are on the disk; others hear nothing of it", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"), { saved: true });
  const ben = sitDown(relay, seat("ben"));
  await settle();
  // The answer to the server's question is the first.
  expect(ana.saved).toEqual([1]);
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "a");
  ana.doc.getText("t").insert(1, "b");
  ben.doc.getText("t").insert(0, "c");
  await settle();
  expect(ana.saved).toEqual([1]);
  open();
  await settle();
  expect(ana.saved.at(-1)).toBe(3);
  expect(ben.saved).toEqual([]);
});

test("R17: an update that says nothing new counts when all before it is on the disk", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  await settle();
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "a");
  await settle();
  // Ana's line breaks and she comes back with the same text, before it is on the disk.
  ana.leave();
  const again = sitDown(relay, seat("ana"), { saved: true, doc: ana.doc });
  await settle();
  expect(again.saved).toEqual([]);
  open();
  await settle();
  expect(again.saved).toEqual([1]);
});

test("R5: “synced” is not said before what the socket sent earlier is on the disk", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  await settle();
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "a");
  ana.isSynced = false;
  ana.ask();
  await settle();
  expect(ana.isSynced).toBe(false);
  open();
  await settle();
  expect(ana.isSynced).toBe(true);
});

test("R18: on a full disk people are told within two seconds, nobody sees it, and it is saved when there is space", async () => {
  const { relay, memory, clock, reports } = openRelay();
  const ana = sitDown(relay, seat("ana"), { saved: true });
  const ben = sitDown(relay, seat("ben"));
  await settle();
  memory.failure = new Error("disk full");
  ana.doc.getText("t").insert(0, "kept");
  await clock.advance(2_000);
  expect(ana.notSaved).toBe(1);
  expect(ben.text()).toBe("");
  ana.doc.getText("t").insert(4, " all");
  await clock.advance(60_000);
  expect(ana.notSaved).toBe(1);
  expect(reports.length).toBe(1);
  // Somebody may still come and read; whoever writes now is told as well.
  const cleo = sitDown(relay, seat("cleo"), { saved: true });
  await settle();
  expect(cleo.isSynced).toBe(true);
  cleo.doc.getText("u").insert(0, "later");
  await clock.advance(2_000);
  expect([ana.notSaved, cleo.notSaved]).toEqual([1, 1]);
  memory.failure = undefined;
  await clock.advance(2_000);
  expect([ben.text(), cleo.text()]).toEqual(["kept all", "kept all"]);
  expect(ana.saved.at(-1)).toBe(3);
  expect(memory.log("agenda").map((it) => it.seq)).toEqual([1, 2, 3]);
  // The next time it is said again.
  memory.failure = new Error("disk full");
  ana.doc.getText("t").insert(0, "!");
  await clock.advance(100);
  expect(ana.notSaved).toBe(2);
});

test("R18: a disk that only hangs is called “not saved” too", async () => {
  const { relay, memory, clock } = openRelay();
  const ana = sitDown(relay, seat("ana"), { saved: true });
  await settle();
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "a");
  await clock.advance(2_000);
  expect(ana.notSaved).toBe(1);
  open();
  await settle();
  expect(ana.saved.at(-1)).toBe(2);
});

test("R19: what waits for the disk has a limit; who brings more is sent away for a while", async () => {
  const { relay, memory } = openRelay({ pendingBytesMax: 5_000 });
  const ana = sitDown(relay, seat("ana"));
  await settle();
  memory.failure = new Error("disk full");
  for (let i = 0; i < 10 && !ana.line.closed; i++) ana.doc.getText("t").insert(0, "x".repeat(900));
  expect(ana.line.closed?.code).toBe(1013);
});

test("R20: when the store has gone on without the room, everybody is asked to come again, and nothing is lost", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  memory.failure = new RoomLost("other entries are there");
  ana.doc.getText("t").insert(0, "mine");
  await settle();
  expect([ana.line.closed?.code, ben.line.closed?.code]).toEqual([1012, 1012]);
  ana.leave();
  ben.leave();
  memory.failure = undefined;
  const again = sitDown(relay, seat("ana"), { doc: ana.doc });
  const cleo = sitDown(relay, seat("cleo"));
  await settle();
  expect(again.line.closed).toBeUndefined();
  expect(cleo.text()).toBe("mine");
});

test("R34: a server that stops writes what waits, says so, and takes nothing more", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"), { saved: true });
  await settle();
  const open = memory.hold();
  ana.doc.getText("t").insert(0, "last words");
  const closed = relay.close();
  ana.connection.receive(syncMessage(2, new Uint8Array([9, 9])));
  await settle();
  expect(ana.line.closed).toBeUndefined();
  open();
  await closed;
  expect(ana.saved.at(-1)).toBe(2);
  expect(ana.line.closed?.code).toBe(1012);
  expect(memory.doc("agenda").getText("t").toString()).toBe("last words");
});
