/** Letters that are never mistaken for one another when read aloud (Crockford's base 32, lower case). */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

export type IdPrefix =
  | "ini"
  | "org"
  | "per"
  | "lnk"
  | "mai"
  | "act"
  | "job"
  | "grp"
  | "mtg"
  | "itm"
  | "prk"
  | "pst"
  | "psg"
  | "com"
  | "dec"
  | "ind"
  | "rdg"
  | "rnd"
  | "imp"
  | "mil"
  | "agv"
  | "ado"
  | "chk";

/**
 * A new id such as `per_4k0w…`: 80 random bits behind a prefix that says what it names.
 * Randomness is an argument so that a simulation can own it.
 */
export function newId(
  prefix: IdPrefix,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
) {
  return idOf(prefix, random(new Uint8Array(16)));
}

/** The id that sixteen bytes make: of the same bytes always the same. */
export const idOf = (prefix: IdPrefix, bytes: Uint8Array) =>
  `${prefix}_${Array.from(bytes.subarray(0, 16), (byte) => alphabet[byte & 31]).join("")}`;
