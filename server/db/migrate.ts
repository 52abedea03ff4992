import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "../../shared/errors.ts";
import type { DatabaseDriver } from "./driver.ts";
import { sync } from "./embedded.ts";
import type { DatabaseLog } from "./open.ts";
import { touchesTransaction } from "./traps.ts";

interface Migration {
  name: string;
  hash: string;
  sql: string;
}

export interface MigrateOptions {
  folder: URL;
  /** Where a copy goes before a database that holds something is changed; a remote one has backups of its own. */
  copies: string | undefined;
  now(): number;
  log?: DatabaseLog;
  /** Changes nothing: a database of an earlier version is refused. */
  isForLooking?: boolean;
}

/**
 * Brings the tables to this version: each numbered file that has not run yet, in order, each in one transaction
 * together with the line that says it ran. A file that was edited after it ran, and a database that a newer version
 * has written, are refused with an AppError; nothing is changed then.
 */
export async function migrate(driver: DatabaseDriver, options: MigrateOptions): Promise<void> {
  const files = migrationFiles(options.folder);
  const done = await doneSoFar(driver);
  if (done.size === 0 && (await holdsTables(driver)))
    throw new AppError(
      "unavailable",
      "The database holds the tables of another program. Set DATA_DIR or DATABASE_URL to a place of its own.",
    );
  const pending = pendingOf(files, done);
  if (pending.length === 0) return;
  if (options.isForLooking)
    throw new AppError(
      "unavailable",
      "This database was written by an earlier version. Start the server once: it makes a copy, and brings it up to date.",
    );
  if (options.copies && done.size > 0) await copyFirst(driver, options.copies, pending[0]!, options);
  for (const { name, hash, sql } of pending) {
    // Name, hash and time are letters and digits of our own, so that they may stand in the text.
    await driver.exec(`begin immediate;
create table if not exists migration (name text primary key, hash text not null, at integer not null) strict;
${sql}
;
insert into migration (name, hash, at) values ('${name}', '${hash}', ${Math.trunc(options.now())});
commit;`);
    if (done.size > 0) options.log?.info({ migration: name }, "Brought the database up to date.");
  }
}

function migrationFiles(folder: URL): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  const numbers = new Set<string>();
  return names.map((name) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
      throw new Error(`A migration is named like 0002_plans.sql, not ${name}.`);
    const number = name.slice(0, 4);
    if (numbers.has(number)) throw new Error(`Two migrations have the number ${number}.`);
    numbers.add(number);
    const sql = readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n");
    if (touchesTransaction(sql))
      throw new Error(`${name} runs in a transaction of its own; it may not begin or end one.`);
    return { name, hash: createHash("sha256").update(sql).digest("hex"), sql };
  });
}

async function doneSoFar(driver: DatabaseDriver): Promise<Map<string, string>> {
  const table = await driver.query("select 1 from sqlite_schema where type = 'table' and name = 'migration'");
  if (table.rows.length === 0) return new Map();
  const { rows } = await driver.query("select name, hash from migration");
  return new Map(rows.map((row) => [String(row.name), String(row.hash)]));
}

function pendingOf(files: Migration[], done: Map<string, string>): Migration[] {
  const known = new Set(files.map((file) => file.name));
  const unknown = [...done.keys()].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0)
    throw new AppError(
      "unavailable",
      `This database was written by a newer version of Common Thread (${unknown.join(", ")}). Start that version, or put a copy from before the upgrade in its place; the folder “copies” in DATA_DIR has one.`,
    );
  const edited = files.find((file) => done.has(file.name) && done.get(file.name) !== file.hash);
  if (edited)
    throw new AppError(
      "unavailable",
      `The migration ${edited.name} was edited after it ran on this database. Put the file back as it was, and write the change as a new migration.`,
    );
  const pending = files.filter((file) => !done.has(file.name));
  const last = [...done.keys()].sort().at(-1);
  const late = pending.find((file) => last !== undefined && file.name < last);
  if (late)
    throw new AppError(
      "unavailable",
      `The migration ${late.name} came after ${last} had run on this database. Give it the next free number.`,
    );
  return pending;
}

async function holdsTables(driver: DatabaseDriver): Promise<boolean> {
  // A libSQL server keeps tables of its own.
  const { rows } = await driver.query(
    "select 1 from sqlite_schema where type = 'table' and name not glob 'sqlite_*' and name not glob 'libsql_*' and name not glob '_*' limit 1",
  );
  return rows.length > 0;
}

async function copyFirst(driver: DatabaseDriver, copies: string, next: Migration, options: MigrateOptions) {
  const time = new Date(options.now()).toISOString().replace(/[:.]/g, "-");
  const name = join(copies, `before-${next.name.replace(/\.sql$/, "")}-${time}`);
  let file = `${name}.db`;
  for (let again = 2; existsSync(file); again++) file = `${name}-${again}.db`;
  try {
    mkdirSync(copies, { recursive: true, mode: 0o700 });
    await sync(dirname(copies));
    await driver.copyTo(file);
  } catch (error) {
    throw new AppError(
      "unavailable",
      `The database could not be copied to ${copies} before the upgrade, so nothing was changed (${(error as Error).message}). Make room and give this user the right to write there, then start again.`,
    );
  }
  options.log?.info({ file }, "Copied the database before bringing it up to date.");
}
