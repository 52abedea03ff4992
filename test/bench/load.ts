/**
 * The clients of the relay bench, in a process of their own: so many writers and readers on so many documents. Says
 * "begin" and "end" on lines of their own, between which the server's time is taken, and then what it saw, as JSON.
 */
import { setTimeout as wait } from "node:timers/promises";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import * as Y from "yjs";

export interface Load {
  /** A document's address as a WebSocket, for each document. */
  addresses: string[];
  /** Set for Hocuspocus, whose messages begin with the name of the document and whose clients say a token first. */
  names?: string[];
  cookies: string[];
  origin: string;
  writers: number;
  readers: number;
  /** Updates a second of each writer. */
  rate: number;
  seconds: number;
}

export interface Loaded {
  updates: number;
  deliveries: number;
  seconds: number;
  p50: number;
  p99: number;
  closed: number;
}

const load: Load = JSON.parse(process.argv[2]!);
const sync = 0;
const waits: number[] = [];
let [updates, deliveries, closed] = [0, 0, 0];
let isMeasured = false;
const writers: (() => void)[] = [];
const opening: Promise<void>[] = [];

let turn = 0;
for (const [i, address] of load.addresses.entries()) {
  /** When a writer's letter number so and so was sent, for the readers of the same document. */
  const sentAt = new Map<number, number[]>();
  for (let w = 0; w < load.writers + load.readers; w++)
    opening.push(join(address, load.names?.[i], sentAt, w < load.writers));
}
await Promise.all(opening);
await run(1_000);
isMeasured = true;
console.log("begin");
const begun = performance.now();
await run(load.seconds * 1_000);
const seconds = (performance.now() - begun) / 1_000;
console.log("end");
isMeasured = false;
await wait(200);
waits.sort((a, b) => a - b);
const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
const loaded: Loaded = { updates, deliveries, seconds, p50: at(0.5), p99: at(0.99), closed };
console.log(JSON.stringify(loaded));
process.exit(0);

/** Every writer writes at its rate, each at a moment of its own. */
async function run(ms: number) {
  const start = performance.now();
  const pause = 1_000 / load.rate;
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

function join(address: string, name: string | undefined, sentAt: Map<number, number[]>, writes: boolean) {
  const cookie = load.cookies[turn++ % Math.max(1, load.cookies.length)] ?? "";
  const ws = new WebSocket(address, {
    headers: { origin: load.origin, ...(cookie ? { cookie } : {}) },
    perMessageDeflate: false,
  });
  const doc = new Y.Doc();
  const own: number[] = [];
  if (writes) sentAt.set(doc.clientID, own);
  const message = (write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder();
    if (name !== undefined) encoding.writeVarString(encoder, name);
    write(encoder);
    return encoding.toUint8Array(encoder);
  };
  const say = (kind: number, bytes: Uint8Array) =>
    ws.send(
      message((it) => {
        encoding.writeVarUint(it, sync);
        encoding.writeVarUint(it, kind);
        encoding.writeVarUint8Array(it, bytes);
      }),
    );
  doc.on("update", (update: Uint8Array) => {
    own.push(performance.now());
    if (isMeasured) updates++;
    say(2, update);
  });
  const text = doc.getText(`writer ${doc.clientID}`);
  const hear = (update: Uint8Array) => {
    const now = performance.now();
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, end] of to) {
      const sent = sentAt.get(client);
      if (client === doc.clientID || !sent || !isMeasured) continue;
      for (let clock = from.get(client)!; clock < end; clock++) {
        deliveries++;
        if (sent[clock] !== undefined) waits.push(now - sent[clock]!);
      }
    }
  };
  return new Promise<void>((resolve, reject) => {
    ws.on("open", () => {
      if (name !== undefined)
        ws.send(
          message((it) => {
            encoding.writeVarUint(it, 2);
            encoding.writeVarUint(it, 0);
            encoding.writeVarString(it, "token");
          }),
        );
      say(0, Y.encodeStateVector(doc));
    });
    ws.on("error", reject);
    ws.on("close", () => closed++);
    ws.on("message", (data: Buffer) => {
      const decoder = decoding.createDecoder(data);
      if (name !== undefined) decoding.readVarString(decoder);
      if (decoding.readVarUint(decoder) !== sync) return;
      const kind = decoding.readVarUint(decoder);
      const bytes = decoding.readVarUint8Array(decoder);
      if (kind === 0) say(1, Y.encodeStateAsUpdate(doc, bytes));
      else if (kind === 2) hear(bytes);
      else {
        if (writes) writers.push(() => text.insert(text.length, "x"));
        resolve();
      }
    });
  });
}
