import { expect, test } from "vitest";
import { AppError } from "../../shared/errors.ts";
import { openRelay, seat, settle, sitDown } from "./support.ts";

test("R26: a reader that falls behind gets nothing new, and one difference when it has drained", async () => {
  const { relay, clock } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const slow = sitDown(relay, seat("slow"));
  await settle();
  slow.line.buffered = 2 << 20;
  const before = slow.line.sent.length;
  for (let i = 0; i < 50; i++) {
    ana.doc.getText("t").insert(0, "word ");
    await settle();
  }
  expect(slow.line.sent.length).toBe(before);
  await clock.advance(1_000);
  expect(slow.line.sent.length).toBe(before);
  slow.line.buffered = 0;
  await clock.advance(1_000);
  expect(slow.line.sent.length).toBe(before + 1);
  expect(slow.text()).toBe(ana.text());
  ana.doc.getText("t").insert(0, "! ");
  await settle();
  expect(slow.text()).toBe(ana.text());
});

test("R26: it misses nothing when a snapshot was made meanwhile", async () => {
  const { relay, clock, memory } = openRelay({ tailBytesMin: 300 });
  const ana = sitDown(relay, seat("ana"));
  const slow = sitDown(relay, seat("slow"));
  await settle();
  slow.line.buffered = 2 << 20;
  for (let i = 0; i < 50; i++) {
    ana.doc.getText("t").insert(0, "word ");
    await settle();
  }
  expect(memory.compactions).toBeGreaterThan(0);
  slow.line.buffered = 0;
  await clock.advance(1_000);
  expect(slow.text()).toBe(ana.text());
});

test("R27: a reader that is too far behind, or too long, is closed; the others are not", async () => {
  const { relay, clock } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const far = sitDown(relay, seat("far"));
  const long = sitDown(relay, seat("long"));
  await settle();
  far.line.buffered = 9 << 20;
  long.line.buffered = 2 << 20;
  await clock.advance(1_500);
  expect(far.line.closed?.code).toBe(1013);
  expect(long.line.closed).toBeUndefined();
  await clock.advance(31_000);
  expect(long.line.closed?.code).toBe(1013);
  expect(ana.line.closed).toBeUndefined();
});

test("R27: a slow line that asks again and again is answered once it has drained", async () => {
  const { relay, clock } = openRelay();
  const slow = sitDown(relay, seat("slow"));
  await settle();
  slow.line.buffered = 2 << 20;
  const before = slow.line.sent.length;
  for (let i = 0; i < 20; i++) slow.ask();
  expect(slow.line.sent.length).toBe(before);
  slow.line.buffered = 0;
  await clock.advance(1_000);
  expect(slow.line.sent.length).toBe(before + 1);
});

test.each([
  ["signed_out", 4401],
  ["forbidden", 4403],
  ["not_found", 4404],
] as const)("R29 R30: somebody whose seat is gone (%s) is closed at once with %i", async (code, close) => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  memory.seatAgain = async () => {
    throw new AppError(code, "Not any more.");
  };
  const asked = relay.recheck((it) => it.personId === "ana");
  // What is said while the answer is on its way is not taken.
  ana.doc.getText("t").insert(0, "too late");
  await asked;
  expect(ana.line.closed?.code).toBe(close);
  await settle();
  ana.doc.getText("t").insert(0, "much too late");
  await settle();
  expect(ben.text()).toBe("");
  expect(memory.log("agenda")).toEqual([]);
  expect(ben.line.closed).toBeUndefined();
});

test("R29: somebody who becomes a reader is told, goes on reading, and cannot write any more", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  memory.seatAgain = async (_room, it) => ({ ...it, mayEdit: false });
  await relay.recheck((it) => it.personId === "ana");
  expect(ana.line.sent.at(-1)?.[0]).toBe(2);
  ben.doc.getText("t").insert(0, "hello");
  await settle();
  expect(ana.text()).toBe("hello");
  ana.doc.getText("t").insert(5, " world");
  await settle();
  expect(ana.line.closed?.code).toBe(4403);
  expect(ben.text()).toBe("hello");
});

test("R29: somebody who becomes a writer is asked for what was written meanwhile", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana", { mayEdit: false }));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  memory.seatAgain = async (_room, it) => ({ ...it, mayEdit: true });
  await relay.recheck((it) => it.personId === "ana");
  await settle();
  ana.doc.getText("t").insert(0, "now I may");
  await settle();
  expect(ben.text()).toBe("now I may");
});

test("R29: what is said while a seat is asked about is taken when the seat holds", async () => {
  const { relay, memory } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  const ben = sitDown(relay, seat("ben"));
  await settle();
  let answer = () => {};
  memory.seatAgain = (_room, it) =>
    new Promise((resolve) => {
      answer = () => resolve(it);
    });
  void relay.recheck(() => true);
  ana.doc.getText("t").insert(0, "still here");
  await settle();
  expect(ben.text()).toBe("");
  memory.seatAgain = undefined;
  await relay.recheck(() => true);
  await settle();
  expect(ben.text()).toBe("still here");
  answer();
  await settle();
  expect(ana.line.closed).toBeUndefined();
});

test("R29: every seat is asked about once a minute, although nobody said that it changed", async () => {
  const { relay, memory, clock } = openRelay();
  const ana = sitDown(relay, seat("ana"));
  await settle();
  memory.seatAgain = async () => {
    throw new AppError("signed_out", "Your sign-in has ended.");
  };
  await clock.advance(61_000);
  expect(ana.line.closed?.code).toBe(4401);
});

test("R29: a sign-in that ends by itself ends its sockets within a second, unless it was prolonged", async () => {
  const { relay, memory, clock } = openRelay();
  const ana = sitDown(relay, seat("ana", { lastsMs: 5_000 }));
  const ben = sitDown(relay, seat("ben", { lastsMs: 5_000 }));
  const cleo = sitDown(relay, seat("cleo"));
  await settle();
  memory.seatAgain = async (_room, it) => {
    if (it.personId === "ana") throw new AppError("signed_out", "Your sign-in has ended.");
    return { ...it, lastsMs: 60_000 };
  };
  await clock.advance(4_400);
  expect(ana.line.closed).toBeUndefined();
  await clock.advance(1_600);
  expect(ana.line.closed?.code).toBe(4401);
  expect(ben.line.closed).toBeUndefined();
  expect(cleo.line.closed).toBeUndefined();
});
