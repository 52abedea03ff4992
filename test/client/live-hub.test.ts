import { beforeEach, expect, test } from "vitest";
import { type Line, LiveHub } from "../../client/live-hub.ts";

/** A line that we draw, speak through and cut by hand. */
class HandLine implements Line {
  readonly url: string;
  readyState = 0;
  readonly #heard = new Map<string, (event: Event) => void>();

  constructor(url: string) {
    this.url = url;
    lines.push(this);
  }

  addEventListener(type: string, heard: (event: Event) => void) {
    this.#heard.set(type, heard);
  }

  close() {
    this.readyState = 2;
  }

  opens() {
    this.readyState = 1;
    this.#heard.get("open")?.(new Event("open"));
  }

  says(seq: number) {
    this.#heard.get("event")?.({ data: JSON.stringify({ seq }) } as unknown as Event);
  }

  breaks(refused = false) {
    this.readyState = refused ? 2 : 0;
    this.#heard.get("error")?.(new Event("error"));
  }
}

let lines: HandLine[] = [];
let isHidden = false;
let refusals: boolean[] = [];
let hub: LiveHub<{ seq: number }>;

beforeEach(() => {
  lines = [];
  isHidden = false;
  refusals = [];
  hub = new LiveHub({
    open: (url) => new HandLine(url),
    mayOpen: () => !isHidden,
    reached: () => {},
    broke: (refused) => refusals.push(refused),
  });
});

/** Somebody who writes down what they hear. */
function listener(after?: number) {
  const heard: number[] = [];
  const it = {
    after: () => after,
    heard: ({ seq }: { seq: number }) => void heard.push(seq),
    opened: () => void opened.push(1),
  };
  const opened: number[] = [];
  return { it, heard, opened };
}

test("everybody on a page hears through one line", () => {
  const [a, b] = [listener(), listener()];
  hub.add(a.it);
  hub.add(b.it);
  expect(lines).toHaveLength(1);
  lines[0]!.opens();
  lines[0]!.says(7);
  expect([a.heard, b.heard]).toEqual([[7], [7]]);
  hub.remove(a.it);
  lines[0]!.says(8);
  expect([a.heard, b.heard]).toEqual([[7], [7, 8]]);
  hub.remove(b.it);
  expect(lines[0]!.readyState, "nobody listens any more").toBe(2);
  hub.add(listener().it);
  expect(lines[1]!.url, "whoever comes then may be somebody else").toBe("/api/live");
});

test("somebody who comes later and knows less gets the rest, and the others hear nothing twice", () => {
  const [a, b] = [listener(10), listener(5)];
  hub.add(a.it);
  expect(lines[0]!.url).toBe("/api/live?after=10");
  lines[0]!.opens();
  lines[0]!.says(11);
  hub.add(b.it);
  expect(lines[0]!.readyState).toBe(2);
  expect(lines[1]!.url).toBe("/api/live?after=5");
  lines[1]!.opens();
  for (const seq of [6, 9, 10, 11, 12]) lines[1]!.says(seq);
  expect(a.heard).toEqual([11, 12]);
  expect(b.heard).toEqual([6, 9, 10, 11, 12]);
});

test("somebody who comes later and knows as much joins the line that is there", async () => {
  const [a, b] = [listener(10), listener(12)];
  hub.add(a.it);
  lines[0]!.opens();
  lines[0]!.says(11);
  hub.add(b.it);
  expect(lines).toHaveLength(1);
  await Promise.resolve();
  expect(b.opened, "is told that the line is open").toHaveLength(1);
  for (const seq of [12, 13]) lines[0]!.says(seq);
  expect(a.heard).toEqual([11, 12, 13]);
  expect(b.heard).toEqual([13]);
});

test("a page that was out of sight goes on where it stopped", () => {
  const a = listener(3);
  hub.add(a.it);
  lines[0]!.opens();
  lines[0]!.says(4);
  hub.close();
  isHidden = true;
  hub.open();
  expect(lines).toHaveLength(1);
  isHidden = false;
  hub.open();
  expect(lines[1]!.url).toBe("/api/live?after=4");
  lines[0]!.says(5);
  expect(a.heard, "an old line has no say").toEqual([4]);
  lines[1]!.opens();
  lines[1]!.says(5);
  expect(a.heard).toEqual([4, 5]);
  expect(a.opened).toHaveLength(2);
});

test("a line that breaks comes back by itself; one that is refused is drawn anew when it is asked for", () => {
  const a = listener();
  hub.add(a.it);
  lines[0]!.opens();
  lines[0]!.says(20);
  lines[0]!.breaks();
  hub.open();
  expect(lines).toHaveLength(1);
  lines[0]!.opens();
  lines[0]!.says(21);
  lines[0]!.breaks(true);
  expect(refusals).toEqual([false, true]);
  hub.open();
  expect(lines[1]!.url).toBe("/api/live?after=21");
  expect(a.heard).toEqual([20, 21]);
});
