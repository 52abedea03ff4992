import { linkText } from "../../shared/log/canonical.ts";
import type { LogItem } from "../../shared/log/event.ts";

/** A fingerprint as people compare it, in groups of four; `letters` of its 64. */
export const sayFingerprint = (hash: string, letters = 64) =>
  (hash.slice(0, letters).match(/.{4}/g) ?? []).join(" ");

/** What a partner keeps, outside of this server, to prove later that an event was there. */
export const receiptOf = (item: LogItem, initiativeId: string) =>
  `${JSON.stringify([{ initiativeId, seq: item.seq, at: item.at, hash: item.hash }], null, 2)}\n`;

/** Browsers count fingerprints only on pages that came over a safe line. */
export const mayCount = () => globalThis.crypto?.subtle !== undefined;

/** Counts an event's fingerprint anew, from what this browser was told of it; true when it is the same. */
export async function isRight(item: LogItem, initiativeId: string) {
  const { seq, type, refs, payloadHash, prevHash } = item;
  const link = {
    initiativeId,
    seq,
    at: Date.parse(item.at),
    by: item.by.id,
    type,
    refs,
    payloadHash,
    prevHash,
  };
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(linkText(link)));
  const hash = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hash === item.hash;
}
