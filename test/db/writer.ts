// Another process of the tests: writes without end and says of each write that it is kept, until it is killed.
import { writeSync } from "node:fs";
import { openDatabase } from "../../server/db/open.ts";

const [dataDir, atOnce] = process.argv.slice(2);
const { driver } = await openDatabase({ dataDir: dataDir!, now: Date.now });
await driver.exec("create table if not exists note (id integer primary key, words text) strict");
const { rows } = await driver.query("select coalesce(max(id), 0) as last from note");
let id = Number(rows[0]!.last);

async function writeOnAndOn() {
  for (;;) {
    const mine = ++id;
    await driver.query("insert into note (id, words) values (?, ?)", [mine, "kept ".repeat(50)]);
    say(`${mine}\n`);
  }
}

/** At once and unbuffered: what was said cannot be taken back by the kill. */
function say(line: string) {
  for (;;)
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      // The reader is behind.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
}

for (let at = 0; at < Number(atOnce); at++) void writeOnAndOn();
