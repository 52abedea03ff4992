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
 * it is to the others; a long message is never copied. What one turn says to a socket leaves in one system call.
 */
function overWebSocket(ws: WebSocket, clock: Clock, closeMsMax: number): Socket {
  const wire = (ws as unknown as { _socket: Duplex })._socket;
  let frames: Buffer[] = [];
  let waitingBytes = 0;
  const flush = () => {
    // After its closing frame a socket says nothing more.
    if (frames.length > 0 && ws.readyState === WebSocket.OPEN) write(wire, frames, waitingBytes);
    frames = [];
    waitingBytes = 0;
  };
  return {
    send(bytes) {
      if (frames.length === 0) flushLater(flush);
      if (bytes.length < longBytes) {
        const frame = frameOf(bytes);
        waitingBytes += frame.length;
        frames.push(frame);
      } else {
        const head = Buffer.allocUnsafe(headBytes(bytes.length));
        putHead(head, bytes.length);
        waitingBytes += head.length + bytes.length;
        frames.push(head, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      }
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

/** From here on copying costs more than a second piece in a system call. */
const longBytes = 32 << 10;

function write(wire: Duplex, frames: readonly Buffer[], bytes: number) {
  if (frames.length === 1) return wire.write(frames[0]!);
  if (bytes < longBytes) return wire.write(Buffer.concat(frames));
  wire.cork();
  for (const it of frames) wire.write(it);
  wire.uncork();
}

let last: { bytes: Uint8Array; frame: Buffer } | undefined;

/** The bytes as a whole WebSocket frame; a server's frames are not masked, so it is the same for everybody. */
function frameOf(bytes: Uint8Array) {
  if (last?.bytes === bytes) return last.frame;
  const start = headBytes(bytes.length);
  const frame = Buffer.allocUnsafe(start + bytes.length);
  putHead(frame, bytes.length);
  frame.set(bytes, start);
  last = { bytes, frame };
  return frame;
}

const headBytes = (length: number) => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** What stands before so many bytes: that this is the last frame of a message, and binary, and how long it is. */
function putHead(frame: Buffer, length: number) {
  frame[0] = 0x82;
  if (length < 126) frame[1] = length;
  else if (length < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
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
