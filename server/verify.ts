// `npm run verify [-- RECEIPTS.json]`: walks the chain of every initiative, names the first event that does not hold,
// and checks receipts that partners kept. Ends with 0 when everything holds, 1 when it does not, 2 when it could not
// look. The server holds the database alone while it runs: stop it first, or ask it (Timeline, "Check again").
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { AppError } from "../shared/errors.ts";
import { type BreakReason, KeptReceipt, type Verification } from "../shared/log/event.ts";
import { readConfig } from "./config.ts";
import { type Database, openDatabase } from "./db/open.ts";
import { verify } from "./log/verify.ts";

/** A receipt in a file may say which initiative it is of; it must where the server holds several. */
const Receipts = v.union([
  v.array(v.object({ ...KeptReceipt.entries, initiativeId: v.optional(v.string()) })),
  v.pipe(
    v.object({ ...KeptReceipt.entries, initiativeId: v.optional(v.string()) }),
    v.transform((it) => [it]),
  ),
]);

const wrong: Record<BreakReason, string> = {
  missing: "it is missing",
  unlinked: "it does not follow the event before it",
  altered: "it was altered",
  words: "what it says was altered or taken away",
  receipt: "a receipt proves that another event stood here: the log was written anew",
};

/** Says what it finds through `print`; the answer is the exit code. */
export async function main(args: readonly string[], print: (line: string) => void): Promise<number> {
  let database: Database | undefined;
  try {
    const receipts = args[0] === undefined ? [] : readReceipts(args[0]);
    const config = readConfig(process.env);
    // Looking must not make what is looked at.
    if (!config.databaseUrl && !existsSync(join(config.dataDir, "common-thread.db")))
      throw new AppError(
        "not_found",
        `There is no database in ${config.dataDir}. Set DATA_DIR to its folder.`,
      );
    database = await openDatabase({
      dataDir: config.dataDir,
      url: config.databaseUrl,
      token: config.databaseToken,
      now: Date.now,
    });
    const { db } = database;
    const initiatives = await db.selectFrom("initiative").select(["id", "name_en"]).execute();
    let holds = true;
    for (const { id, name_en } of initiatives) {
      const own = receipts.filter((it) => (it.initiativeId ?? id) === id);
      const found = await verify({ db, now: Date.now }, id, own);
      print(`${name_en}: ${sayFound(found, own.length)}`);
      if (found.broken) holds = false;
    }
    if (initiatives.length === 0) print("There is no initiative here yet, and so no log.");
    return holds ? 0 : 1;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    print(error.message);
    if (/Another server/.test(error.message))
      print("Or leave it running: Timeline, “Check again”, asks the running server the same.");
    return 2;
  } finally {
    await database?.close();
  }
}

function sayFound({ events, erased, broken }: Verification, receipts: number) {
  const lines = broken
    ? [
        `Event ${broken.seq} does not hold: ${wrong[broken.reason]}.`,
        `The ${events} before it hold. Save a copy of the database now, and tell every partner.`,
      ]
    : [`${events} events hold; nothing was altered or removed.`];
  if (erased > 0) lines.push(`${erased} payloads were erased.`);
  if (receipts > 0 && !broken) lines.push(`${receipts} receipts agree.`);
  return lines.join(" ");
}

function readReceipts(file: string) {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new AppError("invalid", `${file} is no JSON file that can be read. Save the receipts again.`);
  }
  const read = v.safeParse(Receipts, content);
  if (!read.success)
    throw new AppError(
      "invalid",
      `${file} holds no receipts. Write a list such as [{"seq": 41, "hash": "9f86…"}].`,
    );
  return read.output;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
