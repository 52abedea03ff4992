// Another process of the tests: opens the database in a folder and keeps it open, or says why it cannot.
import { openDatabase } from "../../server/db/open.ts";

const [dataDir, migrations] = process.argv.slice(2);
try {
  await openDatabase({
    dataDir: dataDir!,
    migrations: migrations ? new URL(migrations) : undefined,
    now: Date.now,
  });
  console.log("open");
} catch (error) {
  console.log(`${(error as Error).name}: ${(error as Error).message}`);
  process.exit(1);
}
