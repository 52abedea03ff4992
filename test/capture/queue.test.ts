import { expect, test } from "vitest";
import { type Captured, createQueue } from "../../client/capture/queue.ts";
import { settle } from "../documents/writers.ts";

/** A browser's storage that every tab shares; it may be made to refuse. */
function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    refuses: false,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (this.refuses) throw new Error("QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
    key: (at: number) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

/** The lock that tabs of one browser share. */
function locks() {
  let last = Promise.resolve();
  return (_name: string, does: () => Promise<void>) => {
    last = last.then(does);
    return last;
  };
}

/** A server that makes each record once, and fails as it is told to. */
function server() {
  const it = {
    made: [] as string[],
    asked: [] as string[],
    fails: undefined as { code: string; message: string; fields?: Record<string, string> } | undefined,
    /** The record is made, and the answer gets lost. */
    losesAnswers: false,
    async send({ id }: Captured) {
      it.asked.push(id);
      if (it.fails) throw it.fails;
      if (!it.made.includes(id)) it.made.push(id);
      if (it.losesAnswers) throw { code: "offline", message: "gone" };
    },
  };
  return it;
}

const offline = { code: "offline", message: "You’re offline." };
let at = 0;
const capture = (id: string): Captured => ({
  id,
  kind: "commitment",
  meetingId: "mtg_a",
  body: { id },
  at: ++at,
});

function tab(browser = storage(), lock = locks(), to = server()) {
  const later: (() => void)[] = [];
  let clock = 1_000;
  const queue = createQueue({
    personId: "per_a",
    storage: browser,
    alone: lock,
    send: to.send,
    onChange: () => {},
    later: (does) => later.push(does),
    now: () => clock,
  });
  return { queue, browser, lock, to, later, pass: (ms: number) => (clock += ms) };
}

const rest = async () => {
  for (let i = 0; i < 20; i++) await settle();
};

test("what is captured is recorded at once, in order, and forgotten", async () => {
  const { queue, to, browser } = tab();
  for (const id of ["com_1", "com_2", "com_3"]) queue.put(capture(id));
  await rest();
  expect(to.made).toEqual(["com_1", "com_2", "com_3"]);
  expect([queue.all(), browser.kept.size]).toEqual([[], 0]);
});

test("offline it waits, survives a restart, and is recorded when the connection returns", async () => {
  const { queue, browser, to } = tab();
  to.fails = offline;
  queue.put(capture("com_1"));
  queue.put(capture("com_2"));
  await rest();
  expect(queue.all().map((it) => [it.id, it.refusal])).toEqual([
    ["com_1", undefined],
    ["com_2", undefined],
  ]);
  const restarted = tab(browser);
  await restarted.queue.flush();
  expect(restarted.to.made).toEqual(["com_1", "com_2"]);
  expect(browser.kept.size).toBe(0);
});

test("an answer that got lost makes no second record", async () => {
  const { queue, to } = tab();
  to.losesAnswers = true;
  queue.put(capture("com_1"));
  await rest();
  expect(queue.all()).toHaveLength(1);
  to.losesAnswers = false;
  await queue.flush();
  expect(to.asked).toEqual(["com_1", "com_1"]);
  expect(to.made).toEqual(["com_1"]);
});

test("of two tabs, one sends", async () => {
  const first = tab();
  first.to.fails = offline;
  first.queue.put(capture("com_1"));
  await rest();
  first.to.fails = undefined;
  const second = tab(first.browser, first.lock, first.to);
  first.to.asked.length = 0;
  await Promise.all([first.queue.flush(), second.queue.flush()]);
  expect(first.to.asked).toEqual(["com_1"]);
});

test("what one tab is sending at once, another leaves alone, until that one must be gone", async () => {
  const first = tab();
  // Sent, and never answered: the tab was closed.
  const second = tab(first.browser, first.lock);
  const closed = createQueue({
    personId: "per_a",
    storage: first.browser,
    alone: first.lock,
    send: () => new Promise(() => {}),
    onChange: () => {},
    later: () => {},
    now: () => 1_000,
  });
  closed.put(capture("com_1"));
  await second.queue.flush();
  expect([second.to.asked, second.later.length]).toEqual([[], 1]);
  second.pass(5_000);
  second.later.pop()!();
  await rest();
  expect([second.to.made, second.queue.all()]).toEqual([["com_1"], []]);
});

test("what is captured while another is being sent comes after it", async () => {
  const { queue, to } = tab();
  to.fails = offline;
  queue.put(capture("com_1"));
  await rest();
  to.fails = undefined;
  queue.put(capture("com_2"));
  await rest();
  expect(to.made).toEqual(["com_1", "com_2"]);
});

test("what is refused keeps its words, says why, and is sent again once it is mended", async () => {
  const { queue, to } = tab();
  to.fails = { code: "invalid", message: "This day is over.", fields: { dueOn: "Choose a later day." } };
  queue.put(capture("com_1"));
  queue.put(capture("com_2"));
  await rest();
  // One refusal does not hold up the next.
  expect(to.asked).toEqual(["com_1", "com_2"]);
  const refused = queue.find("com_1")!;
  expect(refused).toMatchObject({
    body: { id: "com_1" },
    refusal: { message: "This day is over.", fields: { dueOn: "Choose a later day." } },
  });
  to.fails = undefined;
  await queue.flush();
  // Not by itself: somebody has to look.
  expect(to.made).toEqual([]);
  queue.put({ ...refused, body: { id: "com_1", mended: true } });
  queue.drop("com_2");
  await rest();
  expect(to.made).toEqual(["com_1"]);
  expect(queue.all()).toEqual([]);
});

test("a server in trouble is asked again later; a sign-in that ended waits for the person", async () => {
  const { queue, to, later } = tab();
  to.fails = { code: "unavailable", message: "busy" };
  queue.put(capture("com_1"));
  await rest();
  expect(later).toHaveLength(1);
  to.fails = { code: "signed_out", message: "Sign in." };
  later.pop()!();
  await rest();
  expect([later.length, queue.find("com_1")?.refusal]).toEqual([0, undefined]);
  to.fails = undefined;
  await queue.flush();
  expect(to.made).toEqual(["com_1"]);
});

test("a browser that keeps nothing still sends, and says that it keeps nothing", async () => {
  const { queue, to, browser } = tab();
  browser.refuses = true;
  to.fails = offline;
  queue.put(capture("com_1"));
  await rest();
  expect([queue.keepsAll(), queue.all().length]).toEqual([false, 1]);
  to.fails = undefined;
  await queue.flush();
  expect([to.made, queue.keepsAll()]).toEqual([["com_1"], true]);
});

test("whoever else signs in here finds nothing of it, and signing out counts it as waiting", async () => {
  const { queue, browser, to } = tab();
  to.fails = offline;
  queue.put(capture("com_1"));
  await rest();
  const [key = ""] = browser.kept.keys();
  expect(key).toBe("ct:unsent:ct:per_a:capture:com_1");
  expect(JSON.parse(browser.kept.get(key)!)).toMatchObject({ edits: 1 });
  const other = createQueue({
    personId: "per_b",
    storage: browser,
    alone: locks(),
    send: async () => {},
    onChange: () => {},
    later: () => {},
    now: () => 1_000,
  });
  expect(other.all()).toEqual([]);
});
