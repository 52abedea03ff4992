import { createHash } from "node:crypto";
import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { markdownToUpdate } from "../../shared/documents/headless.ts";
import { collect } from "../support/collect.ts";
import { fuzzed } from "../support/counts.ts";
import { listenServer } from "../support/server.ts";
import { agenda, sitAt, textOf } from "./process.ts";
import {
  chance,
  memorySocket,
  openRelay,
  presenceMessage,
  seat,
  settle,
  sitDown,
  syncMessage,
} from "./support.ts";

// Promises 8 and 9: no input stops or stalls the relay, and what is refused leaves the document byte for byte as it was.

const frames = fuzzed({ short: 100_000, long: 5_000_000 });
const framesPerRoom = 5_000;

type Chance = ReturnType<typeof chance>;

/** What an honest client sends: the frames that hostile ones are made of. */
function honestFrames(random: Chance, start: Uint8Array, clientID: number) {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  const updates: Uint8Array[] = [];
  Y.applyUpdate(doc, start);
  doc.on("update", (it: Uint8Array) => updates.push(it));
  const text = doc.getText("t");
  for (let i = 0; i < 30; i++) {
    const at = random.below(text.length + 1);
    if (random.below(4) === 0 && text.length > 0) text.delete(Math.min(at, text.length - 1), 1);
    else if (random.below(5) === 0) doc.getMap("m").set(`k${random.below(3)}`, { deep: [1, null, "é"] });
    else text.insert(at, "añ—中x"[random.below(5)]!.repeat(1 + random.below(3)));
  }
  const presence = new Uint8Array([1, clientID & 127, 1, 2, 123, 125]);
  return [
    ...updates.map((it) => syncMessage(2, it)),
    syncMessage(1, Y.encodeStateAsUpdate(doc)),
    syncMessage(0, Y.encodeStateVector(doc)),
    presenceMessage(presence),
    Uint8Array.of(3),
  ];
}

/** Numbers that lie about lengths and counts, as the encoding writes them. */
const numbers = [
  [0],
  [1],
  [2],
  [127],
  [128, 1],
  [255, 127],
  [255, 255, 3],
  [255, 255, 255, 255, 7],
  [255, 255, 255, 255, 15],
  Array(9).fill(255),
];

/** An update by the rules of its form, with whatever in the places of its numbers. */
function written(random: Chance): Uint8Array {
  const number = () => numbers[random.below(random.below(3) ? 5 : numbers.length)]!;
  const bytes: number[] = [];
  const clients = random.below(4);
  bytes.push(random.below(9) ? clients : 127);
  for (let i = 0; i < clients; i++) {
    const structs = random.below(5);
    bytes.push(structs, ...number(), ...number());
    for (let j = 0; j < structs; j++) {
      // What it is, with the flags for what stands beside it.
      bytes.push(random.below(11) | (random.below(8) << 5));
      for (let k = random.below(5); k > 0; k--) bytes.push(...number());
      for (let k = random.below(6); k > 0; k--) bytes.push(random.below(256));
    }
  }
  const deleters = random.below(3);
  bytes.push(deleters);
  for (let i = 0; i < deleters; i++) bytes.push(...number(), 1, ...number(), ...number());
  return Uint8Array.from(bytes);
}

function mutated(frame: Uint8Array, other: Uint8Array, random: Chance) {
  let bytes = [...frame];
  for (let i = 1 + random.below(1 + random.below(4)); i > 0; i--) {
    const at = random.below(bytes.length + 1);
    const what = random.below(8);
    if (what === 0) bytes[at] = random.below(256);
    else if (what === 1) bytes.splice(at, 1 + random.below(4));
    else if (what === 2) bytes.splice(at, 0, ...numbers[random.below(numbers.length)]!);
    else if (what === 3) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    else if (what === 4) bytes.length = at;
    else if (what === 5) bytes = [...bytes.slice(0, at), ...other.slice(random.below(other.length))];
    else if (what === 6) bytes.push(...bytes.slice(at));
    else bytes.splice(at, 1, ...numbers[random.below(numbers.length)]!);
  }
  return Uint8Array.from(bytes);
}

/** Promise 8. What is not kept, and only waits to be collected, depends on the machine. */
const keptBytesMax = 64 << 20;

