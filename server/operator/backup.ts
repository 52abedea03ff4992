// `npm run backup -- FILE`: a consistent copy of the database in one file, while the server runs or not. A server that
// runs makes it itself, since it holds the database alone; people write on, and nobody waits for longer than the copying
// takes. The copy is opened and its logs are verified before the command says that it is done. Ends with 0 when the copy
// holds, 1 when it does not, 2 when none could be made.
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { readConfig } from "../config.ts";
import { openEmbedded } from "../db/embedded.ts";
import { databaseLimits } from "../db/limits.ts";
import { checkCopy } from "./check-copy.ts";
import { askServer } from "./control.ts";

/** Says what it does through `print`; the answer is the exit code. */
export async function main(args: readonly string[], print: (line: string) => void): Promise<number> {
  try {
    const [said] = args;
    if (!said) throw new AppError("invalid", "Say where the copy goes: npm run backup -- /backups/today.db");
    // `npm` runs in the project; whoever types a name means the folder they are in.
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), said);
    const config = readConfig(process.env);
    if (config.databaseUrl)
      throw new AppError(
        "invalid",
        "The database is a libSQL server (DATABASE_URL): back that server up as its own pages say.",
      );
    const database = join(config.dataDir, "common-thread.db");
    if (!existsSync(database))
      throw new AppError(
        "not_found",
        `There is no database in ${config.dataDir}. Set DATA_DIR to its folder.`,
      );
    if (existsSync(file)) throw new AppError("conflict", `${file} is already there. Choose another name.`);
    if (!existsSync(dirname(file)))
      throw new AppError("not_found", `There is no folder ${dirname(file)}. Make it first.`);
    const isRunning = await askServer(config.dataDir, { command: "backup", file });
    if (!isRunning) await copyAlone(database, file);
    const found = await checkCopy(file);
    for (const line of found.lines) print(line);
    if (!found.holds) {
      print(`${file} was made, and does not hold. Keep it, look at the disk, and make another one.`);
      return 1;
    }
    print(
      `${file}: ${Math.ceil(statSync(file).size / 1024)} KB, made ${isRunning ? "by the running server" : "here"}.`,
    );
    print("Keep DATA_DIR/key as well, in another place: without it open links in mails stop working.");
    return 0;
  } catch (error) {
    print(
      error instanceof AppError ? error.message : `The copy could not be made: ${(error as Error).message}`,
    );
    return 2;
  }
}

async function copyAlone(database: string, file: string) {
  const driver = await openEmbedded(database, databaseLimits, () => {});
  try {
    await driver.copyTo(file);
  } finally {
    await driver.close();
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
