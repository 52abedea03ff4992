import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openEmbedded } from "../../server/db/embedded.ts";
import { spawnServer } from "../relay/process.ts";
import type { Load, Loaded } from "./load.ts";

const documents = 40;
const people = [
  "per_director,per_facil,per_data,per_city_rep,per_city_alt,per_yard_rep,per_port_rep,per_uni_rep",
  "per_uni_tech,per_friends_rep,per_casa_rep,per_casa_prom,per_state_rep,per_schools_rep",
].flatMap((it) => it.split(","));

/**
 * What the relay takes: the wait of a keystroke at 100 readers; deliveries for each second of the server's processor
 * beside Hocuspocus 4 on the same machine in the same minutes; and the memory of an idle server.
 */
export async function benchRelay(print: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "common-thread-bench-"));
  try {
    const ours = await openOurs(join(folder, "ours"));
    print(`idle server: ${ours.memoryMb()} MB`);
    const one = await drive(ours, 1, { writers: 5, readers: 100, rate: 10, seconds: 5 });
    print(
      `1 document, 100 readers, 50 updates/s: p50 ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms (goal: p99 ≤ 25)`,
    );
    const rival = openRival(folder);
    if (typeof rival === "string") print(`Hocuspocus is left out: ${rival}`);
    await compare(print, ours, typeof rival === "string" ? undefined : await rival);
    print(`our server after that: ${ours.memoryMb()} MB`);
    ours.end();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rounds = Number(process.env.ROUNDS ?? 3);

async function compare(print: (line: string) => void, ours: Bench, rival: Bench | undefined) {
  const load = { writers: 5, readers: 0, rate: Number(process.env.RATE ?? 20), seconds: 5 };
  const found: Record<"ours" | "rival", number[]> = { ours: [], rival: [] };
  // The first round of each warms it up and is not counted.
  for (let round = -1; round < rounds; round++)
    for (const [name, bench] of [
      ["ours", ours],
      ["rival", rival],
    ] as const) {
      if (!bench) continue;
      const done = await drive(bench, documents, load);
      if (round < 0) continue;
      found[name].push(done.deliveries / done.cpuSeconds);
      print(
        `${documents} documents × ${load.writers} writers, ${name === "ours" ? "ours (synced before anyone sees it)" : "Hocuspocus 4 (stored after 2 to 10 s)"}: ${Math.round(done.deliveries / done.seconds)} deliveries/s, ${done.cpuSeconds.toFixed(2)} s of processor, ${Math.round(done.deliveries / done.cpuSeconds)} deliveries per processor second, p99 ${done.p99.toFixed(1)} ms${done.closed ? `, ${done.closed} lines closed` : ""}`,
      );
    }
  const our = median(found.ours);
  print(
    rival
      ? `median: ours ${Math.round(our)}, Hocuspocus ${Math.round(median(found.rival))} deliveries per processor second: ${(our / median(found.rival)).toFixed(2)} times (goal: 1.5)`
      : `median: ours ${Math.round(our)} deliveries per processor second`,
  );
  rival?.end();
}

/** A server under test. */
interface Bench {
  pid: number;
  origin: string;
  cookies: string[];
  addresses: string[];
  names?: string[];
  memoryMb(): number;
  end(): void;
}

/** Runs a load against a server; what it saw, and what of the processor the server took meanwhile. */
async function drive(
  bench: Bench,
  count: number,
  load: Pick<Load, "writers" | "readers" | "rate" | "seconds">,
) {
  const { origin, cookies } = bench;
  const addresses = bench.addresses.slice(0, count);
  const names = bench.names?.slice(0, count);
  const asked: Load = { ...load, origin, cookies, addresses, ...(names ? { names } : {}) };
  const child = spawn(process.execPath, [join(import.meta.dirname, "load.ts"), JSON.stringify(asked)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let [before, after] = [0, 0];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "begin") before = cpuSeconds(bench.pid);
    else if (line === "end") after = cpuSeconds(bench.pid);
    else return { ...(JSON.parse(line) as Loaded), cpuSeconds: after - before };
  }
  throw new Error("The clients ended without a word.");
}

/** Our server as a process of its own, with documents for the bench in its sample. */
async function openOurs(dataDir: string): Promise<Bench> {
  const first = await spawnServer(dataDir);
  await first.end("SIGTERM");
  const names = Array.from({ length: documents }, (_, i) => `agenda:bench_${i}:en`);
  const driver = await openEmbedded(join(dataDir, "common-thread.db"));
  await driver.batch(
    names.map((name) => ({
      sql: `insert into document (name, initiative_id, kind, language, is_source, created_at)
            values (?, 'ini_brackwater', 'common-agenda', 'en', 0, 1)`,
      params: [name],
    })),
  );
  await driver.close();
  const server = await spawnServer(dataDir);
  const cookies = [];
  for (const it of people) cookies.push(await server.signIn(it));
  return {
    pid: server.pid,
    origin: server.address,
    cookies,
    addresses: names.map((it) => `${server.address.replace("http", "ws")}/sync/${it}`),
    memoryMb: () => memoryMb(server.pid),
    end: () => void server.end(),
  };
}

/** Hocuspocus, installed into a cache folder the first time; words when it cannot be had. */
function openRival(folder: string): Promise<Bench> | string {
  const source = join(import.meta.dirname, "rivals");
  const wanted = readFileSync(join(source, "package.json"));
  const key = createHash("sha256").update(wanted).digest("hex").slice(0, 12);
  const cache = join(tmpdir(), `common-thread-rivals-${key}`);
  mkdirSync(cache, { recursive: true });
  for (const file of ["package.json", "hocuspocus.mjs"]) copyFileSync(join(source, file), join(cache, file));
  if (!existsSync(join(cache, "node_modules", "@hocuspocus", "server")))
    try {
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: cache,
        stdio: ["ignore", "ignore", "pipe"],
      });
    } catch {
      return "npm could not install it.";
    }
  const child = spawn(process.execPath, [join(cache, "hocuspocus.mjs"), join(folder, "rival.db")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("Hocuspocus did not start.")));
    createInterface({ input: child.stdout }).once("line", (address) => resolve(benchOf(child, address)));
  });
}

function benchOf(child: ChildProcess, address: string): Bench {
  const names = Array.from({ length: documents }, (_, i) => `bench-${i}`);
  return {
    pid: child.pid!,
    origin: address.replace("ws", "http"),
    cookies: [],
    addresses: names.map(() => address),
    names,
    memoryMb: () => memoryMb(child.pid!),
    end: () => void child.kill("SIGKILL"),
  };
}

/** Seconds of processor that a process and its threads have used; a tick is a hundredth. */
function cpuSeconds(pid: number) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const memoryMb = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024);

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
