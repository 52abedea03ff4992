import type { IncomingMessage } from "node:http";
import { beforeEach, expect, test } from "vitest";
import { type Door, openDoor } from "../../server/documents/door.ts";
import type { Grant } from "../../server/documents/upgrade.ts";
import { people } from "../support/people.ts";
import { type OpenServer, openServer } from "../support/server.ts";

const agenda = "agenda:ini_brackwater:en";

let server: OpenServer;
let door: Door;
let granted: number[];
beforeEach(async () => {
  server = await openServer();
  granted = [];
  door = openDoor(server.deps, (ms) => granted.push(ms));
});

interface Knock {
  url?: string;
  method?: string;
  headers?: Record<string, string | undefined>;
}

const signIn = async (personId: string) => (await server.as(personId)).cookie;

/** What the door says, and what the route does. */
async function both(cookie: string, { url = `/sync/${agenda}`, method = "GET", headers = {} }: Knock = {}) {
  const { address, app } = server;
  const all = { host: new URL(address).host, origin: address, cookie, ...headers };
  const said = Object.fromEntries(Object.entries(all).filter(([, it]) => it !== undefined));
  const atDoor = await door({ method, url, headers: said } as unknown as IncomingMessage);
  let atRoute: Grant | undefined;
  const answer = await app.request(
    `${address}${url}`,
    { method, headers: said as HeadersInit },
    {
      grant: (it: Grant) => {
        atRoute = it;
      },
    },
  );
  return { atDoor, atRoute, status: answer.status };
}

test("whoever is let in at once would be let in by the route, to the same seat", async () => {
  await server.deps.driver.batch([
    {
      sql: `insert into initiative (id, name_en, name_es, place, time_zone, default_language, created_at)
            values ('ini_other', 'Other', 'Otra', '', 'UTC', 'en', 1)`,
    },
    {
      sql: `insert into document (name, initiative_id, kind, language, is_source, created_at)
            values ('agenda:ini_other:en', 'ini_other', 'common-agenda', 'en', 1, 1)`,
    },
    // Somebody of the city who speaks for a neighbour as well, and so sits in its groups.
    { sql: `update person set also_for = '["org_casa"]' where id = 'per_city_alt'` },
  ]);
  const { rows } = await server.deps.driver.query("select name from document order by name");
  const names = [
    ...rows.map((it) => String(it.name)),
    "agenda:ini_nobody:en",
    "notes:mtg_none",
    "plan:grp_none",
  ];
  const seen = { writes: 0, reads: 0, refused: 0 };
  for (const personId of [...Object.values(people), "per_city_alt"]) {
    const cookie = await signIn(personId);
    for (const name of names) {
      const { atDoor, atRoute, status } = await both(cookie, { url: `/sync/${name}?saved=1` });
      expect(atDoor, `${personId} at ${name}`).toEqual(atRoute);
      if (!atDoor) expect(status).toBe(404);
      seen[!atDoor ? "refused" : atDoor.seat.mayEdit ? "writes" : "reads"]++;
    }
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  expect(granted).toHaveLength(seen.writes + seen.reads);
});

test("an address may be written with its colons encoded, and says who wants to be told what is saved", async () => {
  const cookie = await signIn(people.city);
  for (const [url, wantsSaved] of [
    [`/sync/${encodeURIComponent(agenda)}`, false],
    [`/sync/${agenda}?saved=1`, true],
    [`/sync/${agenda}?epoch=&saved=0`, false],
  ] as const) {
    const { atDoor, atRoute } = await both(cookie, { url });
    expect(atDoor).toEqual(atRoute);
    expect(atDoor).toMatchObject({ name: agenda, wantsSaved, seat: { mayEdit: true } });
  }
});

// Each is one thing that is missing or wrong; `route` is what the route says of it.
const refused: { what: string; route: number; knock?: Knock; before?: () => Promise<unknown> }[] = [
  { what: "no cookie", route: 401, knock: { headers: { cookie: undefined } } },
  {
    what: "a cookie that nobody was given",
    route: 401,
    knock: { headers: { cookie: "ct_session=made-up" } },
  },
  { what: "no page that opens it", route: 403, knock: { headers: { origin: undefined } } },
  { what: "a page of others", route: 403, knock: { headers: { origin: "https://evil.example" } } },
  { what: "an address of others", route: 400, knock: { headers: { host: "evil.example" } } },
  { what: "an older epoch", route: 409, knock: { url: `/sync/${agenda}?epoch=older` } },
  { what: "another address", route: 404, knock: { url: `/sync/${agenda}/more` } },
  { what: "a name that cannot be read", route: 404, knock: { url: "/sync/agenda%E0%A4%A:en" } },
  {
    what: "a sign-in that is over",
    route: 401,
    before: () => set("sign_in", "expires_at = created_at", "person_id = 'per_city_rep'"),
  },
  {
    what: "somebody who was removed",
    route: 401,
    before: () => set("person", "removed_at = created_at", "id = 'per_city_rep'"),
  },
  {
    what: "a sign-in that was ended",
    route: 401,
    before: () => server.deps.driver.query("delete from sign_in where person_id = 'per_city_rep'"),
  },
];

const set = (table: string, change: string, where: string) =>
  server.deps.driver.query(`update ${table} set ${change} where ${where}`);

test.each(refused)(
  "the door leaves $what to the route, which says $route",
  async ({ route, knock, before }) => {
    const cookie = await signIn(people.city);
    expect((await both(cookie)).atDoor).toBeDefined();
    await before?.();
    const { atDoor, atRoute, status } = await both(cookie, knock);
    expect(atDoor).toBeUndefined();
    expect(atRoute).toBeUndefined();
    expect(status).toBe(route);
  },
);

test("a sign-in that is half over is left to the route, which renews it", async () => {
  const cookie = await signIn(people.city);
  const at = server.clock.now();
  await set("sign_in", `expires_at = ${at + 15 * 86_400_000}`, "person_id = 'per_city_rep'");
  expect(await both(cookie)).toMatchObject({ atDoor: undefined, atRoute: { name: agenda } });
  expect((await both(cookie)).atDoor).toBeDefined();
});

test("a use that was not noted lately is noted at the door", async () => {
  const cookie = await signIn(people.city);
  const usedAt = async () =>
    (await server.deps.driver.query("select last_used_at from sign_in where person_id = 'per_city_rep'"))
      .rows;
  server.clock.pass(11 * 60_000);
  const { host } = new URL(server.address);
  const headers = { host, origin: server.address, cookie };
  await door({ method: "GET", url: `/sync/${agenda}`, headers } as unknown as IncomingMessage);
  await server.deps.later.settled();
  expect(await usedAt()).toEqual([{ last_used_at: server.clock.now() }]);
});

test("somebody whose row cannot be read keeps nobody else out who comes in the same turn", async () => {
  const [broken, whole] = await Promise.all([signIn(people.casa), signIn(people.city)]);
  await set("person", "also_for = '['", "id = 'per_casa_rep'");
  const { host } = new URL(server.address);
  const knock = (cookie: string) =>
    door({
      method: "GET",
      url: `/sync/${agenda}`,
      headers: { host, origin: server.address, cookie },
    } as unknown as IncomingMessage);
  const [first, second] = await Promise.allSettled([knock(broken), knock(whole)]);
  expect(first.status).toBe("rejected");
  expect(second).toMatchObject({ status: "fulfilled", value: { seat: { personId: people.city } } });
});
