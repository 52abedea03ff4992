import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/server.ts";
import { type Author, sitAt, spawnServer, textOf } from "./process.ts";

// Recorded typing is not part of the project; where it is absent this story is skipped.
const recording = "../shared/traces/friendsforever.json.gz";
const isThere = existsSync(recording);
const story = isThere ? test : test.skip;
const because = isThere ? "" : ` (skipped: ${recording} is not on this machine)`;

interface Trace {
  endContent: string;
  numAgents: number;
  txns: {
    parents: number[];
    agent: number;
    patches: [position: number, deleted: number, inserted: string][];
  }[];
}

/** Edits that one author makes in one go, after having seen so many goes of the other. */
interface Go {
  /** Edits of the other author that its author had seen. */
  after: number;
  edits: number;
  patches: Trace["txns"][number]["patches"];
}

/**
 * Each author's edits in goes: as many together as possible, so that whatever the other one had seen is a whole number
 * of goes. Both type one after the other, so what one has seen of the other is a number of edits.
 */
function goesOf({ txns }: Trace): [Go[], Go[]] {
  const seen: [number, number][] = [];
  const counts = [0, 0];
  txns.forEach(({ parents, agent }) => {
    const known: [number, number] = [0, 0];
    for (const parent of parents) {
      known[0] = Math.max(known[0], seen[parent]![0]);
      known[1] = Math.max(known[1], seen[parent]![1]);
    }
    expect(known[agent]).toBe(counts[agent]);
    known[agent] = ++counts[agent]!;
    seen.push(known);
  });
  // Where a go has to end, because the other author had seen exactly so much.
  const ends = [new Set<number>(), new Set<number>()];
  for (const [i, { agent }] of txns.entries()) ends[1 - agent]!.add(seen[i]![1 - agent]!);
  const goes: [Go[], Go[]] = [[], []];
  txns.forEach(({ agent, patches }, i) => {
    const after = seen[i]![1 - agent]!;
    const last = goes[agent]!.at(-1);
    if (last && last.after === after && !ends[agent]!.has(seen[i]![agent]! - 1)) {
      last.patches.push(...patches);
      last.edits++;
    } else goes[agent]!.push({ after, edits: 1, patches: [...patches] });
  });
  return goes;
}

/** Plays one author: every go after the goes it comes after have arrived through the server. */
async function play(author: Author, goes: readonly Go[], others: readonly Go[]) {
  let seenEdits = 0;
  let seenGoes = 0;
  for (const { after, patches } of goes) {
    while (seenEdits < after) {
      await author.until(() => author.inbox.length > 0);
      author.take();
      seenEdits += others[seenGoes++]!.edits;
    }
    // What one writes while a write is under way travels as one: here each go has to arrive alone.
    await author.until(() => author.saved === author.sent);
    author.doc.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted > 0) textOf(author.doc).delete(position, deleted);
        if (inserted !== "") textOf(author.doc).insert(position, inserted);
      }
    });
  }
  while (seenGoes < others.length) {
    await author.until(() => author.inbox.length > 0);
    author.take();
    seenGoes++;
  }
}

story(
  `two people's recorded typing comes out letter for letter, for both, for a third, and after kill -9${because}`,
  { timeout: 60_000 },
  async () => {
    const trace: Trace = JSON.parse(gunzipSync(readFileSync(recording)).toString());
    const [first, second] = goesOf(trace);
    const dataDir = temporaryFolder();
    let server = await spawnServer(dataDir);
    const seats = { takesAll: false };
    const ana = await sitAt(server, await server.signIn("per_city_rep"), seats);
    const ben = await sitAt(server, await server.signIn("per_casa_rep"), seats);
    // Where two insert at one place the recording has the first author's text first, as the smaller client id.
    [ana.doc.clientID, ben.doc.clientID] = [1_000_001, 1_000_002];
    await Promise.all([play(ana, first, second), play(ben, second, first)]);
    expect(ana.text()).toBe(trace.endContent);
    expect(ben.text()).toBe(trace.endContent);
    const cleo = await sitAt(server, await server.signIn("per_funder"));
    expect(cleo.text()).toBe(trace.endContent);
    await Promise.all([ana, ben].map((it) => it.until(() => it.saved === it.sent)));
    await server.end("SIGKILL");
    server = await spawnServer(dataDir);
    const later = await sitAt(server, await server.signIn("per_schools_rep"));
    expect(later.text()).toBe(trace.endContent);
    await server.end();
  },
);
