import * as Y from "yjs";
import { limits } from "./limits.ts";
import { encodeUpdate } from "./protocol.ts";
import type { Entry } from "./saver.ts";

/**
 * The same entries, with what one socket wrote without another between as one update, at most `mergeCount` together:
 * one row on the disk and one message to the others instead of one for each letter. Somebody who types at their own
 * pace writes one at a time, and goes through untouched.
 */
export function inRuns(batch: readonly Entry[]): readonly Entry[] {
  const entries: Entry[] = [];
  let run: Entry[] = [];
  let bytes = 0;
  const close = () => {
    entries.push(...joined(run));
    run = [];
    bytes = 0;
  };
  for (const entry of batch) {
    const isFull = run.length >= limits.mergeCount || bytes + entry.bytes > limits.mergeBytesMax;
    if (isFull || (run.length > 0 && run[0]!.connection !== entry.connection)) close();
    run.push(entry);
    bytes += entry.bytes;
  }
  close();
  return entries;
}

/** The first that writes something writes for all of them; the others keep their places. */
function joined(run: readonly Entry[]): readonly Entry[] {
  const written = run.flatMap((it) => it.update ?? []);
  if (written.length < 2) return run;
  const { message, update } = asMessage(Y.mergeUpdates(written.map((it) => it.update)));
  const whole = { ...written[0]!, update, newClients: written.flatMap((it) => it.newClients) };
  const first = run.findIndex((it) => it.update);
  return run.map(({ update: _, message: __, ...entry }, i) =>
    i === first ? { ...entry, update: whole, message } : entry,
  );
}

/** An update as what goes to the others, and the part of it that goes to the disk: one copy for both. */
export function asMessage(update: Uint8Array) {
  const message = encodeUpdate(update);
  return { message, update: message.subarray(message.length - update.length) };
}
