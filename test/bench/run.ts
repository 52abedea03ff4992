/**
 * `npm run bench [-- part …]`: prints figures, never asserts them. Parts: size, database, log, peers,
 * commitments, decisions, captures, plans, indicators, browser.
 * Quote medians and ratios: a shared machine is noisy.
 */
import { cpus, totalmem } from "node:os";

const parts: Record<string, () => Promise<(print: (line: string) => void) => Promise<void>>> = {
  size: async () => (await import("./size.ts")).benchSize,
  database: async () => (await import("./db.ts")).benchDatabase,
  log: async () => (await import("./log.ts")).benchLog,
  peers: async () => (await import("./peers/bench.ts")).benchPeers,
  commitments: async () => (await import("./commitments.ts")).benchCommitments,
  decisions: async () => (await import("./decisions.ts")).benchDecisions,
  captures: async () => (await import("./captures.ts")).benchCaptures,
  plans: async () => (await import("./plans.ts")).benchPlans,
  indicators: async () => (await import("./indicators.ts")).benchIndicators,
  browser: async () => (await import("./browser.ts")).benchBrowser,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(
    `There is no part called ${unknown.join(", ")}. The parts are: ${Object.keys(parts).join(", ")}.`,
  );
  process.exit(2);
}
const memoryGb = Math.round(totalmem() / 2 ** 30);
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, ${memoryGb} GB`);
for (const [name, load] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n## ${name}`);
  const bench = await load();
  await bench((line) => console.log(line));
}
