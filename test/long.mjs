// `npm run test:long`: the tests that are random or wait for chance, for as long as it takes to trust them, and every
// screen in every way it is looked at. Each setting can be given another number: `SEEDS=500 npm run test:long`. With
// names it runs those alone: `npm run test:long -- seeds`.
import { ensureBuilt, ensureInstalled, environment, run } from "../server/boot/ensure.mjs";

/**
 * What is run longer: the setting that the tests read, its number here, and the files that read it, or the stories (or a
 * part of their names).
 */
const long = {
  seeds: { setting: "SEEDS", count: "10000", files: ["test/relay/simulation"] },
  fuzz: {
    setting: "FUZZ",
    count: "long",
    files: ["fuzz", "test/relay/gate.test.ts", "test/documents/converge.test.ts"],
  },
  kills: {
    setting: "KILLS",
    count: "100",
    files: ["test/relay/killed.test.ts", "test/db/migrations.test.ts"],
  },
  screens: { setting: "SCREENS", count: "all", stories: ["every-screen"] },
};

const named = process.argv.slice(2);
const unknown = named.filter((it) => !(it in long));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}; there are ${Object.keys(long).join(", ")}.`);
  process.exit(2);
}

ensureInstalled();
const failed = [];
for (const [name, { setting, count, files, stories }] of Object.entries(long)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const value = process.env[setting] ?? count;
  console.log(`${name}: ${setting}=${value}`);
  if (stories) ensureBuilt();
  // Hours are no failure here.
  const [runner, ...command] = stories
    ? ["playwright", "test", "--config=test/browser/playwright.config.ts", ...stories]
    : ["vitest", "run", "--testTimeout=0", ...files];
  if (run(runner, command, { env: { ...environment, [setting]: value } }) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? "All passed." : `Failed: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
