/**
 * The clients of the bench, in a process of their own. The first line that they read is a scene, as JSON; a later one
 * lets a scene that waits go on. On lines of their own they say when something begins and ends, so that the server can
 * be measured or killed at that moment; the last line is what they saw, as JSON.
 */
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import * as Y from "yjs";
import { type Line, openLine, type Target } from "./line.ts";
import { median } from "./report.ts";

/** Milliseconds are `ms`; a rate is updates a second of each writer. */
export interface Scenes {
  typing: {
    asks: {
      writers: number;
      readers: number;
      stalled?: number;
      rate: number;
      seconds: number;
      /** How long they type before anything is measured. */
      warmUpMs?: number;
      letters?: number;
    };
    sees: { deliveries: number; seconds: number; p50: number; p99: number; closed: number };
  };
  /** One writer, one reader, and so many who join at once. */
  joining: { asks: { joiners: number; rate: number }; sees: { ms: number; longest: number } };
  /** All lines break at once and come back at once, so many times after those to warm up; `ms` is the median. */
  reconnecting: { asks: { lines: number; warmUpTimes: number; times: number }; sees: { ms: number } };
  /** One after the other, each on a line of its own, until all that they wrote is acknowledged. */
  ingesting: {
    asks: { edits: [position: number, deleted: number, inserted: string][][] };
    sees: { ms: number; bytes: number };
  };
  /** One opens the document and has all of it. */
  opening: { asks: object; sees: { ms: number; vector: [client: number, clock: number][] } };
  /** A line for each document, until it is told to leave, and then to end. */
  idling: { asks: object; sees: object };
  /** Writers type until the server is gone; says "now" when so many letters were seen by another. */
  dying: {
    asks: { writers: number; rate: number; letters: number };
    sees: { seen: [client: number, clock: number][]; acknowledged: [client: number, letters: number][] };
  };
}

const orders = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const told = () => orders.next();
/** Says a word and goes on when the server has been looked at. */
const say = (word: string) => {
  console.log(word);
  return told();
};
const { scene, targets, ...asks } = JSON.parse((await told()).value!) as {
  scene: keyof Scenes;
  targets: Target[];
};
const play: { [Scene in keyof Scenes]: (asks: Scenes[Scene]["asks"]) => Promise<Scenes[Scene]["sees"]> } = {
  typing,
  joining,
  reconnecting,
  ingesting,
  opening,
  idling,
  dying,
};
const sees = await play[scene](asks as never);
console.log(JSON.stringify(sees));
process.exit(0);

function vectorOf(doc: Y.Doc) {
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))];
}
function take(update: Uint8Array, line: Line) {
  Y.applyUpdate(line.doc, update, line);
}
function leave() {}

async function typing({
  writers,
  readers,
  stalled = 0,
  rate,
  seconds,
  warmUpMs = 1_000,
  letters = 1,
}: Scenes["typing"]["asks"]) {
  const waits = waitsOfLetters();
  const write: (() => void)[] = [];
  const lines = await Promise.all(
    targets.flatMap((target) => {
      const heard = waits.ofDocument();
      return [
        ...Array.from({ length: writers }, async () => {
          const doc = new Y.Doc();
          const line = await openLine(target, doc, heard.hear);
          write.push(heard.writer(doc, "x".repeat(letters)));
          return line;
        }),
        ...Array.from({ length: readers }, () => openLine(target, new Y.Doc(), heard.hear)),
      ];
    }),
  );
  for (let i = 0; i < stalled; i++) (await openLine(targets[0]!, new Y.Doc(), leave)).ws.pause();
  await typeFor(warmUpMs, write, rate);
  console.log("begin");
  waits.begin();
  const begun = performance.now();
  await typeFor(seconds * 1_000, write, rate);
  const took = (performance.now() - begun) / 1_000;
  console.log("end");
  waits.end();
  await told();
  const closed = lines.filter((it) => it.isClosed).length;
  return { ...waits.seen(), seconds: took, closed };
}

async function joining({ joiners, rate }: Scenes["joining"]["asks"]) {
  const [target] = targets;
  const waits = waitsOfLetters();
  const heard = waits.ofDocument();
  const doc = new Y.Doc();
  await openLine(target!, doc, heard.hear);
  await openLine(target!, new Y.Doc(), heard.hear);
  const write = heard.writer(doc, "x");
  await typeFor(500, [write], rate);
  waits.begin();
  let isOver = false;
  const typed = (async () => {
    while (!isOver) await typeFor(100, [write], rate);
  })();
  await say("begin");
  const begun = performance.now();
  await Promise.all(Array.from({ length: joiners }, () => openLine(target!, new Y.Doc(), leave)));
  const ms = performance.now() - begun;
  await say("end");
  isOver = true;
  await typed;
  await wait(200);
  return { ms, longest: waits.seen().longest };
}

async function reconnecting({ lines, warmUpTimes, times }: Scenes["reconnecting"]["asks"]) {
  const docs = Array.from({ length: lines }, () => new Y.Doc());
  const all = () => Promise.all(docs.map((doc, i) => openLine(targets[i % targets.length]!, doc, take)));
  let open = await all();
  for (const [i] of targets.entries())
    docs[i]!.getText("bench").insert(0, "a line in every document ".repeat(40));
  await wait(1_000);
  const took: number[] = [];
  for (let time = -warmUpTimes; time < times; time++) {
    await Promise.all(
      open.map((it) => {
        it.ws.terminate();
        return it.until(() => it.isClosed);
      }),
    );
    await wait(500);
    const isMeasured = time >= 0;
    if (isMeasured) await say("begin");
    const begun = performance.now();
    open = await all();
    if (isMeasured) took.push(performance.now() - begun);
    await wait(100);
    if (isMeasured) await say("end");
  }
  return { ms: median(took) };
}

