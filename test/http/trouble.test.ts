import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verify } from "../../server/log/verify.ts";
import type { Problem } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { fillDisk, smallDisk, smallDisks } from "../db/support.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { listenServer } from "../support/server.ts";

// Promise 2 over HTTP: an answer that says “done” means written and synced, also on a disk that is full or slow.

const { allowed, because } = smallDisks();
const story = allowed ? test : test.skip;

type Server = Awaited<ReturnType<typeof listenServer>>;

/** Writes of three kinds, each with an id of its own maker, so that sent again it is the same write. */
const kinds = [
  () => ({
    id: newId("com"),
    path: "/api/commitments",
    body: { what: "Plant reeds. ".repeat(15), ownerOrganizationId: "org_city", dueOn: "2026-12-20" },
  }),
  () => ({
    id: newId("dec"),
    path: "/api/decisions",
    body: {
      proposal: "Plant reeds along the whole bank. ".repeat(20),
      groupId: "grp_steering",
      respondBy: "2026-12-20",
    },
  }),
  () => ({
    id: newId("mtg"),
    path: "/api/meetings",
    body: {
      groupId: "grp_clean",
      title: "Reeds",
      day: "2026-12-10",
      startsAt: "13:00",
      endsAt: "14:00",
    },
  }),
];
type Write = ReturnType<(typeof kinds)[number]>;

const send = ({ address }: Server, cookie: string, { id, path, body }: Write, language = "en") =>
  fetch(address + path, {
    method: "POST",
    headers: { origin: address, "content-type": "application/json", cookie, "accept-language": language },
    body: JSON.stringify({ id, ...body }),
  });

/** The events that are about a record first of all, each with what a receipt of it says. */
async function eventsOf({ deps }: Server, id: string) {
  const rows = await deps.db.selectFrom("event").select(["seq", "hash", "refs"]).orderBy("seq").execute();
  return rows
    .filter(({ refs }) => (JSON.parse(refs) as string[])[0] === id)
    .map(({ seq, hash }) => `${seq} ${hash}`);
}

/** Nothing is there by half: the rows are what the log says, and the log holds. */
async function isWhole({ deps }: Server) {
  expect(await fromLog(deps, "ini_brackwater")).toEqual(await fromRows(deps));
  expect((await verify(deps, "ini_brackwater")).broken).toBeNull();
}

story(
  `on a full disk every kind of write is refused in words and leaves nothing behind, and goes on by itself when there is space${because}`,
  { timeout: 90_000 },
  async () => {
    const disk = smallDisk("24m");
    const server = await listenServer({ dataDir: disk });
    const cookie = await server.signIn("per_director");
    const filler = join(disk, "filler");
    fillDisk(filler);

    const answered: { write: Write; receipts: string }[] = [];
    const refused: Write[] = [];
    const timesRefused = kinds.map(() => 0);
    // What the log of the database still had room for is used up first; then a small write may fit where a large one did not.
    for (let i = 0; timesRefused.some((it) => it < 4); i++) {
      expect(i, "writes until the disk was full").toBeLessThan(3_000);
      const kind = i % kinds.length;
      const write = kinds[kind]!();
      const isSpanish = i % 2 === 1;
      const answer = await send(server, cookie, write, isSpanish ? "es" : "en");
      const said = await answer.text();
      if (answer.ok) {
        answered.push({ write, receipts: answer.headers.get("receipt")! });
        continue;
      }
      refused.push(write);
      timesRefused[kind]!++;
      expect(answer.status, said).toBe(503);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(answer.headers.get("receipt")).toBeNull();
      expect((JSON.parse(said) as Problem).title).toMatch(
        isSpanish ? /disco.*está lleno.*no se guardó/ : /disk is full.*not saved/,
      );
    }
    // Whoever looks after the server is told as well, and everybody goes on reading.
    const health = await fetch(`${server.address}/healthz`);
    expect([200, 503]).toContain(health.status);
    expect((await fetch(`${server.address}/api/commitments`, { headers: { cookie } })).status).toBe(200);
    for (const { id } of refused) expect(await eventsOf(server, id), id).toEqual([]);
    await isWhole(server);

    rmSync(filler);
    // No restart, nothing to press: the very same writes are taken, once each.
    for (const write of refused) {
      const answer = await send(server, cookie, write);
      expect(answer.ok, await answer.text()).toBe(true);
      answered.push({ write, receipts: answer.headers.get("receipt")! });
    }
    for (const { write, receipts } of answered)
      expect((await eventsOf(server, write.id)).join(", "), write.path).toBe(receipts);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    await isWhole(server);
  },
);

test("on a slow disk nobody is told of a write before it is there: neither its writer nor those who follow", {
  timeout: 60_000,
}, async () => {
  const server = await listenServer();
  const { driver } = server.deps;
  const cookie = await server.signIn("per_director");
  const order: string[] = [];
  // Somebody else's page, which hears of every event.
  const { last } = await server.deps.db
    .selectFrom("event")
    .select((it) => it.fn.max("seq").as("last"))
    .executeTakeFirstOrThrow();
  const live = await fetch(`${server.address}/api/live?after=${last}`, {
    headers: { cookie: await server.signIn("per_director") },
  });
  const heard = live.body!.pipeThrough(new TextDecoderStream()).getReader();

  for (const kind of kinds) {
    const write = kind();
    await server.deps.later.settled();
    const slow = holdCommits(driver, () => order.push("on the disk"));
    const answering = send(server, cookie, write).then(async (answer) => {
      order.push("answered");
      expect(answer.ok, await answer.text()).toBe(true);
      return answer.headers.get("receipt")!;
    });
    const hearing = (async () => {
      for (let text = ""; ; ) {
        const { value, done } = await heard.read();
        if (done) throw new Error("The stream ended.");
        text += value;
        if (text.includes(write.id)) break;
      }
      order.push("heard");
    })();
    await slow.reached;
    // The server does other things meanwhile; what would be said too early is said by then.
    for (let i = 0; i < 3; i++) await (await fetch(`${server.address}/api/none`)).text();
    expect(order, write.path).toEqual([]);
    slow.release();
    const receipts = await answering;
    await hearing;
    expect(order[0], write.path).toBe("on the disk");
    expect(new Set(order), write.path).toEqual(new Set(["on the disk", "answered", "heard"]));
    order.length = 0;
    expect((await eventsOf(server, write.id)).join(", "), write.path).toBe(receipts);
  }
  await heard.cancel();
  await isWhole(server);
});

/** The next transaction stops before its commit, as long as a slow disk would hold it, until it is let go. */
function holdCommits(driver: Server["deps"]["driver"], done: () => void) {
  const begin = driver.begin;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    driver.begin = async () => {
      driver.begin = begin;
      const transaction = await begin.call(driver);
      return {
        ...transaction,
        async commit() {
          resolve();
          await released;
          await transaction.commit();
          done();
        },
      };
    };
  });
  return { reached, release };
}
