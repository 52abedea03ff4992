import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { chartOf, type Figure, tableOf } from "./report.ts";
import { play } from "./scene.ts";
import { bytesIn, ours, type Peer, type Running, rivals } from "./servers.ts";

const rounds = Number(process.env.ROUNDS ?? 3);
const kills = Number(process.env.KILLS ?? 12);
const only = process.env.ONLY?.split(",");
/**
 * What comes before the processor is measured: V8 compiles on other threads, for seconds, what a new process does often,
 * and a server that runs for weeks has that behind it.
 */
const warmUp = { ms: 10_000, storms: 40 };
type Found = Figure["found"];

/**
 * Our relay beside the servers that people would pick instead, in one run: every question is put to each of them in
 * turn, `ROUNDS` times, and the medians are compared. `ONLY=typing,kills` asks only those questions; `KEEP=1` writes the
 * table and the chart beside this file.
 */
export async function benchPeers(print: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "common-thread-peers-"));
  const { peers: others, missing } = rivals();
  for (const line of missing) print(line);
  const peers = [ours, ...others];
  const figures: Figure[] = [];
  const tell = (figure: Figure) => {
    figures.push(figure);
    print(tableOf([figure]).split("\n").at(-2)!);
  };
  try {
    for (const [name, ask] of Object.entries(questions))
      if (!only || only.includes(name)) await ask(peers, folder, tell, print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print("");
  print(tableOf(figures));
  if (process.env.KEEP) {
    const page = join(import.meta.dirname, "README.md");
    const [before, , after] = readFileSync(page, "utf8").split(/<!-- figures -->/);
    writeFileSync(page, `${before}<!-- figures -->\n\n${tableOf(figures)}\n<!-- figures -->${after}`);
    writeFileSync(join(import.meta.dirname, "figures.svg"), chartOf(figures));
  }
}

type Question = (
  peers: Peer[],
  folder: string,
  tell: (figure: Figure) => void,
  print: (line: string) => void,
) => Promise<void>;

const questions: Record<string, Question> = {
  async fanOut(peers, folder, tell) {
    const found = await inRounds(peers, folder, async (server) => {
      const { p99 } = await play("typing", server.targets(1), {
        writers: 5,
        readers: 100,
        rate: 10,
        seconds: 5,
      });
      return { p99 };
    });
    tell({
      what: "p99 of a letter to 100 readers, 50 letters/s",
      unit: "ms",
      found: found.p99!,
      goal: undefined,
    });
  },

  async typing(peers, folder, tell) {
    for (const [rate, row] of [
      [20, "efficiency"],
      [40, "p99"],
    ] as const) {
      const found = await inRounds(peers, folder, async (server) => {
        const cpu: number[] = [];
        const seen = await play(
          "typing",
          server.targets(40),
          { writers: 5, readers: 0, rate, seconds: 5, warmUpMs: warmUp.ms },
          () => cpu.push(server.cpuSeconds()),
        );
        return {
          efficiency: seen.deliveries / (cpu[1]! - cpu[0]!),
          p99: seen.p99,
          arrived: seen.deliveries / seen.seconds,
        };
      });
      if (row === "efficiency") {
        tell({
          what: "deliveries for a second of the server’s processor, at 16,000/s",
          unit: "",
          found: found.efficiency!,
          goal: { atLeast: 1.6 },
        });
      } else {
        tell({ what: "p99 at 32,000 deliveries/s", unit: "ms", found: found.p99!, goal: { atMost: 0.6 } });
        tell({
          what: "deliveries that arrived of those 32,000/s",
          unit: "/s",
          found: found.arrived!,
          goal: undefined,
        });
      }
    }
  },

  /** The rate rises until a tenth does not arrive in time, or the clients themselves are too slow. */
  async saturation(peers, folder, tell) {
    const found: Found = {};
    for (const peer of peers) {
      let most = 0;
      for (const rate of [30, 60, 90, 120, 160, 200]) {
        const server = await peer.start(join(folder, peer.name));
        const seen = await play("typing", server.targets(40), { writers: 5, readers: 0, rate, seconds: 3 });
        await server.end();
        const arrived = seen.deliveries / seen.seconds;
        most = Math.max(most, arrived);
        if (arrived < 0.9 * rate * 5 * 4 * 40 || seen.closed > 0) break;
      }
      found[peer.name] = [most];
    }
    tell({ what: "deliveries at saturation, 40 documents × 5 writers", unit: "/s", found, goal: undefined });
  },

  async reconnecting(peers, folder, tell) {
    const found = await inRounds(peers, folder, async (server) => {
      const times = 20;
      const cpu = meter(server);
      const { ms } = await play(
        "reconnecting",
        server.targets(50),
        { lines: 500, warmUpTimes: warmUp.storms, times },
        cpu.at,
      );
      return { ms, cpu: cpu.ms() / times };
    });
    // No goal: the clients' own work is half of it, also where the server only passes frames on.
    tell({ what: "500 clients come back at once", unit: "ms", found: found.ms!, goal: undefined });
    tell({
      what: "the server’s processor for it",
      unit: "ms",
      found: found.cpu!,
      goal: { atMost: 0.5 },
    });
  },

  async large(peers, folder, tell, print) {
    const trace = recordedTyping();
    if (!trace) return print("Large documents are left out: ../shared/traces is not on this machine.");
    const keeping = peers.filter((it) => it.keeps);
    // The first 9,000 edits of a recorded text, again and again, each time on a line of its own and in a text of its own.
    const goes = goesOf(trace, 259_778);
    const small = goes.slice(0, 6);
    const [joins, joinsCpu, longest, cold, coldCpu, disk, took]: Found[] = [{}, {}, {}, {}, {}, {}, {}];
    for (const peer of keeping) {
      for (const [part, edits] of [
        ["small", small],
        ["all", goes],
      ] as const) {
        const place = join(folder, `${peer.name}-${part}`);
        let server = await peer.start(place);
        await server.end("SIGTERM");
        const before = bytesIn(place);
        server = await peer.start(place);
        const { ms, bytes } = await play("ingesting", server.targets(1), { edits: [...edits] });
        // Hocuspocus stores at most ten seconds after a change.
        await wait(11_000);
        await server.end("SIGTERM");
        if (part === "all") {
          push(disk!, peer, (bytesIn(place) - before) / bytes);
          push(took!, peer, (1_000 * edits.flat().length) / ms);
        }
        for (let round = 0; round < rounds; round++) {
          server = await peer.start(place);
          const cpu = meter(server);
          if (part === "all") {
            push(cold!, peer, (await play("opening", server.targets(1), {}, cpu.at)).ms);
            push(coldCpu!, peer, cpu.ms());
          } else {
            await play("opening", server.targets(1), {});
            const seen = await play("joining", server.targets(1), { joiners: 100, rate: 20 }, cpu.at);
            push(joins!, peer, seen.ms);
            push(joinsCpu!, peer, cpu.ms());
            push(longest!, peer, seen.longest);
          }
          await server.end();
        }
      }
    }
    tell({
      what: "100 clients join a document of 54,000 edits",
      unit: "ms",
      found: joins!,
      goal: { atMost: 0.4 },
    });
    tell({
      what: "the server’s processor for these joins",
      unit: "ms",
      found: joinsCpu!,
      goal: { atMost: 0.4 },
    });
    tell({
      what: "the longest wait of a letter meanwhile",
      unit: "ms",
      found: longest!,
      goal: { atMost: 0.3 },
    });
    tell({ what: "cold load of 259,778 edits", unit: "ms", found: cold!, goal: { atMost: 0.4 } });
    tell({
      what: "the server’s processor for this load",
      unit: "ms",
      found: coldCpu!,
      goal: { atMost: 0.4 },
    });
    tell({ what: "edits taken in from one client", unit: "/s", found: took!, goal: undefined });
    tell({
      what: "bytes on the disk for each byte that was sent",
      unit: "",
      found: disk!,
      goal: { ours: { atMost: 2 } },
    });
  },

  async idle(peers, folder, tell) {
    const count = 500;
    const found = await inRounds(peers, folder, async (server) => {
      // Once before, so that what a first document loads is not counted.
      await play("idling", server.targets(20, "idle"), {});
      const before = await server.memory();
      const kept: number[] = [];
      await play("idling", server.targets(count, "idle"), {}, async (word) => {
        if (word === "left") await wait(12_000);
        kept.push(((await server.memory()) - before) / count / 1_024);
      });
      return { open: kept[0]!, left: kept[1]! };
    });
    tell({ what: "memory of an open, idle document", unit: "KB", found: found.open!, goal: undefined });
    tell({
      what: "memory kept of a document that everybody left",
      unit: "KB",
      found: found.left!,
      goal: { ours: { atMost: 2 } },
    });
  },

  /** A reader that takes nothing in: what it costs the server, and the others. */
  async stalled(peers, folder, tell) {
    const load = { writers: 5, readers: 10, rate: 40, seconds: 8, letters: 4_000 };
    const [memory, p99]: Found[] = [{}, {}];
    for (let round = 0; round < rounds; round++)
      for (const peer of peers) {
        const seen = [];
        for (const stalled of [0, 1]) {
          const server = await peer.start(join(folder, peer.name));
          let kept = 0;
          // A document of its own each time: what is longer takes more memory by itself.
          const target = server.targets(100 + 2 * round + stalled).slice(-1);
          const { p99 } = await play("typing", target, { ...load, stalled }, async (word) => {
            if (word === "end") kept = await server.memory();
          });
          await server.end();
          seen.push({ kept, p99 });
        }
        push(memory!, peer, (seen[1]!.kept - seen[0]!.kept) / 2 ** 20);
        push(p99!, peer, seen[1]!.p99 / seen[0]!.p99);
      }
    tell({
      what: "memory that a stalled reader adds",
      unit: "MB",
      found: memory!,
      goal: { ours: { atMost: 2 } },
    });
    tell({
      what: "the others’ p99 beside one, times",
      unit: "",
      found: p99!,
      goal: { ours: { atMost: 1.1 } },
    });
  },

  async kills(peers, folder, tell) {
    for (const rate of [25, 500]) {
      const [seen, acknowledged]: Found[] = [{}, {}];
      for (const peer of peers.filter((it) => it.keeps)) {
        let [lostSeen, lostAcknowledged] = [0, 0];
        for (let kill = 0; kill < kills; kill++) {
          const place = join(folder, `${peer.name}-killed`);
          const server = await peer.start(place);
          // The moment is a number of letters, another one each time.
          const letters = rate * (1 + (kill % 4)) + 7 * kill;
          const told = await play("dying", server.targets(1), { writers: 5, rate: rate / 5, letters }, () =>
            server.end("SIGKILL"),
          );
          const again = await peer.start(place);
          const there = new Map((await play("opening", again.targets(1), {})).vector);
          await again.end();
          for (const [client, clock] of told.seen) lostSeen += Math.max(0, clock - (there.get(client) ?? 0));
          for (const [client, clock] of told.acknowledged)
            lostAcknowledged += Math.max(0, clock - (there.get(client) ?? 0));
        }
        push(seen!, peer, lostSeen);
        push(acknowledged!, peer, lostAcknowledged);
      }
      const times = `${kills} kills at ${rate} letters/s`;
      tell({
        what: `seen by others and lost, ${times}`,
        unit: "",
        found: seen!,
        goal: { ours: { atMost: 0 } },
      });
      tell({
        what: `acknowledged and lost, ${times}`,
        unit: "",
        found: acknowledged!,
        goal: { ours: { atMost: 0 } },
      });
    }
  },
};

const push = (found: Found, { name }: Peer, figure: number) => {
  found[name] = [...(found[name] ?? []), figure];
};

/** How many milliseconds of processor a server used between “begin” and “end”, as often as these are said. */
function meter(server: Running) {
  let [begun, used] = [0, 0];
  return {
    at(word: string) {
      if (word === "begin") begun = server.cpuSeconds();
      if (word === "end") used += server.cpuSeconds() - begun;
    },
    ms: () => used * 1_000,
  };
}

/** Asks each peer in turn, a fresh process each time; the answers under their names. */
async function inRounds(
  peers: Peer[],
  folder: string,
  ask: (server: Running) => Promise<Record<string, number>>,
) {
  const found: Record<string, Found> = {};
  for (let round = 0; round < rounds; round++)
    for (const peer of peers) {
      const server = await peer.start(join(folder, peer.name));
      for (const [row, figure] of Object.entries(await ask(server))) {
        found[row] ??= {};
        push(found[row], peer, figure);
      }
      await server.end();
    }
  return found;
}

type Edit = [position: number, deleted: number, inserted: string];

/** The edits of a recorded text, from an empty one on; `undefined` where it is not on this machine. */
function recordedTyping(): Edit[] | undefined {
  const file = join("..", "shared", "traces", "sveltecomponent.json.gz");
  if (!existsSync(file)) return undefined;
  const { txns } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { txns: { patches: Edit[] }[] };
  return txns.flatMap((it) => it.patches);
}

/** `count` edits in goes, each of which can be typed into an empty text. */
function goesOf(edits: Edit[], count: number) {
  const each = 9_000;
  const goes: Edit[][] = [];
  for (let left = count; left > 0; left -= each) goes.push(edits.slice(0, Math.min(each, left)));
  return goes;
}
