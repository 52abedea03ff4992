import { expect, test } from "vitest";
import { after, type Fact, newLedger, stateOf } from "../../client/documents/connection-state.ts";
import { isDead } from "../../client/documents/dead-line.ts";
import { closeCode } from "../../shared/relay/messages.ts";

const everything: Fact = { type: "sent", what: "everything" };
const edit: Fact[] = [{ type: "edited" }, { type: "sent", what: "edit" }];
const written = (frames: number): Fact => ({ type: "acknowledged", frames });
/** A first visit, up to the moment at which all is well. */
const visit: Fact[] = [{ type: "opened" }, { type: "asked" }, everything, { type: "synced" }, written(1)];

const say = (...facts: Fact[]) => stateOf(facts.reduce(after, newLedger(true)));

test("before the server has answered, the page says that it is loading", () => {
  expect(say()).toEqual({ is: "loading" });
  expect(say({ type: "opened" }, { type: "asked" }, everything)).toEqual({ is: "loading" });
});

test("saved is said only after the server has acknowledged what this browser had", () => {
  expect(say(...visit.slice(0, -1))).toEqual({ is: "saving", edits: 0 });
  expect(say(...visit)).toEqual({ is: "saved" });
});

test("an edit is saved when its own frame is acknowledged, not an earlier one", () => {
  expect(say(...visit, ...edit)).toEqual({ is: "saving", edits: 1 });
  expect(say(...visit, ...edit, ...edit, written(2))).toEqual({ is: "saving", edits: 1 });
  expect(say(...visit, ...edit, ...edit, written(3))).toEqual({ is: "saved" });
});

test("edits made offline are counted, and saved only when what carries them is acknowledged", () => {
  const offline: Fact[] = [...visit, { type: "closed" }, { type: "edited" }, { type: "edited" }];
  expect(say(...offline)).toEqual({ is: "offline", edits: 2 });
  const back: Fact[] = [...offline, { type: "opened" }, { type: "asked" }, everything];
  expect(say(...back)).toEqual({ is: "offline", edits: 2 });
  expect(say(...back, { type: "synced" })).toEqual({ is: "saving", edits: 2 });
  expect(say(...back, { type: "synced" }, written(1))).toEqual({ is: "saved" });
});

test("an edit that was on its way when the line broke is not saved", () => {
  const broken: Fact[] = [...visit, ...edit, { type: "closed" }];
  expect(say(...broken)).toEqual({ is: "offline", edits: 1 });
  expect(say(...broken, ...visit)).toEqual({ is: "saved" });
});

test("the acknowledgements of an old line say nothing about a new one", () => {
  const again: Fact[] = [...visit, ...edit, written(2), { type: "closed" }];
  const back: Fact[] = [...again, { type: "opened" }, { type: "asked" }, everything, { type: "synced" }];
  expect(say(...back)).toEqual({ is: "saving", edits: 0 });
});

test("edits of an earlier visit wait until all that this browser has is acknowledged", () => {
  const found: Fact = { type: "found", edits: 7 };
  expect(say(found, { type: "closed" })).toEqual({ is: "offline", edits: 7 });
  expect(say(found, ...visit.slice(0, -1))).toEqual({ is: "saving", edits: 7 });
  expect(say(found, ...visit)).toEqual({ is: "saved" });
});

test("a server that cannot write is told apart from one that is slow, until it can", () => {
  const stuck: Fact[] = [...visit, ...edit, { type: "not-written" }];
  expect(say(...stuck)).toEqual({ is: "not-saved", edits: 1 });
  expect(say(...stuck, written(2))).toEqual({ is: "saved" });
});

/** What a WebSocket server says to a frame larger than it reads at all. */
const frameTooLarge = 1009;

test.each([closeCode.tooLarge, closeCode.invalid, frameTooLarge])(
  "what the server will not take (%i) stays not saved while we try again",
  (code) => {
    const refused: Fact[] = [...visit, ...edit, { type: "closed", code }];
    expect(say(...refused)).toEqual({ is: "not-saved", edits: 1 });
    expect(say(...refused, { type: "opened" })).toEqual({ is: "not-saved", edits: 1 });
    expect(say(...refused, ...visit)).toEqual({ is: "saved" });
  },
);

test.each([
  [closeCode.signedOut, "signed-out"],
  [closeCode.forbidden, "no-access"],
  [closeCode.notFound, "gone"],
] as const)("close code %i ends it as %s, with the edits that wait", (code, is) => {
  expect(say(...visit, ...edit, { type: "closed", code })).toEqual({ is, edits: 1 });
});

test("a refused handshake ends it for the reason that a plain request gave", () => {
  expect(say({ type: "closed" }, { type: "refused", because: "signed-out" })).toEqual({
    is: "signed-out",
    edits: 0,
  });
});

test("somebody who only reads is up to date once the text is here", () => {
  const reading = [{ type: "opened" }, { type: "synced" }] as const satisfies Fact[];
  expect(stateOf(reading.reduce<ReturnType<typeof newLedger>>(after, newLedger(false)))).toEqual({
    is: "saved",
  });
});

test("somebody who lost the right to write while away reads, and hears that edits were not taken", () => {
  const back: Fact[] = [
    ...visit,
    { type: "closed" },
    { type: "edited" },
    { type: "opened" },
    { type: "synced" },
  ];
  expect(say(...back)).toEqual({ is: "not-saved", edits: 1 });
  expect(back.reduce(after, newLedger(true)).mayEdit).toBe(false);
});

test("somebody who may write from now on is asked for what they have", () => {
  const facts: Fact[] = [{ type: "opened" }, { type: "synced" }, { type: "asked" }, everything, written(1)];
  const ledger = facts.reduce(after, newLedger(false));
  expect(ledger.mayEdit).toBe(true);
  expect(stateOf(ledger)).toEqual({ is: "saved" });
});

test("a line is given up when an edit stays without an answer, or a handshake does", () => {
  const open = { isConnecting: false, isConnected: true, isSaving: true };
  expect([9_000, 11_000].map((silentMs) => isDead({ ...open, silentMs }))).toEqual([false, true]);
  expect(isDead({ ...open, isSaving: false, silentMs: 60_000 })).toBe(false);
  const knocking = { isConnecting: true, isConnected: false, isSaving: false };
  expect([19_000, 21_000].map((silentMs) => isDead({ ...knocking, silentMs }))).toEqual([false, true]);
  expect(isDead({ isConnecting: false, isConnected: false, isSaving: true, silentMs: 60_000 })).toBe(false);
});
