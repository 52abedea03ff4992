import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../server/db/open.ts";
import { createClock } from "../support/clock.ts";
import { temporaryFolder } from "../support/server.ts";

test("the threads of commitments from before move to where every other thread is kept", async () => {
  const [dataDir, old] = [temporaryFolder(), join(temporaryFolder(), "migrations")];
  mkdirSync(old);
  for (const file of readdirSync("server/db/migrations").filter((it) => it < "0011"))
    copyFileSync(join("server/db/migrations", file), join(old, file));
  const { now } = createClock();
  const before = await openDatabase({ dataDir, migrations: pathToFileURL(`${old}/`), now });
  await before.driver.exec(`pragma foreign_keys = off;
    insert into commitment_event (commitment_id, seq) values ('com_a', 2), ('com_a', 7), ('com_b', 3);
    insert into record_event (record_id, seq) values ('dec_a', 4);`);
  await before.close();
  const after = await openDatabase({ dataDir, now });
  onTestFinished(() => after.close());
  const { rows } = await after.driver.query(
    "select record_id, seq from record_event order by record_id, seq",
  );
  expect(rows.map((it) => [it.record_id, it.seq])).toEqual([
    ["com_a", 2],
    ["com_a", 7],
    ["com_b", 3],
    ["dec_a", 4],
  ]);
  const left = await after.driver.query("select name from sqlite_schema where name = 'commitment_event'");
  expect(left.rows).toEqual([]);
});
