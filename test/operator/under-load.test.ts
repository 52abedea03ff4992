import { join } from "node:path";
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { LogPage, Verification } from "../../shared/log/event.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { agenda, sitAt, spawnServer, textOf } from "../relay/process.ts";
import { createClock } from "../support/clock.ts";
import { openServer, temporaryFolder } from "../support/server.ts";
import { run } from "./run.ts";

// Promise 11: a backup opens, and has been restored.

test("a backup made while people type and promise is restored, holds what was said before it, and the old browsers are told", {
  timeout: 120_000,
}, async () => {
  const dataDir = temporaryFolder();
  const file = join(temporaryFolder(), "today.db");
  const server = await spawnServer(dataDir);
  const people = ["per_city_rep", "per_casa_rep", "per_schools_rep"];
  const cookies = await Promise.all(people.map((it) => server.signIn(it)));
  const authors = await Promise.all(cookies.map((it) => sitAt(server, it)));

  let isOver = false;
  const typing = authors.map(async (author, i) => {
    for (let n = 0; !isOver; n++) {
      textOf(author.doc).insert(0, `${"abc"[i]}${n} `);
      await author.until(() => author.saved >= author.sent - 3);
    }
  });
  const receipts: string[] = [];
  const recording = (async () => {
    while (!isOver) receipts.push(...(await promise(server.address, cookies[0]!)));
  })();
  const facts = () => ({ receipts: receipts.length, saved: authors.map((it) => it.saved) });
  /** When everybody has got a bit further. */
  const onward = async () => {
    const { receipts: was, saved } = facts();
    await Promise.all(authors.map((it, i) => it.until(() => it.saved >= saved[i]! + 10)));
    while (receipts.length < was + 6) await new Promise((next) => setTimeout(next, 5));
  };
  await onward();
  const before = facts();
  const vectors = authors.map((it) => it.doc.clientID);
  const made = await run("server/operator/backup.ts", dataDir, [file]);
  await onward();
  isOver = true;
  await Promise.all([...typing, recording]);
  const after = facts();
  expect(made, made.said).toMatchObject({ status: 0 });
  expect(made.said).toContain("made by the running server");
  expect(after.receipts).toBeGreaterThan(before.receipts);
  await server.end("SIGTERM");

  const restored = await run("server/operator/restore.ts", dataDir, [file]);
  expect(restored, restored.said).toMatchObject({ status: 0 });
  const again = await spawnServer(dataDir);
  const cookie = await again.signIn("per_director");
  const ask = async <T>(path: string) =>
    (await (await fetch(again.address + path, { headers: { cookie } })).json()) as T;
  expect((await ask<Verification>("/api/log/verification")).broken).toBeNull();
  const log = new Map<number, string>();
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page: LogPage = await ask(`/api/log?after=${from}&limit=500`);
    for (const it of page.items) log.set(it.seq, it.hash);
    from = page.next;
  }
  for (const receipt of receipts.slice(0, before.receipts)) {
    const [seq, hash] = receipt.split(" ");
    expect(log.get(Number(seq)), receipt).toBe(hash);
  }
  // Every letter that was called saved before the backup began; one frame of each answered the server's question.
  const reader = await sitAt(again, cookie);
  for (const [i, clientID] of vectors.entries()) {
    const letters =
      textOf(reader.doc)
        .toString()
        .match(new RegExp(`${"abc"[i]}\\d+ `, "g")) ?? [];
    expect(letters.length, `${clientID}`).toBeGreaterThanOrEqual(before.saved[i]! - 1);
  }
  // A browser of before, which says so, is kept out with words; it keeps its copy aside and comes back anew.
  const stale = await fetch(`${again.address}/sync/${agenda}?epoch=`, {
    headers: { cookie, origin: again.address },
  });
  expect(stale.status).toBe(409);
  await stale.body?.cancel();
  // And the restored server takes new words and promises.
  textOf(reader.doc).insert(0, "after ");
  const director = await again.signIn("per_city_rep");
  expect(await promise(again.address, director)).toHaveLength(2);
  reader.close();
  await again.end("SIGTERM");
  const { deps } = await openServer({ dataDir, clock: createClock(Date.now()) });
  expect(await fromLog(deps, "ini_brackwater")).toEqual(await fromRows(deps));
  console.log(
    `${before.receipts} receipts and ${before.saved.join(", ")} updates before the backup, ${after.receipts} and ${after.saved.join(", ")} at its end.`,
  );
});

/** Takes something on, and answers with the receipts of it. */
async function promise(address: string, cookie: string) {
  const dueOn = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const answer = await fetch(`${address}/api/commitments`, {
    method: "POST",
    headers: { origin: address, "content-type": "application/json", cookie },
    body: JSON.stringify({ id: newId("com"), what: "Plant reeds", ownerOrganizationId: "org_city", dueOn }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (answer.headers.get("receipt") ?? "").split(", ").filter(Boolean);
}
