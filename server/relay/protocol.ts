import * as decoding from "lib0/decoding";
import { messageType } from "../../shared/relay/messages.ts";

/** What a socket may say. Payloads are views on the received bytes: copy what is kept. */
export type Message =
  | { type: "step1"; vector: Uint8Array }
  | { type: "step2"; update: Uint8Array }
  | { type: "update"; update: Uint8Array }
  | { type: "presence"; states: Uint8Array }
  | { type: "queryPresence" };

/** Reads one message. Throws on anything that y-websocket does not send to a server. */
export function decodeMessage(bytes: Uint8Array): Message {
  const decoder = decoding.createDecoder(bytes);
  const type = decoding.readVarUint(decoder);
  if (type === messageType.sync) {
    const kind = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    expectEnd(decoder);
    if (kind === 0) return { type: "step1", vector: payload };
    if (kind === 1) return { type: "step2", update: payload };
    if (kind === 2) return { type: "update", update: payload };
  } else if (type === messageType.awareness) {
    const states = decoding.readVarUint8Array(decoder);
    expectEnd(decoder);
    return { type: "presence", states };
  } else if (type === messageType.queryAwareness) {
    return { type: "queryPresence" };
  }
  throw new Error("unknown message");
}

function expectEnd(decoder: decoding.Decoder) {
  if (decoding.hasContent(decoder)) throw new Error("bytes after the end of the message");
}

export const encodeStep1 = (vector: Uint8Array) => withPayload([messageType.sync, 0], vector);
export const encodeStep2 = (update: Uint8Array) => withPayload([messageType.sync, 1], update);
export const encodeUpdate = (update: Uint8Array) => withPayload([messageType.sync, 2], update);
export const encodePresence = (states: Uint8Array) => withPayload([messageType.awareness], states);

/** How many of a socket's updates are synced to disk. */
export function encodeSaved(count: number) {
  const bytes = new Uint8Array(1 + lengthOf(count));
  bytes[0] = messageType.saved;
  writeVarUint(bytes, 1, count);
  return bytes;
}

export const notSavedMessage = new Uint8Array([messageType.notSaved]);
/** Presence of nobody: keeps a y-websocket client, which gives up after 30 s of silence, on the line. */
export const stillHereMessage = new Uint8Array([messageType.awareness, 1, 0]);

/** y-protocols' "permission denied": what somebody may no longer do, in words. */
export const encodeDenied = (reason: string) =>
  withPayload([messageType.auth, 0], new TextEncoder().encode(reason));

/** An update that changes nothing: no structs, no deletions. */
export const emptyUpdate = new Uint8Array([0, 0]);

/** One allocation of the exact size: what is handed to another thread is copied with its whole buffer. */
function withPayload(head: number[], payload: Uint8Array) {
  const start = head.length + lengthOf(payload.length);
  const bytes = new Uint8Array(start + payload.length);
  bytes.set(head);
  writeVarUint(bytes, head.length, payload.length);
  bytes.set(payload, start);
  return bytes;
}

/** How many bytes lib0 takes for a number. */
export function lengthOf(number: number) {
  let length = 1;
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Writes a number as lib0 does; the place after it. */
export function writeVarUint(bytes: Uint8Array, at: number, number: number) {
  let rest = number;
  let place = at;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes[place++] = 128 | (rest % 128);
  bytes[place++] = rest;
  return place;
}
