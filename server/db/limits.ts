/** Every limit of the database, by name. Tests open one with smaller limits; nothing else changes them. */
export const databaseLimits = {
  /** How long opening waits for a server that is just closing the same data folder. */
  lockWaitMsMax: 3_000,
  /** A transaction that asks between its steps keeps everybody else waiting; after this it is rolled back. */
  transactionMsMax: 5_000,
  /** Calls that wait for an answer. Beyond this the server is too slow for its load and says so. */
  waitingCallsMax: 20_000,
  /** Jobs that share one commit: one slow commit must not make everybody wait for a whole backlog. */
  jobsPerCommitMax: 1_000,
  /** Statements in one `batch`. */
  statementsPerBatchMax: 5_000,
  /** One text or blob. */
  valueBytesMax: 64 * 1024 * 1024,
  /** Prepared statements that the worker keeps. */
  preparedStatementsMax: 500,
  /** Rows of one answer: more belong into pages, so that nobody waits for them and they fit into memory. */
  rowsPerAnswerMax: 500_000,
  /** The heap of the database's thread; what still does not fit ends the thread, not the server. */
  workerHeapMbMax: 512,
  /** How long a libSQL server may take for one answer. */
  remoteAnswerMsMax: 30_000,
  /** The log file of SQLite shrinks back to this after a large commit. */
  walBytesMax: 16 * 1024 * 1024,
};

export type DatabaseLimits = typeof databaseLimits;
