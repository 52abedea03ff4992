/** Anything that JSON can say; `undefined` members of an object are left out. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/**
 * The one way to write a value, so that equal values have equal bytes (RFC 8785): names sorted by code unit, no
 * spaces, numbers as ECMAScript writes them. Throws for what JSON cannot say; that is a bug of the caller.
 */
export function canonical(value: Json): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} is not JSON.`);
  if (typeof value === "string" && !value.isWellFormed()) throw new Error("A text holds half a character.");
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const member = value[name];
      return member === undefined ? [] : [`${canonical(name)}:${canonical(member)}`];
    });
  return `{${members.join(",")}}`;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** What the chain keeps of an event; everything here is hashed. */
export interface Link {
  initiativeId: string;
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  by: string;
  type: string;
  refs: readonly string[];
  /** Hex. */
  payloadHash: string;
  prevHash: string;
}

/** The previous hash of the first event of an initiative. */
export const beginning = "0".repeat(64);

/** The text whose SHA-256 is an event's hash. It begins with the version of this encoding. */
export const linkText = (it: Link) =>
  canonical([
    "common-thread-log-1",
    it.initiativeId,
    it.seq,
    it.at,
    it.by,
    it.type,
    it.refs,
    it.payloadHash,
    it.prevHash,
  ]);
