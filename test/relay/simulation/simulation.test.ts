import { afterAll, beforeAll, expect, test } from "vitest";
import { seedsOf } from "../../support/counts.ts";
import type { Disk } from "./disk.ts";
import { faults } from "./faults.ts";
import { keptSeeds } from "./kept-seeds.ts";
import { simulate } from "./simulate.ts";
import { openDisk } from "./stage.ts";

// README.md beside this file tells what is simulated, what must hold, and how to run one seed again.

/** So many runs are one test, so that a long run says where it is. */
const runsPerTest = 50;
const seeds = seedsOf();
const chunks = Array.from({ length: Math.ceil(seeds.length / runsPerTest) }, (_, i) =>
  seeds.slice(i * runsPerTest, (i + 1) * runsPerTest),
);

let disk: Disk;
const sum = new Map<string, number>();

beforeAll(async () => {
  disk = await openDisk();
});

afterAll(() => {
  const lines = [...sum].sort().map(([what, times]) => `  ${what}: ${times}`);
  console.log(`In ${seeds.length} runs:\n${lines.join("\n")}`);
});

/** What broke, with the way to see it again. */
async function brokenIn(seed: number) {
  const { broken, happened } = await simulate(disk, seed);
  for (const [what, times] of happened) sum.set(what, (sum.get(what) ?? 0) + times);
  return (
    broken && `${broken.message}\n  again: SEED=${seed} npm run vitest -- test/relay/simulation -t seeds`
  );
}

for (const chunk of chunks)
  test(`whatever goes wrong, nothing seen or saved is lost, and all end with the same text (seeds ${chunk[0]} to ${chunk.at(-1)})`, async () => {
    const wrong: string[] = [];
    for (const seed of chunk) {
      const broken = await brokenIn(seed);
      if (broken) wrong.push(broken);
    }
    expect(wrong.join("\n")).toBe("");
  }, 600_000);

for (const [wrong, seed] of Object.entries(keptSeeds))
  test(`kept: ${wrong} (seed ${seed})`, async () => {
    expect(await brokenIn(seed)).toBeUndefined();
  }, 60_000);

test("one seed tells the same story twice", async () => {
  const [one, again] = [await simulate(disk, 3), await simulate(disk, 3)];
  expect(one.text).toBe(again.text);
  expect([...one.happened]).toEqual([...again.happened]);
});

test.each(Object.keys(faults))(
  "found when the server %s",
  async (name) => {
    const { foundAs } = faults[name]!;
    for (let seed = 1; seed <= 200; seed++) {
      const { broken } = await simulate(disk, seed, faults[name]);
      if (broken && (foundAs === undefined || broken.kind === foundAs)) return;
    }
    expect.fail("none of the short run's seeds finds it");
  },
  600_000,
);

test.runIf(seeds.length >= 200)("in these runs everything went wrong that can", () => {
  const trouble = [
    "kills",
    "restarts",
    "restored backups",
    "unsynced writes lost",
    "writes refused by a full disk",
    "slow disks",
    "answers of the database lost",
    "half-open lines",
    "cuts",
    "stalls",
    "demotions",
    "promotions",
    "removals",
    "compactions",
    "offenders cut",
    "“not saved” said",
    "lines closed with 4401",
    "lines closed with 4403",
  ];
  expect(trouble.filter((it) => !sum.get(it))).toEqual([]);
});
