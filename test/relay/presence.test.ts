import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import { removeAwarenessStates } from "y-protocols/awareness";
import { openRelay, type Partner, presenceMessage, seat, settle, sitDown } from "./support.ts";

/** What `viewer` sees of everybody else. */
const seenBy = ({ awareness, doc }: Partner) =>
  [...awareness.getStates()].filter(([client]) => client !== doc.clientID).map(([, state]) => state);

function states(...entries: [client: number, clock: number, state: unknown][]) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const [client, clock, state] of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  }
  return presenceMessage(encoding.toUint8Array(encoder));
}

async function table(limits = {}) {
  const opened = openRelay(limits);
  const ana = sitDown(opened.relay, seat("ana", { presence: { name: "Ana", user: { name: "Ana" } } }));
  const ben = sitDown(opened.relay, seat("ben", { presence: { name: "Ben", user: { name: "Ben" } } }));
  await settle();
  return { ...opened, ana, ben };
}

test("R21: people see each other's caret, under the name the server gives them", async () => {
  const { ana, ben, relay, clock } = await table();
  ana.awareness.setLocalState({ name: "The Mayor", user: { name: "The Mayor" }, caret: 5 });
  ana.tellPresence();
  await clock.advance(60);
  expect(seenBy(ben)).toEqual([{ name: "Ana", user: { name: "Ana" }, caret: 5 }]);
  // A joiner is told at once.
  const cleo = sitDown(relay, seat("cleo", { mayEdit: false }));
  await settle();
  expect(seenBy(cleo)).toEqual(seenBy(ben));
  // A reader is seen too.
  cleo.awareness.setLocalState({ caret: 1 });
  cleo.tellPresence();
  await clock.advance(60);
  expect(seenBy(ana)).toEqual([{ name: "cleo", caret: 1 }]);
});

test("R22: a socket speaks for one Yjs client; what it says of others is left out", async () => {
  const { ana, ben, clock } = await table();
  ana.awareness.setLocalState({ caret: 1 });
  ana.tellPresence();
  await clock.advance(60);
  ben.connection.receive(
    states(
      [ben.doc.clientID, 1, { caret: 2 }],
      [ana.doc.clientID, 99_999_999, { name: "Ghost", caret: 7 }],
      ...Array.from({ length: 500 }, (_, i): [number, number, unknown] => [i + 1, 1, { name: "Ghost" }]),
    ),
  );
  ben.connection.receive(states([ana.doc.clientID, 100_000_000, null]));
  await clock.advance(60);
  expect(seenBy(ana)).toEqual([{ name: "Ben", user: { name: "Ben" }, caret: 2 }]);
  expect(seenBy(ben)).toEqual([{ name: "Ana", user: { name: "Ana" }, caret: 1 }]);
  expect(ben.line.closed).toBeUndefined();
});

test("R22: nobody takes the place of somebody who has just left", async () => {
  const { relay, ana, ben, clock } = await table();
  ana.awareness.setLocalState({ caret: 1 });
  ana.tellPresence();
  await clock.advance(60);
  ana.leave();
  const eve = sitDown(relay, seat("eve"));
  eve.connection.receive(states([ana.doc.clientID, 50, { caret: 3 }]));
  await clock.advance(60);
  expect(seenBy(ben)).toEqual([]);
});

test("R22: nobody learns a Yjs client that nothing is written under, and what is shown in its place is nobody's own", async () => {
  const { ana, ben, relay, clock } = await table();
  ana.awareness.setLocalState({ caret: 1 });
  ana.tellPresence();
  await clock.advance(60);
  const shown = [...ben.awareness.getStates().keys()].filter((it) => it !== ben.doc.clientID);
  expect(shown).toHaveLength(1);
  expect(shown).not.toContain(ana.doc.clientID);
  // y-websocket repeats what it hears, before it has said anything of itself, too.
  const cleo = sitDown(relay, seat("cleo"));
  cleo.connection.receive(states([shown[0]!, 99, { caret: 9 }]));
  await clock.advance(60);
  expect(seenBy(ben)).toEqual([{ name: "Ana", user: { name: "Ana" }, caret: 1 }]);
});

