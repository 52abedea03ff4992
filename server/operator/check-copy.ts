import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { dialect } from "../db/dialect.ts";
import { openEmbedded } from "../db/embedded.ts";
import { databaseLimits } from "../db/limits.ts";
import type { Tables } from "../db/tables.ts";
import { verify } from "../log/verify.ts";

/**
 * Opens a copy of the copy, as a server would after a restore, and asks everything of it: whether SQLite finds it whole
 * and whether the chain of every initiative holds. The file itself is not touched.
 */
export async function checkCopy(file: string): Promise<{ holds: boolean; lines: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "common-thread-copy-"));
  const lines: string[] = [];
  let holds = true;
  try {
    const own = join(folder, "common-thread.db");
    copyFileSync(file, own);
    const driver = await openEmbedded(own, databaseLimits, () => {});
    try {
      const { rows } = await driver.query("pragma integrity_check(5)");
      const problems = rows.map((it) => String(it.integrity_check)).filter((it) => it !== "ok");
      for (const problem of problems) lines.push(`The copy is damaged: ${problem}`);
      holds = problems.length === 0;
      const db = new Kysely<Tables>({ dialect: dialect(driver) });
      for (const { id, name_en } of await db.selectFrom("initiative").select(["id", "name_en"]).execute()) {
        const { events, broken } = await verify({ db, now: Date.now }, id, []);
        lines.push(
          broken
            ? `${name_en}: event ${broken.seq} of the copy does not hold.`
            : `${name_en}: ${events} events of the copy hold.`,
        );
        holds &&= broken === null;
      }
    } finally {
      await driver.close();
    }
  } catch (error) {
    lines.push(`The copy could not be opened: ${(error as Error).message}`);
    holds = false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { holds, lines };
}
