import { expect, test } from "vitest";
import * as Y from "yjs";
import { verify } from "../../server/log/verify.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { createClock } from "../support/clock.ts";
import { openServer, temporaryFolder } from "../support/server.ts";
import { type Author, agenda, sitAt, spawnServer, textOf } from "./process.ts";
import { openRecorder } from "./recorder.ts";
import { chance } from "./support.ts";

const kills = Number(process.env.KILLS ?? 20);

test(`what somebody else has seen, what was called saved and what was answered with a receipt is there after kill -9 (${kills} times, ${agenda})`, {
  timeout: 30_000 + kills * 25_000,
}, async () => {
  const random = chance(Number(process.env.SEED ?? 1));
  const dataDir = temporaryFolder();
  const people = ["per_city_rep", "per_casa_rep", "per_schools_rep"];
  const recorder = openRecorder();
  let letters = 0;
  let recorded = 0;
  let server = await spawnServer(dataDir);
  for (let kill = 1; kill <= kills; kill++) {
    const cookies = await Promise.all(people.map((it) => server.signIn(it)));
    const authors = await Promise.all(cookies.map((it) => sitAt(server, it)));
    // The moment is a number of letters seen, so that a slow machine has as good a test.
    const moment = 20 + random.below(150);
    let seen = 0;
    const enough = new Promise<void>((resolve) => {
      for (const it of authors)
        it.doc.on("update", (_update, origin) => {
          if (origin === it.ws && ++seen >= moment) resolve();
        });
    });
    let isOver = false;
    const recording = recorder.record(server.address, cookies[0]!, () => isOver);
    const typing = authors.map((it, i) => type(it, `${kill}${"abc"[i]}`, () => isOver));
    await Promise.race([Promise.all([enough, recorder.until(1 + random.below(10))]), recording]);
    await server.end("SIGKILL");
    isOver = true;
    await Promise.all([...typing, recording]);
    recorded += recorder.answered;
    await Promise.all(authors.map((it) => it.until(() => it.isClosed)));

    // The one that comes back is the one of the next round: who wrote before goes on beside who begins anew.
    server = await spawnServer(dataDir);
    await recorder.lookAgain(server.address, await server.signIn(people[0]!));
    const reader = await sitAt(server, await server.signIn("per_funder"));
    const there = Y.decodeStateVector(Y.encodeStateVector(reader.doc));
    for (const author of authors) {
      for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(author.doc))) {
        if (client === author.doc.clientID) continue;
        expect(there.get(client) ?? 0, `kill ${kill}`).toBeGreaterThanOrEqual(clock);
      }
      // One frame answered the server's question, every other one held one letter.
      expect(there.get(author.doc.clientID) ?? 0).toBeGreaterThanOrEqual(author.saved - 1);
    }
    letters += seen;
    // Whoever comes back with what was not saved yet brings it along.
    const back = await sitAt(server, await server.signIn(people[0]!), { doc: authors[0]!.doc });
    await back.until(() => back.saved === back.sent);
    await reader.until(() => reader.text() === back.text());
    for (const it of [reader, back]) it.close();
  }
  await server.end();
  expect(letters).toBeGreaterThan(kills * 20);
  expect(recorded).toBeGreaterThan(kills);
  // Nothing is there by half: the rows are what the log says, and the file is sound.
  const { deps } = await openServer({ dataDir, clock: createClock(Date.now()) });
  expect((await deps.driver.query("pragma integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
  expect(await fromLog(deps, "ini_brackwater")).toEqual(await fromRows(deps));
  expect((await verify(deps, "ini_brackwater")).broken).toBeNull();
  console.log(`${kills} kills: ${letters} letters seen by others, ${recorded} answered writes, none lost.`);
});

/** Types one letter after the other, never more than three ahead of what is saved. */
async function type(author: Author, word: string, isOver: () => boolean) {
  for (let i = 0; !isOver() && !author.isClosed; i++) {
    textOf(author.doc).insert(textOf(author.doc).length, word[i % word.length]!);
    await author.until(() => author.isClosed || author.saved >= author.sent - 3);
  }
}