function keptBytes() {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const inMb = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

test(`of ${frames.toLocaleString("en")} hostile frames none breaks the relay, and a refused one changes no byte`, {
  timeout: 60_000 + frames,
}, async () => {
  const start = markdownToUpdate("## Goal\n\nClean water for *all* of us.\n\n- one\n- two\n");
  const counts = { refused: 0, taken: 0 };
  let longest = 0;
  const kept = keptBytes();
  let keptMost = 0;
  let residentMost = process.memoryUsage().rss;
  const resident = residentMost;
  for (let seed = 1; seed * framesPerRoom <= Math.max(frames, framesPerRoom); seed++) {
    const random = chance(seed);
    const { relay, memory } = openRelay();
    memory.add("agenda", start);
    const honest = honestFrames(random, start, 1_000 + seed);
    const ana = sitDown(relay, seat("ana"));
    const ben = sitDown(relay, seat("ben"));
    await settle();
    await settle();
    let digest = digestOf(memory.log("agenda"));
    let entries = memory.log("agenda").length;
    const knock = (isReader: boolean) => {
      const line = memorySocket();
      return {
        line,
        isReader,
        at: relay.join(
          "agenda",
          line.socket,
          seat(isReader ? "reader" : "eve", { mayEdit: !isReader }),
          false,
        ),
      };
    };
    let eve = knock(false);
    for (let i = 0; i < framesPerRoom; i++) {
      // Now and then what is honest, so that there is something to spoil; what comes next is spoiled most often.
      const next = Math.min(Math.floor(i / 50), honest.length - 1);
      const base = honest[random.below(3) ? next : random.below(honest.length)]!;
      const kind = i % 50 === 0 ? -1 : random.below(10);
      const frame =
        kind < 0
          ? base
          : kind < 6
            ? mutated(base, honest[random.below(honest.length)]!, random)
            : kind < 9
              ? syncMessage(random.below(3), written(random))
              : Uint8Array.from({ length: random.below(40) }, () => random.below(256));
      const begun = performance.now();
      try {
        eve.at.receive(frame);
      } catch (error) {
        throw new Error(`seed ${seed}, frame ${i}: [${frame}]`, { cause: error });
      }
      await undefined;
      longest = Math.max(longest, performance.now() - begun);
      const isRefused = eve.line.closed !== undefined;
      if (isRefused || i % 20 === 19) {
        await settle();
        const log = memory.log("agenda");
        if (log.length > entries) {
          expect(eve.isReader, `seed ${seed}, frame ${i}: a reader wrote`).toBe(false);
          counts.taken += log.length - entries;
          entries = log.length;
          digest = digestOf(log);
        } else
          expect(digestOf(log), `seed ${seed}, frame ${i}: a refused frame changed the log`).toBe(digest);
        if (isRefused) counts.refused++;
        eve.at.left();
        eve = knock(i % 50 !== 49 && random.below(4) === 0);
        await settle();
      }
    }
    eve.at.left();
    // Everybody else writes on, and whoever comes new finds the same, whole.
    ana.doc.getText("t").insert(0, `seed ${seed} `);
    await settle();
    await settle();
    const stored = memory.doc("agenda");
    expect(stored.store.pendingStructs ?? stored.store.pendingDs, `seed ${seed}`).toBeNull();
    expect([ana.text(), ben.text()], `seed ${seed}`).toEqual(Array(2).fill(stored.getText("t").toString()));
    expect(ben.text()).toContain(`seed ${seed} `);
    expect(Y.encodeStateVector(ben.doc)).toEqual(Y.encodeStateVector(stored));
    ana.leave();
    ben.leave();
    residentMost = Math.max(residentMost, process.memoryUsage().rss);
    keptMost = Math.max(keptMost, keptBytes() - kept);
  }
  expect(keptMost, "bytes kept after a collection").toBeLessThan(keptBytesMax);
  expect(counts.refused).toBeGreaterThan(frames / 20);
  console.log(
    `${frames} frames: ${counts.refused} lines refused, ${counts.taken} updates taken, longest stall ${longest.toFixed(0)} ms, memory kept +${inMb(keptMost)} MB, resident +${inMb(residentMost - resident)} MB`,
  );
});

test("over real sockets hostile frames change nothing, and everybody else writes on", {
  timeout: 60_000 + frames,
}, async () => {
  const server = await listenServer();
  const ana = await sitAt(server, await server.signIn("per_city_rep"));
  const ben = await sitAt(server, await server.signIn("per_casa_rep"));
  // A reader: whatever it sends, no byte of the document may change by it.
  const headers = { cookie: await server.signIn("per_funder"), origin: server.address };
  const random = chance(99);
  const start = Y.encodeStateAsUpdate(ana.doc);
  const honest = honestFrames(random, start, 4_711);
  const kept = async () => {
    const { rows } = await server.deps.driver.query(
      "select seq, length(data) as bytes from document_update where document = ? order by seq",
      [agenda],
    );
    return JSON.stringify(rows);
  };
  let sent = 0;
  let closed = 0;
  for (let line = 0; sent < frames / 100; line++) {
    const before = await kept();
    const ws = new WebSocket(`${server.address.replace("http", "ws")}/sync/${agenda}`, { headers });
    ws.on("error", () => {});
    await once(ws, "open");
    const gone = once(ws, "close");
    for (let i = 0; i < 10; i++, sent++) {
      const base = honest[random.below(honest.length)]!;
      ws.send(
        random.below(3) ? mutated(base, honest[0]!, random) : syncMessage(random.below(3), written(random)),
      );
    }
    // The end is the one frame that is never anything.
    ws.send(Uint8Array.of(77));
    const [code] = await gone;
    if (code !== 1006) closed++;
    expect(await kept(), `line ${line}`).toBe(before);
    if (line % 20 === 0) {
      textOf(ana.doc).insert(0, `${line} `);
      await ben.until(() => ben.text() === ana.text());
    }
  }
  expect(closed).toBeGreaterThan(0);
  const reader = await sitAt(server, headers.cookie);
  expect(reader.text()).toBe(ana.text());
  expect(Y.encodeStateVector(reader.doc)).toEqual(Y.encodeStateVector(ana.doc));
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
});

const digestOf = (log: readonly { update: Uint8Array }[]) => {
  const hash = createHash("sha256");
  for (const { update } of log) hash.update(update);
  return hash.digest("hex");
};
