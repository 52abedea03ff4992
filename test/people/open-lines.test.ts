import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { SignIn } from "../../shared/sign-in/sign-in.ts";
import { sitAt, textOf } from "../relay/process.ts";
import { listenServer } from "../support/server.ts";

let server: Awaited<ReturnType<typeof listenServer>>;
beforeAll(async () => {
  server = await listenServer();
});
afterAll(() => server.stop());

async function ask(cookie: string, method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: server.address, "content-type": "application/json" };
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer;
}

const idOf = async (cookie: string) => {
  const { items } = (await (await ask(cookie, "GET", "/api/me/sign-ins")).json()) as { items: SignIn[] };
  return items.find((it) => it.isThisOne)!.id;
};

const written = async () =>
  (await server.deps.driver.query("select count(*) as n from document_update")).rows[0]!.n;

const resident = "per_resident";

// What ends it: `theirs` is the cookie whose lines are open, `other` another browser of the same person.
const causes: {
  cause: string;
  end(theirs: string, other: string, director: string): Promise<unknown>;
  /** The other browser stays in. */
  othersStay: boolean;
}[] = [
  { cause: "signs out", end: (theirs) => ask(theirs, "POST", "/api/sign-out"), othersStay: true },
  {
    cause: "ends that sign-in from another browser",
    end: async (theirs, other) => ask(other, "DELETE", `/api/me/sign-ins/${await idOf(theirs)}`),
    othersStay: true,
  },
  {
    cause: "ends all other sign-ins",
    end: (_theirs, other) => ask(other, "DELETE", "/api/me/sign-ins"),
    othersStay: true,
  },
  {
    cause: "sets a password in another browser",
    end: (_theirs, other) => ask(other, "PUT", "/api/me/password", { password: "a river runs by" }),
    othersStay: true,
  },
  {
    cause: "signs in as somebody else in that browser",
    end: (theirs) => ask(theirs, "POST", "/api/sign-in/sample", { personId: "per_schools_rep" }),
    othersStay: true,
  },
  {
    cause: "is removed",
    end: (_theirs, _other, director) => ask(director, "DELETE", `/api/people/${resident}`),
    othersStay: false,
  },
];

test.each(causes)(
  "when somebody $cause, three open lines end within a second, and nothing they say is taken",
  async ({ end, othersStay }) => {
    const [theirs, other, director] = await Promise.all([
      server.signIn(resident),
      server.signIn(resident),
      server.signIn("per_director"),
    ]);
    const lines = await Promise.all([1, 2, 3].map(() => sitAt(server, theirs)));
    const stays = await sitAt(server, other);
    const partner = await sitAt(server, director);
    const before = await written();
    const started = performance.now();
    await end(theirs, other, director);
    // Said after the change was confirmed, before the line knows of it.
    for (const line of lines) textOf(line.doc).insert(0, "too late");
    await Promise.all(lines.map((line) => line.until(() => line.isClosed)));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(lines.map((it) => it.code)).toEqual([4401, 4401, 4401]);
    expect(await written()).toBe(before);
    // Everybody else writes on.
    textOf(partner.doc).insert(0, "still here ");
    await partner.until(() => partner.saved === partner.sent);
    if (othersStay) await stays.until(() => stays.text() === partner.text());
    else await stays.until(() => stays.code === 4401);
    expect(partner.text()).not.toContain("too late");
    for (const it of [stays, partner]) it.close();
  },
);

test("somebody demoted with three open lines reads on in each, and nothing said after it is taken", async () => {
  const [alternate, director] = await Promise.all([
    server.signIn("per_city_alt"),
    server.signIn("per_director"),
  ]);
  const lines = await Promise.all([1, 2, 3].map(() => sitAt(server, alternate)));
  const partner = await sitAt(server, director);
  await ask(director, "PATCH", "/api/people/per_city_alt", { role: "observer" });
  const before = await written();
  const [late, ...readers] = lines;
  textOf(late!.doc).insert(0, "too late");
  await late!.until(() => late!.isClosed);
  expect(late!.code).toBe(4403);
  expect(await written()).toBe(before);
  textOf(partner.doc).insert(0, "news ");
  for (const reader of readers) await reader.until(() => reader.text() === partner.text());
  // What a line may not say it may still read, also when it comes again.
  const again = await sitAt(server, alternate, { doc: new Y.Doc() });
  expect(again.text()).toBe(partner.text());
  for (const it of [...readers, partner, again]) it.close();
});

// What is asked of the database comes back, and somebody is demoted before the door opens.
const doors = [
  {
    door: "at the short way in",
    personId: "per_uni_tech",
    async arrange(demote: () => Promise<unknown>) {
      const { driver } = server.deps;
      const { query } = driver;
      driver.query = async (text, params) => {
        const rows = await query(text, params);
        if (!text.includes("sign_in.expires_at") || !text.includes("json_each")) return rows;
        driver.query = query;
        await demote();
        return rows;
      };
    },
  },
  {
    door: "at the route",
    personId: "per_casa_prom",
    async arrange(demote: () => Promise<unknown>) {
      // A sign-in that is to be renewed takes the long way.
      const { driver } = server.deps;
      const tomorrow = server.clock.now() + 24 * 60 * 60_000;
      await driver.query("update sign_in set expires_at = ? where person_id = 'per_casa_prom'", [tomorrow]);
      const { fetch: answer } = server.app;
      server.app.fetch = async (request, ...rest) => {
        const answered = await answer(request, ...rest);
        if (new URL(request.url).pathname.startsWith("/sync/")) {
          server.app.fetch = answer;
          await demote();
        }
        return answered;
      };
    },
  },
];

test.each(doors)(
  "somebody demoted while the door looks for their seat only reads, $door",
  async ({ personId, arrange }) => {
    const [writer, director] = await Promise.all([server.signIn(personId), server.signIn("per_director")]);
    let isDemoted = false;
    await arrange(async () => {
      await ask(director, "PATCH", `/api/people/${personId}`, { role: "observer" });
      isDemoted = true;
    });
    const line = await sitAt(server, writer);
    expect(isDemoted).toBe(true);
    const before = await written();
    textOf(line.doc).insert(0, "too late");
    await line.until(() => line.isClosed || line.saved === line.sent);
    expect(line.code).toBe(4403);
    expect(await written()).toBe(before);
  },
);