async function ingesting({ edits }: Scenes["ingesting"]["asks"]) {
  const begun = performance.now();
  let bytes = 0;
  for (const [i, own] of edits.entries()) {
    const doc = new Y.Doc();
    const line = await openLine(targets[0]!, doc, leave);
    await line.until(() => line.acknowledged === line.sent);
    const text = doc.getText(`writer ${i}`);
    for (const [position, deleted, inserted] of own)
      doc.transact(() => {
        if (deleted > 0) text.delete(position, deleted);
        if (inserted !== "") text.insert(position, inserted);
      });
    await line.until(() => line.acknowledged === line.sent);
    bytes += line.bytes;
    line.ws.terminate();
    await line.until(() => line.isClosed);
  }
  return { ms: performance.now() - begun, bytes };
}

async function opening() {
  const doc = new Y.Doc();
  await say("begin");
  const begun = performance.now();
  const updates: Uint8Array[] = [];
  await openLine(targets[0]!, doc, (update) => updates.push(update));
  const ms = performance.now() - begun;
  await say("end");
  for (const it of updates) Y.applyUpdate(doc, it);
  return { ms, vector: vectorOf(doc) };
}

async function idling() {
  const lines = await inTurns(targets, (target) => openLine(target, new Y.Doc(), leave));
  console.log("open");
  await told();
  for (const { ws } of lines) ws.terminate();
  await Promise.all(lines.map((it) => it.until(() => it.isClosed)));
  console.log("left");
  await told();
  return {};
}

async function dying({ writers, rate, letters }: Scenes["dying"]["asks"]) {
  let seen = 0;
  let isSaid = false;
  const lines = await Promise.all(
    Array.from({ length: writers }, () =>
      openLine(targets[0]!, new Y.Doc(), (update, line) => {
        take(update, line);
        seen++;
        if (seen < letters || isSaid || !line.isSynced) return;
        isSaid = true;
        console.log("now");
      }),
    ),
  );
  const first = lines.map((it) => it.sent);
  seen = 0;
  const write = lines.map(({ doc }) => {
    const text = doc.getText(`writer ${doc.clientID}`);
    return () => text.insert(text.length, "x");
  });
  while (lines.some((it) => !it.isClosed)) await typeFor(50, write, rate);
  // What the line's own client wrote was not seen by another because its author has it.
  const vector = new Map<number, number>();
  for (const { doc } of lines)
    for (const [client, clock] of vectorOf(doc))
      if (client !== doc.clientID) vector.set(client, Math.max(vector.get(client) ?? 0, clock));
  return {
    seen: [...vector],
    acknowledged: lines.map(({ doc, acknowledged }, i): [number, number] => [
      doc.clientID,
      Math.max(0, acknowledged - first[i]!),
    ]),
  };
}

/** Every writer writes at its rate, each at a moment of its own. */
async function typeFor(ms: number, writers: (() => void)[], rate: number) {
  const start = performance.now();
  const pause = 1_000 / rate;
  const next = writers.map((_, i) => start + (pause * i) / writers.length);
  for (let now = start; now < start + ms; now = performance.now()) {
    for (const [i, write] of writers.entries())
      while (next[i]! <= now) {
        write();
        next[i]! += pause;
      }
    await wait(1);
  }
}

/** A few at a time, so that the opening of many is not what is measured. */
async function inTurns<It, Done>(all: readonly It[], open: (it: It) => Promise<Done>) {
  const done: Done[] = [];
  for (let i = 0; i < all.length; i += 20) done.push(...(await Promise.all(all.slice(i, i + 20).map(open))));
  return done;
}

/** How long each letter took to everybody else, from the moment that it was written. */
function waitsOfLetters() {
  let all: number[] = [];
  let isMeasured = false;
  return {
    begin() {
      isMeasured = true;
      all = [];
    },
    end() {
      isMeasured = false;
    },
    seen() {
      const sorted = [...all].sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
      return { deliveries: sorted.length, p50: at(0.5), p99: at(0.99), longest: sorted.at(-1) ?? 0 };
    },
    ofDocument() {
      const sentAt = new Map<number, number[]>();
      return {
        /** Inserts `letters` at the end of a text of its own, and notes when. */
        writer(doc: Y.Doc, letters: string) {
          const own: number[] = [];
          sentAt.set(doc.clientID, own);
          const text = doc.getText(`writer ${doc.clientID}`);
          let clock = 0;
          return () => {
            own[clock] = performance.now();
            clock += letters.length;
            text.insert(text.length, letters);
          };
        },
        hear(update: Uint8Array, line: Line) {
          const now = performance.now();
          const { from, to } = Y.parseUpdateMeta(update);
          for (const [client, end] of to) {
            const sent = sentAt.get(client);
            if (client === line.doc.clientID || !sent || !isMeasured) continue;
            for (let clock = from.get(client)!; clock < end; clock++)
              if (sent[clock] !== undefined) all.push(now - sent[clock]!);
          }
        },
      };
    },
  };
}
