import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DatabaseDriver } from "../../server/db/driver.ts";
import { openDatabase } from "../../server/db/open.ts";
import { AppError } from "../../shared/errors.ts";
import { embedded, fillDisk, quick, smallDisk, smallDisks } from "./support.ts";

// A real file system of two megabytes. Where mounting is not allowed, these tests say so and are skipped.
const { allowed, because } = smallDisks();
const story = allowed ? test : test.skip;

const add = "insert into note (id, words) values (?, ?)";

async function onSmallDisk() {
  const disk = smallDisk("2m");
  const driver = await embedded(join(disk, "common-thread.db"));
  await driver.exec("create table note (id integer primary key, words text) strict");
  return { disk, driver, filler: join(disk, "filler") };
}

const ids = async (driver: DatabaseDriver) =>
  (await driver.query("select id from note order by id")).rows.map((row) => row.id);

const words = "x".repeat(2_000);

story(
  `on a full disk writes are refused in words, and go on by themselves when there is space${because}`,
  async () => {
    const { disk, driver, filler } = await onSmallDisk();
    await driver.query(add, [1, words]);
    fillDisk(filler);

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
  const { driver, filler } = await onSmallDisk();
  fillDisk(filler);
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
  const { driver, filler } = await onSmallDisk();
  fillDisk(filler);
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
  const { disk, driver } = await onSmallDisk();
  await Promise.all(Array.from({ length: 200 }, (_, id) => driver.query(add, [id, words])));
  fillDisk(join(disk, "filler"));
  await expect(driver.copyTo(join(disk, "copy.db"))).rejects.toThrow("disk is full");
  expect(readdirSync(disk).filter((name) => name.startsWith("copy"))).toEqual([]);
  rmSync(join(disk, "filler"));
  expect(await ids(driver)).toHaveLength(200);
});

story(`a server that starts on a full disk says so${because}`, async () => {
  const disk = smallDisk("2m");
  fillDisk(join(disk, "filler"));
  const refusal = await openDatabase({ dataDir: disk, now: Date.now, limits: quick }).catch((error) => error);
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal.message).toMatch(/no space left/);
});
