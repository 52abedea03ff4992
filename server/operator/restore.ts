// `npm run restore -- FILE`: puts a backup in the place of the database, while no server runs. The backup is opened and
// its logs are verified first; what was there is kept in DATA_DIR/copies. Each initiative then begins a new epoch, so that
// browsers which hold later words keep them aside instead of bringing back what was deleted. Ends with 0 when it is done,
// 1 when the backup does not hold, 2 when something is in the way. Ended half-way, the old database stands or the new one.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { readConfig } from "../config.ts";
import { openEmbedded, sync } from "../db/embedded.ts";
import { databaseLimits } from "../db/limits.ts";
import { openDatabase } from "../db/open.ts";
import { beginEpochs } from "../initiative/epoch.ts";
import { checkCopy } from "./check-copy.ts";

const databaseName = "common-thread.db";

/** Says what it does through `print`; the answer is the exit code. */
export async function main(args: readonly string[], print: (line: string) => void): Promise<number> {
  try {
    const [said] = args;
    if (!said) throw new AppError("invalid", "Say which copy: npm run restore -- /backups/today.db");
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), said);
    const { dataDir, databaseUrl } = readConfig(process.env);
    if (databaseUrl)
      throw new AppError(
        "invalid",
        "The database is a libSQL server (DATABASE_URL): restore it as that server’s own pages say.",
      );
    if (!existsSync(file))
      throw new AppError("not_found", `There is no file ${file}. Name the copy to restore.`);
    const database = join(dataDir, databaseName);
    if (resolve(database) === file)
      throw new AppError("invalid", "This is the database itself. Name a copy that was made of it.");
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    await letGo(database, print);
    const found = await checkCopy(file);
    for (const line of found.lines) print(line);
    if (!found.holds) {
      print(`${file} does not hold, so nothing was changed. Take an earlier copy.`);
      return 1;
    }
    const aside = await putInPlace(file, database, dataDir);
    print(`${database} is now what ${file} holds.`);
    if (aside) print(`What was there is kept as ${aside}.`);
    print(
      "Start the server. Browsers keep what they wrote since beside the text, and show it to whoever wrote it.",
    );
    print("Whoever left or was signed out after the copy was made is back in: look at the partners’ page.");
    return 0;
  } catch (error) {
    print(
      error instanceof AppError ? error.message : `The copy was not restored: ${(error as Error).message}`,
    );
    return 2;
  }
}

/** Makes sure that nobody holds the database, and that all of it is in its one file. One that is damaged is let be. */
async function letGo(database: string, print: (line: string) => void) {
  if (!existsSync(database)) return;
  try {
    const driver = await openEmbedded(database, databaseLimits, () => {});
    await driver.close();
  } catch (error) {
    if (/Another server/.test((error as Error).message))
      throw new AppError("conflict", "The server is running. Stop it first, then restore.");
    print(`The database that is there cannot be opened; it is kept as it is. (${(error as Error).message})`);
  }
}

/** Answers where the former database is kept. */
async function putInPlace(file: string, database: string, dataDir: string) {
  const folder = mkdtempSync(join(dataDir, "restoring-"));
  try {
    copyFileSync(file, join(folder, databaseName));
    // As a server would open it: an older copy is brought up to date on the way.
    const opened = await openDatabase({ dataDir: folder, now: Date.now });
    try {
      const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
      await beginEpochs({ db: opened.db, now: Date.now, random });
    } finally {
      await opened.close();
    }
    const aside = existsSync(database) ? keepAside(database, dataDir) : undefined;
    renameSync(join(folder, databaseName), database);
    await sync(dataDir);
    return aside;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy under another name first, so that at no moment there is no database; then what belongs to the old one alone. */
function keepAside(database: string, dataDir: string) {
  const copies = join(dataDir, "copies");
  mkdirSync(copies, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const aside = join(copies, `before-restore-${time}.db`);
  copyFileSync(database, aside);
  // Of a database that could not be opened: its last writes are still beside it, and are no part of the new one.
  for (const end of ["-wal", "-shm"]) if (existsSync(database + end)) renameSync(database + end, aside + end);
  return aside;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
