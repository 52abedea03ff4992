import { AppError } from "../../shared/errors.ts";

/** What the database answered, with SQLite's own name for it, such as `SQLITE_CONSTRAINT_UNIQUE`. */
export class DatabaseError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "DatabaseError";
    this.code = code;
  }
}

/** True when a write was refused because a row with the same key is already there. */
export const isTaken = (error: unknown) =>
  error instanceof DatabaseError &&
  (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/.test(error.code) ||
    /UNIQUE constraint failed/.test(error.message));

/**
 * A failure of libSQL as the rest of the server meets it: what a person can act on is an AppError. The statement is
 * named, never its parameters, because the message goes to the log.
 */
export function failure(code: string, message: string, sql: string): Error {
  if (code.startsWith("SQLITE_FULL") || /database or disk is full/.test(message))
    return new AppError(
      "unavailable",
      "The server's disk is full, so this was not saved. Ask whoever runs the server to free some space; it goes on by itself then.",
      {},
      5,
    );
  if (code.startsWith("SQLITE_IOERR"))
    return new AppError(
      "unavailable",
      "The server could not write to its disk, so this was not saved. Ask whoever runs the server to look at the disk.",
      {},
      5,
    );
  if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB"))
    return new AppError(
      "unavailable",
      "The database file is damaged. Ask whoever runs the server to restore a copy.",
    );
  if (code.startsWith("SQLITE_BUSY"))
    return new AppError("unavailable", "The database is busy. Wait a moment, then try again.", {}, 1);
  return new DatabaseError(code, `${message} (in: ${sql.slice(0, 200)})`);
}

/** Why opening failed, for the person who started the server. */
export function openFailure(file: string, code: string, message: string): AppError {
  if (code.startsWith("SQLITE_BUSY"))
    return new AppError(
      "unavailable",
      `Another server is using the database ${file}. Stop it first, or set DATA_DIR to another folder.`,
    );
  if (code.startsWith("SQLITE_NOTADB"))
    return new AppError(
      "unavailable",
      `${file} is not a Common Thread database. Move it away, or set DATA_DIR to another folder.`,
    );
  if (code.startsWith("SQLITE_CORRUPT"))
    return new AppError(
      "unavailable",
      `The database ${file} is damaged. Move it away and put a copy in its place; copies from before upgrades are in the folder “copies” beside it.`,
    );
  if (code.startsWith("SQLITE_FULL") || code === "ENOSPC")
    return new AppError(
      "unavailable",
      `There is no space left for the database ${file}. Free some, then start again.`,
    );
  if (
    /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|^E(ACCES|PERM|ROFS|NOTDIR|EXIST|ISDIR)$/.test(code) ||
    /ConnectionFailed/.test(message)
  )
    return new AppError(
      "unavailable",
      `The database ${file} cannot be opened for writing. Give this user the right to write it and its folder, or set DATA_DIR to another folder.`,
    );
  return new AppError("unavailable", `The database ${file} could not be opened: ${message}.`);
}
