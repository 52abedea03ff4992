import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import * as decoding from "lib0/decoding";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { messageType } from "../../shared/relay/messages.ts";
import { syncMessage } from "./support.ts";

/** The document that these stories write in, and the text in it that is theirs. */
export const agenda = "agenda:ini_brackwater:en";
export const textOf = (doc: Y.Doc) => doc.getText("story");

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const it of running) it.kill("SIGKILL");
});

export type ServerProcess = Awaited<ReturnType<typeof spawnServer>>;

/** The real server in a process of its own, on any free port. */
export async function spawnServer(dataDir: string, settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/main.ts"], {
    env: { ...process.env, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const said: string[] = [];
  createInterface({ input: child.stderr! }).on("line", (line) => said.push(line));
  const ended = once(child, "exit").then(() => running.delete(child));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      said.push(line);
      const found = /http:\/\/\S+/.exec(line)?.[0];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`The server did not start:\n${said.join("\n")}`)));
  });
  return {
    address,
    pid: child.pid!,
    said,
    async signIn(personId: string) {
      const answer = await fetch(`${address}/api/sign-in/sample`, {
        method: "POST",
        headers: { origin: address, "content-type": "application/json" },
        body: JSON.stringify({ personId }),
      });
      if (!answer.ok) throw new Error(`${personId} could not sign in: ${await answer.text()}`);
      return answer.headers.getSetCookie()[0]!.split(";")[0]!;
    },
    async end(signal: NodeJS.Signals = "SIGKILL") {
      child.kill(signal);
      await ended;
    },
  };
}

export type Author = Awaited<ReturnType<typeof sitAt>>;

/**
 * Somebody with a Yjs document on a real socket. What the others write waits in `inbox` until it is taken in, so that
 * a story decides what its author has seen; `takesAll` takes everything in at once.
 */
export async function sitAt(
  { address }: { address: string },
  cookie: string,
  {
    takesAll = true,
    doc = new Y.Doc(),
    name = agenda,
  }: { takesAll?: boolean; doc?: Y.Doc; name?: string } = {},
) {
  const ws = new WebSocket(`${address.replace("http", "ws")}/sync/${name}?saved=1`, {
    headers: { cookie, origin: address },
  });
  ws.binaryType = "nodebuffer";
  const state = {
    doc,
    ws,
    inbox: [] as Uint8Array[],
    sent: 0,
    saved: 0,
    /** How often it was told that something is not saved. */
    notSaved: 0,
    /** Updates taken in since it was synced. */
    taken: 0,
    isSynced: false,
    isClosed: false,
    code: 0,
    text: () => textOf(doc).toString(),
    take() {
      const update = state.inbox.shift();
      if (!update) return false;
      Y.applyUpdate(doc, update, ws);
      state.taken++;
      return true;
    },
    /** Resolves when `check` holds, asked again after every message. */
    until(check: () => boolean) {
      if (check()) return Promise.resolve();
      return new Promise<void>((resolve, reject) => {
        waiting.push({ check, resolve, reject });
      });
    },
    close() {
      ws.terminate();
    },
  };
  let waiting: { check: () => boolean; resolve(): void; reject(error: Error): void }[] = [];
  const look = () => {
    const left: typeof waiting = [];
    for (const it of waiting) {
      if (it.check()) it.resolve();
      else if (state.isClosed) it.reject(new Error(`The line closed with ${state.code}.`));
      else left.push(it);
    }
    waiting = left;
  };
  const send = (kind: number, update: Uint8Array) => {
    state.sent++;
    ws.send(syncMessage(kind, update));
  };
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== ws && ws.readyState === WebSocket.OPEN) send(2, update);
  });
  ws.on("message", (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    const type = decoding.readVarUint(decoder);
    if (type === messageType.saved) state.saved = decoding.readVarUint(decoder);
    else if (type === messageType.notSaved) state.notSaved++;
    else if (type === messageType.sync) {
      const kind = decoding.readVarUint(decoder);
      const bytes = decoding.readVarUint8Array(decoder).slice();
      if (kind === 0) send(1, Y.encodeStateAsUpdate(doc, bytes));
      else if (!state.isSynced) Y.applyUpdate(doc, bytes, ws);
      else {
        state.inbox.push(bytes);
        while (takesAll && state.take());
      }
      if (kind === 1) state.isSynced = true;
    }
    look();
  });
  ws.on("error", () => {});
  ws.on("close", (code) => {
    state.isClosed = true;
    state.code = code;
    look();
  });
  ws.on("open", () => ws.send(syncMessage(0, Y.encodeStateVector(doc))));
  await state.until(() => state.isSynced);
  return state;
}
