import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import { closeCode } from "../../shared/relay/messages.ts";
import type { Clock, Seat, Socket } from "./host.ts";
import { stillHereMessage } from "./protocol.ts";
import type { Relay } from "./rooms.ts";

/** Joins an accepted WebSocket to its room, and keeps the line alive until it closes. */
export function serveSocket(relay: Relay, ws: WebSocket, room: string, seat: Seat, wantsSaved: boolean) {
  const { clock, limits } = relay;
  // Before anything else: one bad frame would end the process otherwise. What is said in closing gets its time.
  ws.on("error", () => clock.after(limits.closeMsMax, () => ws.terminate()));
  const socket = overWebSocket(ws, clock, limits.closeMsMax);
  const line = relay.join(room, socket, seat, wantsSaved);
  let missed = 0;
  let cancel = () => {};
  const beat = () => {
    if (missed >= limits.heartbeatsMissedMax) return ws.terminate();
    missed++;
    if (ws.readyState === WebSocket.OPEN) {
      ws.ping();
      socket.send(stillHereMessage);
    }
    cancel = clock.after(limits.heartbeatMs, beat);
  };
  cancel = clock.after(limits.heartbeatMs, beat);
  ws.on("pong", () => {
    missed = 0;
  });
  ws.on("message", (data: Buffer, isBinary) => {
    if (isBinary) line.receive(data);
    else socket.close(closeCode.invalid, "Messages here are binary.");
  });
  ws.on("close", () => {
    cancel();
    line.left();
  });
}

/**
 * A room sends the same bytes to many sockets, one after the other: the frame is built for the first and written as
 * it is to the others. What one turn says to a socket leaves in one system call.
 */
function overWebSocket(ws: WebSocket, clock: Clock, closeMsMax: number): Socket {
  const wire = (ws as unknown as { _socket: Duplex })._socket;
  let frames: Buffer[] = [];
  let waitingBytes = 0;
  const flush = () => {
    // After its closing frame a socket says nothing more.
    if (frames.length > 0 && ws.readyState === WebSocket.OPEN)
      wire.write(frames.length === 1 ? frames[0]! : Buffer.concat(frames));
    frames = [];
    waitingBytes = 0;
  };
  return {
    send(bytes) {
      const frame = frameOf(bytes);
      waitingBytes += frame.length;
      if (frames.push(frame) === 1) flushLater(flush);
    },
    close(code, reason) {
      flush();
      // A reason takes at most 123 bytes.
      ws.close(
        code,
        Buffer.from(reason)
          .subarray(0, 123)
          .toString()
          .replace(/\ufffd$/, ""),
      );
      // A peer that does not answer, or does not read, is cut off.
      const cancel = clock.after(closeMsMax, () => ws.terminate());
      ws.once("close", cancel);
    },
    bufferedBytes: () => ws.bufferedAmount + waitingBytes,
  };
}

let last: { bytes: Uint8Array; frame: Buffer } | undefined;

/** The bytes as a whole WebSocket frame; a server's frames are not masked, so it is the same for everybody. */
function frameOf(bytes: Uint8Array) {
  if (last?.bytes === bytes) return last.frame;
  const { length } = bytes;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  // The last frame of a message, and binary.
  frame[0] = 0x82;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(bytes, start);
  last = { bytes, frame };
  return frame;
}

let flushes: (() => void)[] = [];

function flushLater(flush: () => void) {
  if (flushes.push(flush) > 1) return;
  queueMicrotask(() => {
    const all = flushes;
    flushes = [];
    last = undefined;
    for (const it of all) it();
  });
}
