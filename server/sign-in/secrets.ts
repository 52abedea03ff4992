import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../shared/errors.ts";

/**
 * Makes and reads the tokens in mailed links. A token is the link's id and an HMAC of it under a key that is kept
 * beside the database, never in it: whoever steals the database alone can use none of its links.
 */
export interface Secrets {
  /** The token of a link (`lnk_…`) or of a mailed act (`act_…`). */
  tokenFor(id: string): string;
  /** The link or act that `token` opens; `undefined` when this server never made it. */
  read(token: string): string | undefined;
}

const keyBytes = 32;

/** Reads the key in `dataDir`, or makes one on the first start. */
export function openSecrets(
  dataDir: string,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
): Secrets {
  const key = readKey(join(dataDir, "key")) ?? makeKey(dataDir, random);
  const sign = (linkId: string) => createHmac("sha256", key).update(`link:${linkId}`).digest();
  return {
    tokenFor: (linkId) => `${linkId}-${sign(linkId).toString("base64url")}`,
    read(token) {
      const [, linkId, mac] = /^((?:lnk|act)_[0-9a-z]{16})-([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
      if (!linkId || !mac) return undefined;
      // As letters, not as bytes: the last letter of a token has two bits to spare, and one link is one token.
      const own = Buffer.from(sign(linkId).toString("base64url"));
      return timingSafeEqual(Buffer.from(mac), own) ? linkId : undefined;
    },
  };
}

/** What the database keeps of a secret. Secrets here are random enough to need no slower hash. */
export const hashOf = (secret: string) => hash("sha256", secret, "base64url");

function readKey(file: string) {
  let key: Uint8Array;
  try {
    key = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new AppError("unavailable", `The key ${file} cannot be read. Give this user the right to read it.`);
  }
  if (key.length !== keyBytes)
    throw new AppError(
      "unavailable",
      `The key ${file} is damaged. Put its copy back, or remove it; mailed links made until now stop working then.`,
    );
  return key;
}

function makeKey(dataDir: string, random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array) {
  const key = random(new Uint8Array(keyBytes));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(join(dataDir, "key"), key, { mode: 0o600, flag: "wx", flush: true });
  return key;
}
