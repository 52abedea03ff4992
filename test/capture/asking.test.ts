import { expect, test } from "vitest";
import { createAsking } from "../../client/capture/asking.ts";
import { settle } from "../documents/writers.ts";

const notFound = { code: "not_found" };
const offline = { code: "offline" };

/** Somebody who asks, and the questions that lie on the other side until a test answers them. */
function asking() {
  const questions: { answer: (it: string) => Promise<void>; fail: (error: object) => Promise<void> }[] = [];
  const waits: { does: () => void; ms: number }[] = [];
  let shown = "loading";
  const it = createAsking<string>({
    read: () =>
      new Promise((resolve, reject) => {
        questions.push({
          answer(it) {
            resolve(it);
            return settle();
          },
          fail(error) {
            reject(error);
            return settle();
          },
        });
      }),
    found: (_, it) => {
      shown = it;
    },
    absent: (_, is) => {
      shown = is;
    },
    later(does, ms) {
      const wait = { does, ms };
      waits.push(wait);
      return () => {
        if (waits.includes(wait)) waits.splice(waits.indexOf(wait), 1);
      };
    },
  });
  return {
    ...it,
    questions,
    waits,
    shown: () => shown,
    /** What waits comes to its time. */
    pass: () => waits.shift()!.does(),
  };
}

test("the first answer stays when a second question is never answered", async () => {
  const a = asking();
  a.ask("com_1");
  a.ask("com_1");
  // The connection breaks between the two.
  await a.questions[1]!.fail(offline);
  await a.questions[0]!.answer("offered");
  expect(a.shown()).toBe("offered");
});

test("an answer says nothing once a newer one is there", async () => {
  const a = asking();
  a.ask("com_1");
  a.ask("com_1");
  await a.questions[1]!.answer("accepted");
  await a.questions[0]!.answer("offered");
  expect(a.shown()).toBe("accepted");
  a.ask("com_1");
  a.told("com_1", "kept");
  await a.questions[2]!.fail(notFound);
  expect([a.shown(), a.waits.length]).toEqual(["kept", 0]);
});

test("what was not answered is asked for again, later each time, and at once when there is a way again", async () => {
  const a = asking();
  a.ask("com_1");
  await a.questions[0]!.fail({ code: "too_many" });
  expect(a.waits.map((it) => it.ms)).toEqual([1_000]);
  a.pass();
  await a.questions[1]!.fail(offline);
  expect(a.waits.map((it) => it.ms)).toEqual([2_000]);
  a.retry();
  expect([a.questions.length, a.waits.length]).toEqual([3, 0]);
  await a.questions[2]!.answer("offered");
  expect([a.shown(), a.waits.length]).toEqual(["offered", 0]);
  a.retry();
  expect(a.questions).toHaveLength(3);
});

test("a record that is on its way is waited for, and said to be hidden when it does not come", async () => {
  const a = asking();
  a.ask("com_1");
  await a.questions[0]!.fail(notFound);
  expect(a.shown()).toBe("awaited");
  for (let at = 1; at <= 5; at++) {
    a.pass();
    await a.questions[at]!.fail(notFound);
  }
  expect([a.shown(), a.waits.length]).toEqual(["hidden", 0]);
});

test("who is told of a record first need not ask for it", async () => {
  const a = asking();
  a.askLater("com_1", 400);
  a.told("com_1", "offered");
  expect([a.shown(), a.waits.length, a.questions.length]).toEqual(["offered", 0, 0]);
  a.askLater("com_2", 400);
  a.pass();
  expect(a.questions).toHaveLength(1);
});