test("R23: whoever was here before the server was started anew is seen at once by those who were, too", async () => {
  const { ana, ben, clock } = await table();
  for (let caret = 1; caret <= 5; caret++) {
    ana.awareness.setLocalState({ caret });
    ana.tellPresence();
    await clock.advance(60);
  }
  expect(seenBy(ben)).toEqual([expect.objectContaining({ caret: 5 })]);
  const anew = openRelay();
  // As y-websocket does when its line ends; the clocks it heard of stay.
  const heard = [...ben.awareness.getStates().keys()].filter((it) => it !== ben.doc.clientID);
  removeAwarenessStates(ben.awareness, heard, "its line ended");
  sitDown(anew.relay, ben.seat, { doc: ben.doc, awareness: ben.awareness });
  const again = sitDown(anew.relay, ana.seat, { doc: ana.doc, awareness: ana.awareness });
  await settle();
  again.tellPresence();
  await anew.clock.advance(60);
  expect(seenBy(ben)).toEqual([expect.objectContaining({ caret: 5 })]);
});

test("R23: whoever leaves is gone at once, and seen again at once when they come back", async () => {
  const { relay, ana, ben, clock } = await table();
  ana.awareness.setLocalState({ caret: 1 });
  ana.tellPresence();
  await clock.advance(60);
  ana.leave();
  await clock.advance(60);
  expect(seenBy(ben)).toEqual([]);
  const again = sitDown(relay, ana.seat, { doc: ana.doc });
  // y-websocket says the same clock again.
  again.connection.receive(states([ana.doc.clientID, 1, { caret: 1 }]));
  await clock.advance(60);
  expect(seenBy(ben)).toEqual([{ name: "Ana", user: { name: "Ana" }, caret: 1 }]);
});

test("R23: a browser on a new line is seen once, although its old line is not known to be dead", async () => {
  const { relay, ana, ben, clock } = await table();
  ana.connection.receive(states([ana.doc.clientID, 1, { caret: 1 }]));
  await clock.advance(60);
  const again = sitDown(relay, ana.seat, { doc: ana.doc });
  again.connection.receive(states([ana.doc.clientID, 1, { caret: 2 }]));
  await clock.advance(60);
  ana.leave();
  await clock.advance(60);
  expect(seenBy(ben)).toEqual([expect.objectContaining({ caret: 2 })]);
});

test("R24: a hundred movements are twenty messages a second at most, the last one among them", async () => {
  const { ana, ben, clock } = await table();
  const before = ben.line.sent.length;
  for (let i = 0; i < 100; i++) {
    ana.awareness.setLocalState({ caret: i });
    ana.tellPresence();
    await clock.advance(10);
  }
  await clock.advance(60);
  expect(ben.line.sent.length - before).toBeLessThanOrEqual(22);
  expect(seenBy(ben)).toEqual([expect.objectContaining({ caret: 99 })]);
  // The writer is not told what it said itself.
  expect(ana.line.sent.filter((it) => it[0] === 1).length).toBe(0);
});

test("R25: a presence of more than 4 KB is not passed on", async () => {
  const { ana, ben, clock } = await table();
  ana.awareness.setLocalState({ caret: 1, junk: "x".repeat(5_000) });
  ana.tellPresence();
  await clock.advance(60);
  expect(seenBy(ben)).toEqual([]);
  ana.connection.receive(presenceMessage(new Uint8Array(70_000)));
  expect(ana.line.closed?.code).toBe(4413);
});

test("R21: a client that asks who is here is told", async () => {
  const { ana, ben, clock } = await table();
  ana.awareness.setLocalState({ caret: 1 });
  ana.tellPresence();
  await clock.advance(60);
  const before = ben.line.sent.length;
  ben.say(3);
  expect(ben.line.sent.length - before).toBe(1);
});
