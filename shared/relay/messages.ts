/**
 * Message types on a document's socket. 0 to 3 are y-websocket's own; ours are sent only to a client that
 * opened the socket with `?saved=1`, so that plain y-websocket clients are not disturbed.
 */
export const messageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** server → client: varUint, how many of this socket's updates are synced to disk so far. */
  saved: 100,
  /** server → client: no body. Some updates could not be written (a full disk, say); the server keeps trying. */
  notSaved: 101,
} as const;

/** Close codes are 4000 + the HTTP status; a client must not reconnect after the first four. */
export const closeCode = {
  signedOut: 4401,
  forbidden: 4403,
  notFound: 4404,
  /** The text was put back to a backup: this browser's copy is of another time. */
  restored: 4409,
  tooLarge: 4413,
  tooMany: 4429,
  invalid: 4400,
  /** Standard: try again later (a reader too slow, a server that is full). */
  tryAgainLater: 1013,
  /** Standard: the server restarts. */
  restart: 1012,
} as const;
