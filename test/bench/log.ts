import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { openDatabase } from "../../server/db/open.ts";
import { append } from "../../server/log/append.ts";
import { commit } from "../../server/log/commit.ts";
import { createLive } from "../../server/log/live.ts";
import { verify } from "../../server/log/verify.ts";

const events = 100_000;
const atOnce = 5_000;
const id = "ini_bench";

/** How long it takes to append to a long log and to verify all of it, and what the event loop feels meanwhile. */
export async function benchLog(print: (line: string) => void) {
  const dataDir = mkdtempSync(join(tmpdir(), "common-thread-bench-"));
  const database = await openDatabase({ dataDir, now: Date.now });
  const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
  const deps = { db: database.db, now: Date.now, random, live: createLive() };
  try {
    await deps.db.insertInto("initiative").values(initiative).execute();
    const event = (n: number) => ({
      type: "commitment.renegotiated",
      by: "per_director",
      refs: [`com_${n % 500}`, "org_city"],
      data: {
        dueOn: "2026-12-01",
        reason: `The permit came late, for the ${n}th time, and the crew waits for it.`,
      },
    });
    let started = performance.now();
    // Many in one transaction: how a log grows in years is not what is measured here.
    for (let n = 0; n < events; n += atOnce)
      await deps.db.transaction().execute(async (tx) => {
        for (let i = n; i < n + atOnce; i++) await append(deps, tx, id, event(i));
      });
    print(`${events} events written in ${seconds(performance.now() - started)}`);

    const waits: number[] = [];
    for (let n = 0; n < 200; n++) {
      started = performance.now();
      await commit(deps, id, (_tx, append) => append(event(n)));
      waits.push(performance.now() - started);
    }
    waits.sort((a, b) => a - b);
    print(`one more, synced: p50 ${waits[100]!.toFixed(1)} ms, p99 ${waits[198]!.toFixed(1)} ms`);

    for (let round = 0; round < 3; round++) {
      const loop = monitorEventLoopDelay({ resolution: 1 });
      loop.enable();
      started = performance.now();
      const found = await verify(deps, id);
      const took = performance.now() - started;
      loop.disable();
      if (found.broken) throw new Error(`Event ${found.broken.seq} does not hold.`);
      print(
        `${found.events} verified in ${seconds(took)} (goal 5 s); event loop p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms, longest ${(loop.max / 1e6).toFixed(0)} ms`,
      );
    }
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;

const initiative = {
  id,
  name_en: "Bench",
  name_es: "Bench",
  tagline_en: "",
  tagline_es: "",
  place: "",
  time_zone: "UTC",
  default_language: "en" as const,
  sample_as_of: null,
  governance: "{}",
  epoch: "",
  created_at: 0,
};
