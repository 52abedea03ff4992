import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import type { DatabaseDriver } from "../../server/db/driver.ts";
import { openEmbedded } from "../../server/db/embedded.ts";

const seconds = 3;
const add = "insert into keystroke (at, data) values (?, ?)";

/** How many writes a second are on the disk when their promises resolve, and what the event loop feels of it. */
export async function benchDatabase(print: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "common-thread-bench-"));
  const driver = await openEmbedded(join(folder, "common-thread.db"));
  try {
    await driver.exec("create table keystroke (id integer primary key, at integer, data blob) strict");
    print(measureDisk(folder));
    await measure(driver, 10, 1);
    for (const atOnce of [1, 10, 100, 1_000]) print(await measure(driver, atOnce, seconds));
    print(await measureReads(driver));
  } finally {
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(driver: DatabaseDriver, atOnce: number, forSeconds: number): Promise<string> {
  const waits: number[] = [];
  const data = new Uint8Array(40).fill(7);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const start = performance.now();
  const end = start + forSeconds * 1_000;
  const writer = async () => {
    while (performance.now() < end) {
      const before = performance.now();
      await driver.query(add, [Date.now(), data]);
      waits.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, writer));
  const elapsed = (performance.now() - start) / 1_000;
  loop.disable();
  // The monitor counts its own interval of a millisecond.
  const delay = Math.max(0, loop.percentile(99) / 1e6 - 1);
  return [
    `${String(atOnce).padStart(5)} at once: ${Math.round(waits.length / elapsed)} synced writes/s`,
    `wait p50 ${ms(at(waits, 0.5))}, p99 ${ms(at(waits, 0.99))}`,
    `event loop p99 ${ms(delay)}`,
  ].join("; ");
}

/** What one sync costs on this disk, without any database. */
function measureDisk(folder: string): string {
  const file = openSync(join(folder, "sync"), "w");
  const page = Buffer.alloc(4_096);
  const waits = Array.from({ length: 300 }, () => {
    const before = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - before;
  });
  closeSync(file);
  return `this disk syncs 4 KB in p50 ${ms(at(waits, 0.5))}, p99 ${ms(at(waits, 0.99))}`;
}

async function measureReads(driver: DatabaseDriver): Promise<string> {
  const count = 20_000;
  const start = performance.now();
  for (let done = 0; done < count; done += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        driver.query("select at from keystroke where id = ?", [done + n]),
      ),
    );
    await turn();
  }
  return `  100 at once: ${Math.round(count / ((performance.now() - start) / 1_000))} questions/s`;
}

const at = (values: number[], share: number) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const ms = (value: number) => `${value.toFixed(1)} ms`;
