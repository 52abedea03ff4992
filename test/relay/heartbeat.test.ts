import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { createRelay } from "../../server/relay/rooms.ts";
import { serveSocket } from "../../server/relay/socket.ts";
import { heldClock, memoryHost, seat } from "./support.ts";

test("R28: a line that does not answer twice is cut; one that does hears something every 25 s", async () => {
  const memory = memoryHost();
  memory.add("agenda");
  const clock = heldClock();
  const relay = createRelay({ host: memory.host, clock });
  const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  const ponged: (() => void)[] = [];
  sockets.on("connection", (ws) => {
    serveSocket(relay, ws, "agenda", seat("ana"), false);
    ws.on("pong", () => ponged.shift()?.());
  });
  await new Promise((resolve) => sockets.once("listening", resolve));
  const url = `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`;
  const alive = new WebSocket(url);
  const dead = new WebSocket(url, { autoPong: false });
  const frames: Buffer[] = [];
  alive.on("message", (data: Buffer) => frames.push(data));
  let isDeadClosed = false;
  dead.on("close", () => {
    isDeadClosed = true;
  });
  await Promise.all([alive, dead].map((it) => new Promise((resolve) => it.once("open", resolve))));
  for (let beat = 1; beat <= 3; beat++) {
    // The one that lives answers; the other never does.
    const answered = new Promise<void>((resolve) => ponged.push(resolve));
    await clock.advance(25_000);
    await answered;
  }
  await vi.waitFor(() => expect(isDeadClosed).toBe(true));
  expect(alive.readyState).toBe(WebSocket.OPEN);
  expect(frames.filter((it) => it.equals(Buffer.from([1, 1, 0]))).length).toBeGreaterThanOrEqual(2);
  alive.terminate();
  sockets.close();
});
