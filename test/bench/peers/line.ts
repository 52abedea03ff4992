import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import * as Y from "yjs";

/** Where a document is reached. */
export interface Target {
  address: string;
  origin: string;
  /** One for each person; empty where nobody has to sign in. */
  cookies: string[];
  /** Set for Hocuspocus, whose messages begin with the name of the document and whose clients say a token first. */
  name?: string;
}

const messages = { sync: 0, auth: 2, hocuspocusSync: 4, hocuspocusStatus: 8, saved: 100 };
const steps = { one: 0, two: 1, update: 2 };

export interface Line {
  ws: WebSocket;
  doc: Y.Doc;
  /** Update frames that were sent, the answer to the server's question included. */
  sent: number;
  /** Of those, how many the server has acknowledged. */
  acknowledged: number;
  isSynced: boolean;
  isClosed: boolean;
  /** Bytes of updates that were sent. */
  bytes: number;
  /** Resolves when `check` holds, asked again after every message; rejects when the line closes before. */
  until(check: () => boolean): Promise<void>;
}

let turn = 0;

/**
 * A Yjs client on a real socket, of any of the servers. What is written into `doc` is sent as it comes; what others
 * write goes to `hear`. Resolves when it is synced.
 */
export async function openLine(
  { address, origin, cookies, name }: Target,
  doc: Y.Doc,
  hear: (update: Uint8Array, line: Line) => void,
): Promise<Line> {
  const cookie = cookies[turn++ % Math.max(1, cookies.length)];
  const ws = new WebSocket(address, {
    headers: { origin, ...(cookie ? { cookie } : {}) },
    perMessageDeflate: false,
  });
  let waiting: { check: () => boolean; resolve(): void; reject(error: Error): void }[] = [];
  const line: Line = {
    ws,
    doc,
    sent: 0,
    acknowledged: 0,
    isSynced: false,
    isClosed: false,
    bytes: 0,
    until: (check) =>
      check()
        ? Promise.resolve()
        : new Promise((resolve, reject) => waiting.push({ check, resolve, reject })),
  };
  const look = () => {
    const asked = waiting;
    waiting = [];
    for (const it of asked)
      if (it.check()) it.resolve();
      else if (line.isClosed) it.reject(new Error(`${address} closed the line.`));
      else waiting.push(it);
  };
  const say = (kind: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder();
    if (name !== undefined) encoding.writeVarString(encoder, name);
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    ws.send(encoding.toUint8Array(encoder));
  };
  const sync = (step: number, bytes: Uint8Array) =>
    say(messages.sync, (it) => {
      encoding.writeVarUint(it, step);
      encoding.writeVarUint8Array(it, bytes);
    });
  const write = (update: Uint8Array, origin: unknown) => {
    if (origin === line || ws.readyState !== WebSocket.OPEN) return;
    line.sent++;
    line.bytes += update.length;
    sync(steps.update, update);
  };
  doc.on("update", write);
  ws.on("open", () => {
    if (name !== undefined)
      say(messages.auth, (it) => {
        encoding.writeVarUint(it, 0);
        encoding.writeVarString(it, "token");
      });
    sync(steps.one, Y.encodeStateVector(doc));
  });
  ws.on("error", () => {});
  ws.on("close", () => {
    doc.off("update", write);
    line.isClosed = true;
    look();
  });
  ws.on("message", (data: Buffer) => {
    const decoder = decoding.createDecoder(data);
    if (name !== undefined) decoding.readVarString(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind === messages.saved) line.acknowledged = decoding.readVarUint(decoder);
    else if (kind === messages.hocuspocusStatus) line.acknowledged += decoding.readVarUint(decoder);
    else if (kind === messages.sync || kind === messages.hocuspocusSync) {
      const step = decoding.readVarUint(decoder);
      const bytes = decoding.readVarUint8Array(decoder);
      if (step === steps.one) {
        line.sent++;
        sync(steps.two, Y.encodeStateAsUpdate(doc, bytes));
      } else hear(bytes, line);
      if (step === steps.two) line.isSynced = true;
    }
    look();
  });
  await line.until(() => line.isSynced);
  return line;
}
