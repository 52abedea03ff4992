import { expect, test } from "vitest";
import { verify } from "../../server/log/verify.ts";
import type { Problem } from "../../shared/errors.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import type { Door } from "../permissions/asking.ts";
import { doors } from "../permissions/doors.ts";
import { chance } from "../relay/support.ts";
import { cast } from "../support/cast.ts";
import { fuzzed } from "../support/counts.ts";

// Promise 8 over HTTP: requests that work, each with something wrong in them, at every door that takes a body.

const turns = fuzzed({ short: 30, long: 2_000 });

type Chance = ReturnType<typeof chance>;

const wrong: unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  "",
  " ",
  "x".repeat(70_000),
  "per_nobody",
  "com_0123456789abcdef",
  "2026-02-30",
  "9999-12-31",
  "0000-00-00",
  "25:99",
  "é\u0301🌊",
  "\u0000",
  "\ud800",
  "%00",
  "__proto__",
  "constructor",
  [],
  [[]],
  Array(200).fill("x"),
  Array(200).fill({}),
  {},
  { en: {}, es: [] },
  { toString: 1, valueOf: null },
];

/** Every place in a value: what holds it, and under which name. */
function placesIn(value: unknown): { holder: any; key: string }[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, part]) => [{ holder: value, key }, ...placesIn(part)]);
}

// What a request may hold need not be fit to be made a string of.
const inWords = (it: unknown) => (typeof it === "object" ? JSON.stringify(it) : String(it));

/** A request's text with one to three things wrong in it. */
function spoiled(body: object, random: Chance): string {
  const value = structuredClone(body) as Record<string, unknown>;
  for (let i = 1 + random.below(3); i > 0; i--) {
    const places = placesIn(value);
    const place = places[random.below(places.length)];
    const bad = structuredClone(wrong[random.below(wrong.length)]);
    const what = random.below(8);
    if (!place || what === 0)
      value[["more", "__proto__", "id", "version", "visibility"][random.below(5)]!] = bad;
    else if (what === 1) delete place.holder[place.key];
    else if (what === 2) place.holder[place.key] = [place.holder[place.key]];
    else if (what === 3) place.holder[place.key] = inWords(place.holder[place.key]);
    else place.holder[place.key] = bad;
  }
  const text = JSON.stringify(value);
  const at = random.below(text.length + 1);
  const how = random.below(12);
  if (how === 0) return text.slice(0, at);
  if (how === 1)
    return (
      text.slice(0, at) + ['"', "}", "\\u0000", "\\", "1e999", "{", ","][random.below(7)] + text.slice(at)
    );
  if (how === 2) return `${text.slice(0, -1)},${text.slice(1)}`;
  return text;
}

test(`${turns} spoiled requests at every door that takes a body: never a fault of ours, and a refused one changes nothing`, {
  timeout: 120_000 + turns * 5_000,
}, async () => {
  const { server, ...people } = await cast();
  const counted = await counter(server.deps.driver);
  let sent = 0;
  let refused = 0;
  const forms = doors.filter((it): it is Door & Required<Pick<Door, "body">> => it.body !== undefined);
  for (const [index, { door, who, path, body, before }] of forms.entries()) {
    await before?.(people);
    const random = chance(index + 1);
    const method = door.split(" ")[0]!;
    for (let turn = 0; turn < turns; turn++) {
      // The password would sign everybody else of theirs out, which is no fault.
      const visitor = people[who[random.below(who.length)]!];
      const text = spoiled(body(), random);
      await server.deps.later.settled();
      const kept = await counted();
      const headers = { origin: server.address, "content-type": "application/json" };
      const answer = await visitor.ask(path, { method, headers, body: text });
      const what = `${door}, turn ${turn}: ${text.slice(0, 300)}`;
      sent++;
      expect(answer.status, what).toBeLessThan(500);
      if (answer.status < 400) continue;
      refused++;
      expect(answer.headers.get("content-type"), what).toBe("application/problem+json");
      expect((await answer.json()) as Problem, what).toMatchObject({
        status: answer.status,
        title: expect.stringMatching(/[.?]$/),
      });
      await server.deps.later.settled();
      expect(await counted(), what).toEqual(kept);
    }
  }
  // What was taken is whole: the rows are what the log says, and the log holds.
  expect(await fromLog(server.deps, "ini_brackwater")).toEqual(await fromRows(server.deps));
  expect((await verify(server.deps, "ini_brackwater")).broken).toBeNull();
  expect(refused).toBeGreaterThan(sent / 2);
  expect(refused).toBeLessThan(sent);
  console.log(`${sent} spoiled requests at ${forms.length} doors, ${refused} refused, none broke anything.`);
});

/** How many rows each table holds, and where the log ends: asked for with one question. */
async function counter({ query }: { query(sql: string): Promise<{ rows: Record<string, unknown>[] }> }) {
  const { rows } = await query(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
  );
  const counts = rows.map(({ name }) => `(select count(*) from "${name}") as "${name}"`);
  const sql = `select ${counts.join(", ")}, (select max(seq) from event) as last_event`;
  return async () => (await query(sql)).rows[0];
}
