import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { DatabaseDriver } from "../../server/db/driver.ts";
import { openDatabase } from "../../server/db/open.ts";
import { AppError } from "../../shared/errors.ts";
import { embedded, folder, makeFolder, mountSmallDisk, quick, removeFolder, unmount } from "./support.ts";

// A real file system of two megabytes. Where mounting is not allowed, these tests say so and are skipped.
const probe = makeFolder();
const mayMount = mountSmallDisk(probe, "1m");
if (mayMount) unmount(probe);
removeFolder(probe);
const story = mayMount ? test : test.skip;
const because = mayMount ? "" : " (skipped: this machine does not allow mounting a small disk)";

const add = "insert into note (id, words) values (?, ?)";

async function smallDisk() {
  const disk = folder();
  mountSmallDisk(disk, "2m");
  onTestFinished(() => void unmount(disk));
  const driver = await embedded(join(disk, "common-thread.db"));
  await driver.exec("create table note (id integer primary key, words text) strict");
  return { disk, driver, filler: join(disk, "filler") };
}

/** Takes all the space that is left. */
function fill(file: string) {
  for (const size of [65_536, 4_096, 512])
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    } catch (error) {
      expect(error).toMatchObject({ code: "ENOSPC" });
    }
}

const ids = async (driver: DatabaseDriver) =>
  (await driver.query("select id from note order by id")).rows.map((row) => row.id);

const words = "x".repeat(2_000);

story(
  `on a full disk writes are refused in words, and go on by themselves when there is space${because}`,
  async () => {
    const { disk, driver, filler } = await smallDisk();
    await driver.query(add, [1, words]);
    fill(filler);

    const kept = [1];
    const refused: unknown[] = [];
    for (let id = 2; id < 400; id++)
      await driver.query(add, [id, words]).then(
        () => kept.push(id),
        (error) => refused.push(error),
      );
    expect(refused.length).toBeGreaterThan(300);
    for (const error of refused) {
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({
        code: "unavailable",
        message: expect.stringMatching(/disk is full.*not saved/),
      });
    }
    expect(await ids(driver)).toEqual(kept);

    rmSync(filler);
    await driver.query(add, [1_000, words]);
    kept.push(1_000);
    expect(await ids(driver)).toEqual(kept);
    await driver.close();
    const again = await embedded(join(disk, "common-thread.db"));
    expect(await ids(again)).toEqual(kept);
    expect((await again.query("pragma integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
  },
);

story(`a commit that many share is refused to all of them, and no question saw it${because}`, async () => {
  const { driver, filler } = await smallDisk();
  fill(filler);
  const before = await ids(driver);
  const writes = Array.from({ length: 50 }, (_, id) => driver.query(add, [id, words]));
  const question = ids(driver);
  const outcomes = await Promise.allSettled(writes);
  expect(outcomes.filter((it) => it.status === "fulfilled")).toEqual([]);
  expect(await question).toEqual(before);
  rmSync(filler);
  await Promise.all(Array.from({ length: 50 }, (_, id) => driver.query(add, [id, words])));
  expect(await ids(driver)).toHaveLength(50);
});

story(`a transaction on a full disk is refused and leaves the others alone${because}`, async () => {
  const { driver, filler } = await smallDisk();
  fill(filler);
  const transaction = await driver.begin();
  const steps = (async () => {
    for (let id = 0; id < 50; id++) await transaction.query(add, [id, words]);
    await transaction.commit();
  })();
  await expect(steps).rejects.toThrow("disk is full");
  expect(await ids(driver)).toEqual([]);
  rmSync(filler);
  await driver.query(add, [1, words]);
  expect(await ids(driver)).toEqual([1]);
});

story(`a copy that does not fit is refused and leaves no half behind${because}`, async () => {
  const { disk, driver } = await smallDisk();
  await Promise.all(Array.from({ length: 200 }, (_, id) => driver.query(add, [id, words])));
  fill(join(disk, "filler"));
  await expect(driver.copyTo(join(disk, "copy.db"))).rejects.toThrow("disk is full");
  expect(readdirSync(disk).filter((name) => name.startsWith("copy"))).toEqual([]);
  rmSync(join(disk, "filler"));
  expect(await ids(driver)).toHaveLength(200);
});

story(`a server that starts on a full disk says so${because}`, async () => {
  const disk = folder();
  mountSmallDisk(disk, "2m");
  onTestFinished(() => void unmount(disk));
  fill(join(disk, "filler"));
  const refusal = await openDatabase({ dataDir: disk, now: Date.now, limits: quick }).catch((error) => error);
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal.message).toMatch(/no space left/);
});
