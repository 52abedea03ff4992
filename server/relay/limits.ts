/**
 * Every limit of the relay, by name. Bytes are bytes, `Ms` milliseconds.
 * A test may hand other values to `createRelay`; a running server uses these.
 */
export const limits = {
  /** The largest frame a socket may send: a day of offline edits of one person is some hundred KB. */
  messageBytesMax: 4 << 20,
  /** One update of somebody who is connected; a paste of a long report fits. */
  updateBytesMax: 1 << 20,
  /** Structs and deletions in one update; they are counted when it is longer than this. */
  partsMax: 100_000,
  uncountedBytesMax: 64 << 10,
  /**
   * Messages a socket may send each second for as long as it likes, and at once. A person types ten a second; a program
   * that brings in a recorded history is honest too, and a flood is cut within seconds.
   */
  messagesPerSecond: 1_000,
  messagesBurst: 10_000,
  /** Bytes likewise. */
  bytesPerSecond: 1 << 20,
  bytesBurst: 8 << 20,
  /** What may wait from a socket while its room is loaded or its seat is asked about. */
  waitingFramesMax: 1_000,

  socketsPerPersonMax: 200,
  socketsMax: 5_000,
  roomsMax: 1_000,
  /** How long a room that everybody left stays in memory: a reload, or a line that broke, is over by then. */
  emptyMsMax: 5_000,

  /** A document with its history since the last snapshot. */
  documentBytesMax: 16 << 20,
  /** How far one Yjs client may count in a document. */
  clockMax: 2 ** 31,
  /** How often a socket may send an update whose forerunners are missing, before it is closed. */
  gapsMax: 200,
  /** How long it may take to answer when asked for what is missing. */
  gapMsMax: 10_000,
  /** A state vector in a SyncStep1. */
  vectorBytesMax: 64 << 10,

  /** What may wait to be written in one room; the socket that brings more is sent away for a while. */
  pendingBytesMax: 8 << 20,
  /** After a write of so many updates the next one waits this much for each of them, up to the most. */
  pauseMsPerUpdate: 0.5,
  pauseMsMax: 32,
  /** The pause after a failed write doubles from the first to the last. */
  retryMsFirst: 250,
  retryMsMax: 2_000,
  /** A write that takes longer is called "not saved", though it may still succeed. */
  slowWriteMs: 1_500,

  /** One person's presence, as JSON. */
  presenceBytesMax: 4 << 10,
  /** One message of presence; a joiner is told of others in several of half this size. */
  presenceFrameBytesMax: 64 << 10,
  /** The shortest pause between two presence messages of a room: twenty a second. */
  presencePauseMs: 50,
  /** People who left a room whose presence clocks it remembers. */
  presenceRememberedMax: 1_000,

  /** A reader with more unsent bytes gets nothing new until it has drained. */
  staleBytes: 512 << 10,
  drainedBytes: 64 << 10,
  /** A reader with more unsent bytes than this beside its last answer is closed. */
  slowBytesMax: 8 << 20,
  /** So is one that stays stale longer, or reads its last answer slower than this. */
  staleMsMax: 30_000,
  slowestBytesPerSecond: 64 << 10,

  heartbeatMs: 25_000,
  heartbeatsMissedMax: 2,
  /** How long a closing handshake may take before the line is cut. */
  closeMsMax: 2_000,
  /** How often slow readers and slow writes are looked at. */
  sweepMs: 500,
  /** How often every seat is asked about again, although nobody said that it changed. */
  seatMsMax: 60_000,

  /** Updates are merged by this many: merging many at once costs the square of their number. */
  mergeCount: 50,
  /** What is longer is not merged on the main thread. */
  mergeBytesMax: 256 << 10,
  /** A snapshot is made when the tail is longer than this and than half the last snapshot. */
  tailBytesMin: 64 << 10,
  /** A difference of a document longer than this is computed off the main thread. */
  differenceBytesMax: 256 << 10,
  /** Differences kept for the next socket with the same state vector. */
  differencesKept: 32,
};

export type Limits = typeof limits;
