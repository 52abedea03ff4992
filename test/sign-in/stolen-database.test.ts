import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openServer, type Visitor } from "../support/server.ts";

const email = "city_rep@example.org";
const password = "nine herons on a pier";

/** Every text in the database's files that might be a secret: any run of letters a token or cookie could have. */
function textsIn(dataDir: string) {
  const files = readdirSync(dataDir).filter((it) => it.startsWith("common-thread.db"));
  expect(files.length).toBeGreaterThan(0);
  const bytes = files.map((it) => readFileSync(join(dataDir, it), "latin1")).join("\n");
  return { bytes, texts: new Set(bytes.match(/[A-Za-z0-9_\-$+/=.,]{20,}/g) ?? []) };
}

test("a stolen database opens no door: none of its texts is a cookie, a link or a password", async () => {
  const server = await openServer();
  const city = await server.as("per_city_rep");
  await city.put("/api/me/password", { password });
  await server.stranger().post("/api/sign-in/link", { email, language: "en" });
  const director = await server.as("per_director");
  await director.post("/api/people", {
    name: "Ana",
    email: "ana@example.org",
    organizationId: "org_city",
    role: "contributor",
    language: "en",
  });
  const { token } = await server.newestLink(email);
  const invitation = (await server.newestLink("ana@example.org")).token;

  const { bytes, texts } = textsIn(server.dataDir);
  const secretOf = (visitor: Visitor) => visitor.cookie.split("=")[1]!;
  for (const secret of [secretOf(city), secretOf(director), token, invitation, password])
    expect(bytes.includes(secret)).toBe(false);
  // The hash of a sign-in is there, so the search looks in the right place.
  expect(texts.size).toBeGreaterThan(50);

  const thief = server.stranger();
  const replayed = await Promise.all(
    [...texts].map(async (text) => {
      const cookie = { cookie: `ct_session=${text}` };
      const asCookie = await server.app.request(`${server.address}/api/me`, { headers: cookie });
      const asLink = await thief.post("/api/sign-in/link/confirm", { token: text.slice(0, 200) });
      return asCookie.status === 200 || asLink.status === 200 ? text : undefined;
    }),
  );
  expect(replayed.filter(Boolean)).toEqual([]);
  // The real ones still work, so the refusals were not for another reason.
  expect(await city.get("/api/me")).toHaveStatus(200);
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
  expect(await server.stranger().post("/api/sign-in/link/confirm", { token: invitation })).toHaveStatus(200);
});

test("the key of the links is for its owner alone, and stays over a restart", async () => {
  const first = await openServer();
  await first.stranger().post("/api/sign-in/link", { email, language: "en" });
  const { token } = await first.newestLink(email);
  const key = join(first.dataDir, "key");
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readFileSync(key)).toHaveLength(32);
  await first.close();
  const second = await openServer({ clock: first.clock, dataDir: first.dataDir });
  expect(await second.stranger().post("/api/sign-in/link/confirm", { token })).toHaveStatus(200);
});
