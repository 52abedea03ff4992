import { join } from "node:path";
import { expect, test } from "vitest";
import { embedded, folder, otherProcess } from "./support.ts";

test.each([
  ["one after the other", 1, [1, 20, 60]],
  ["a hundred at once", 100, [1, 500, 3_000]],
])("every write that was said to be kept is there after kill -9, written %s", async (_, atOnce, moments) => {
  const dataDir = folder();
  const said = new Set<number>();
  for (const moment of moments) {
    const writer = otherProcess("./writer.ts", [dataDir, String(atOnce)]);
    for (let lines = 0; lines < moment; lines++) {
      const line = await writer.line();
      if (line === undefined) throw new Error("The writer ended by itself.");
      said.add(Number(line));
    }
    await writer.kill();
    // What it said before it died and we had not read yet counts too.
    for (let line = await writer.line(); line !== undefined; line = await writer.line())
      said.add(Number(line));

    const driver = await embedded(join(dataDir, "common-thread.db"));
    const { rows } = await driver.query("select id from note");
    const kept = new Set(rows.map((row) => row.id));
    expect([...said].filter((id) => !kept.has(id))).toEqual([]);
    expect((await driver.query("pragma integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
    await driver.close();
  }
  expect(said.size).toBeGreaterThanOrEqual(moments.reduce((sum, it) => sum + it, 0));
});
