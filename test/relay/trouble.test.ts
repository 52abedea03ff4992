import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import * as Y from "yjs";
import { fillDisk, smallDisk, smallDisks } from "../db/support.ts";
import { listenServer } from "../support/server.ts";
import { agenda, sitAt, textOf } from "./process.ts";
import { syncMessage } from "./support.ts";

const { allowed, because } = smallDisks();
const story = allowed ? test : test.skip;

const until = (check: () => void, timeout: number) => vi.waitFor(check, { timeout, interval: 5 });

story(
  `R18: on a really full disk the page can say “not saved”, and all is saved when there is space${because}`,
  async () => {
    const disk = smallDisk("16m");
    const server = await listenServer({ dataDir: disk });
    const ana = await sitAt(server, await server.signIn("per_city_rep"));
    const ben = await sitAt(server, await server.signIn("per_casa_rep"));
    const funder = await server.signIn("per_funder");
    textOf(ana.doc).insert(0, "before ");
    await ana.until(() => ana.saved === ana.sent);
    fillDisk(join(disk, "filler"));
    // Typing goes on until the little that was left is used up; nothing that others saw is in doubt.
    const started = performance.now();
    while (ana.notSaved === 0) {
      textOf(ana.doc).insert(0, "x".repeat(2_000));
      await ana.until(() => ana.notSaved > 0 || ana.saved === ana.sent);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
    textOf(ana.doc).insert(0, "[last] ");
    const reader = await sitAt(server, funder);
    expect(reader.text()).not.toContain("[last]");
    expect(ben.text()).not.toContain("[last]");
    rmSync(join(disk, "filler"));
    await ana.until(() => ana.saved === ana.sent);
    await until(() => expect([ben.text(), reader.text()]).toEqual([ana.text(), ana.text()]), 2_000);
    expect(ana.isClosed).toBe(false);
  },
  30_000,
);

test("R26 R27: somebody who stops reading is cut off or left behind; the others write on as before", async () => {
  const server = await listenServer();
  const ana = await sitAt(server, await server.signIn("per_city_rep"));
  const ben = await sitAt(server, await server.signIn("per_casa_rep"));
  const slow = await sitAt(server, await server.signIn("per_schools_rep"));
  const wire = (slow.ws as unknown as { _socket: { pause(): void; resume(): void } })._socket;
  wire.pause();
  // Far more than what the kernel takes for a line that nobody reads.
  for (let i = 0; i < 200; i++) {
    const [writer, other] = i % 2 ? [ana, ben] : [ben, ana];
    const words = `${i} and more words `.repeat(4_000);
    textOf(writer.doc).insert(0, words);
    textOf(writer.doc).delete(words.length, textOf(writer.doc).length - words.length);
    await other.until(() => other.text() === words);
  }
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(150 << 20);
  wire.resume();
  await slow.until(() => slow.text() === ana.text());
  expect(slow.isClosed).toBe(false);
  // What it missed came as one.
  expect(slow.taken).toBeLessThan(ana.taken + ben.taken);
}, 30_000);

test("R11 R16: a flood is cut within seconds, and honest people hardly notice", async () => {
  const server = await listenServer();
  const ana = await sitAt(server, await server.signIn("per_city_rep"));
  const ben = await sitAt(server, await server.signIn("per_casa_rep"));
  const flooder = await sitAt(server, await server.signIn("per_schools_rep"));
  const before = await rows(server);
  const started = performance.now();
  const orphan = new Y.Doc();
  textOf(orphan).insert(0, "a");
  const vector = Y.encodeStateVector(orphan);
  textOf(orphan).insert(1, "b");
  const frame = syncMessage(2, Y.encodeStateAsUpdate(orphan, vector));
  for (let i = 0; i < 20_000; i++) flooder.ws.send(frame);
  const waits: number[] = [];
  for (let i = 0; i < 40; i++) {
    const at = performance.now();
    textOf(ana.doc).insert(0, "k");
    await ben.until(() => ben.text() === ana.text());
    waits.push(performance.now() - at);
  }
  await flooder.until(() => flooder.isClosed);
  expect(performance.now() - started).toBeLessThan(5_000);
  expect([4400, 4429]).toContain(flooder.code);
  expect(waits.sort((a, b) => a - b).at(-2)).toBeLessThan(300);
  expect((await rows(server)) - before).toBe(40);
}, 30_000);

const rows = async ({ deps }: Awaited<ReturnType<typeof listenServer>>) =>
  Number(
    (await deps.driver.query("select count(*) as n from document_update where document = ?", [agenda]))
      .rows[0]!.n,
  );

test("R34: a real server that stops says so to everybody", async () => {
  const server = await listenServer();
  const ana = await sitAt(server, await server.signIn("per_city_rep"));
  await Promise.all([server.stop(), ana.until(() => ana.isClosed)]);
  expect(ana.code).toBe(1012);
}, 30_000);
