import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openEmbedded } from "../../../server/db/embedded.ts";
import type { Target } from "./line.ts";

/** A kind of server that the bench can start, again and again on the same folder. */
export interface Peer {
  name: "ours" | "hocuspocus" | "bare";
  /** What it is, in a line of the table. */
  title: string;
  /** Whether it keeps what is written, so that questions about disks and kills make sense. */
  keeps: boolean;
  start(folder: string): Promise<Running>;
}

/** A server under test, in a process of its own. */
export interface Running {
  /** Where `count` documents are reached; the same ones each time. */
  targets(count: number, prefix?: string): Target[];
  /** Seconds of processor that all its threads have used. */
  cpuSeconds(): number;
  /** Bytes that its main thread keeps after a collection. */
  memory(): Promise<number>;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** How many documents our server has for each part of the bench, which must exist before they can be opened. */
const documents = 1_000;
const people = [
  "per_director,per_facil,per_data,per_city_rep,per_city_alt,per_yard_rep,per_port_rep,per_uni_rep",
  "per_uni_tech,per_friends_rep,per_casa_rep,per_casa_prom,per_state_rep,per_schools_rep",
].flatMap((it) => it.split(","));

const measured = ["--expose-gc", "--import", join(import.meta.dirname, "measure.mjs")];

/** Our server with everything on: sign-in, gate, log, and every update synced to the disk before anybody sees it. */
export const ours: Peer = {
  name: "ours",
  title: "Common Thread",
  keeps: true,
  async start(folder) {
    if (!existsSync(join(folder, "common-thread.db"))) {
      mkdirSync(folder, { recursive: true });
      // The first start opens the sample; the documents of the bench are laid beside it.
      await (await open(folder)).end("SIGTERM");
      const driver = await openEmbedded(join(folder, "common-thread.db"));
      await driver.batch(
        ["d", "idle"].flatMap((prefix) =>
          Array.from({ length: documents }, (_, i) => ({
            sql: `insert into document (name, initiative_id, kind, language, is_source, created_at)
                  values (?, 'ini_brackwater', 'common-agenda', 'en', 0, 1)`,
            params: [`agenda:${prefix}_${i}:en`],
          })),
        ),
      );
      await driver.close();
    }
    const { child, origin, ...running } = await open(folder);
    const cookies = await Promise.all(people.map((it) => signIn(origin, it)));
    let turn = 0;
    return {
      ...running,
      targets: (count, prefix = "d") =>
        Array.from({ length: count }, (_, i) => ({
          address: `${origin.replace("http", "ws")}/sync/agenda:${prefix}_${i}:en?saved=1`,
          origin,
          cookies: [...cookies.slice(turn % cookies.length), ...cookies.slice(0, turn++ % cookies.length)],
        })),
    };
    function open(dataDir: string) {
      const settings = { PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "production" };
      return run([...measured, "--disable-warning=ExperimentalWarning", "server/main.ts"], settings);
    }
  },
};

/** The rivals that can be had on this machine; words for each that cannot. */
export function rivals(): { peers: Peer[]; missing: string[] } {
  const source = join(import.meta.dirname, "rivals");
  const files = readdirSync(source);
  const key = createHash("sha256")
    .update(readFileSync(join(source, "package.json")))
    .digest("hex");
  const cache = join(tmpdir(), `common-thread-rivals-${key.slice(0, 12)}`);
  mkdirSync(cache, { recursive: true });
  for (const file of files) copyFileSync(join(source, file), join(cache, file));
  if (!existsSync(join(cache, "installed")))
    try {
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: cache,
        stdio: ["ignore", "ignore", "pipe"],
      });
      copyFileSync(join(cache, "package.json"), join(cache, "installed"));
    } catch {
      return { peers: [], missing: ["The rivals are left out: npm could not install them."] };
    }
  const peer = (name: "hocuspocus" | "bare", title: string, keeps: boolean): Peer => ({
    name,
    title,
    keeps,
    async start(folder) {
      mkdirSync(folder, { recursive: true });
      const { origin, ...running } = await run([
        ...measured,
        join(cache, `${name}.mjs`),
        join(folder, "rival.db"),
      ]);
      const address = origin.replace("http", "ws");
      return {
        ...running,
        targets: (count, prefix = "d") =>
          Array.from({ length: count }, (_, i) => ({
            address: name === "bare" ? `${address}/${prefix}_${i}` : address,
            origin,
            cookies: [],
            ...(name === "hocuspocus" ? { name: `${prefix}_${i}` } : {}),
          })),
      };
    },
  });
  return {
    peers: [
      peer("hocuspocus", "Hocuspocus 4.7 with SQLite", true),
      peer("bare", "bare `ws` broadcast (the limit)", false),
    ],
    missing: [],
  };
}

/** Bytes of the files in a server's folder. */
export const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .reduce((sum, it) => sum + statSync(join(it.parentPath, it.name)).size, 0);

async function run(args: string[], settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const found = /http:\/\/\S+/.exec(line)?.[0];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`${args.at(-1)} did not start.`)));
  });
  return {
    child,
    origin,
    cpuSeconds: () => cpuSeconds(child.pid!),
    memory: () => memory(child),
    async end(signal: NodeJS.Signals = "SIGKILL") {
      child.kill(signal);
      await ended;
    },
  };
}

async function memory(child: ChildProcess) {
  child.send({});
  const [{ bytes }] = (await once(child, "message")) as [{ bytes: number }];
  return bytes;
}

async function signIn(origin: string, personId: string) {
  const answer = await fetch(`${origin}/api/sign-in/sample`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ personId }),
  });
  if (!answer.ok) throw new Error(`${personId} could not sign in: ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]!.split(";")[0]!;
}

/** A tick of the kernel's count is a hundredth of a second. */
function cpuSeconds(pid: number) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
