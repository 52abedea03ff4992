import { expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { openServer } from "../support/server.ts";

// Whoever adds a route finds it here: it asks who is there, or it stands in this list.
const forStrangers = [
  "GET /api/acts/:token",
  "GET /api/openapi.json",
  "GET /api/welcome",
  "POST /api/acts/:token",
  "POST /api/set-up",
  "POST /api/sign-in/link",
  "POST /api/sign-in/link/confirm",
  "POST /api/sign-in/password",
  "POST /api/sign-in/sample",
  "POST /api/sign-out",
];

/** The routes of the live app, each with something in the place of its parameters. */
async function doors() {
  const server = await openServer();
  const routes = server.app.routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"));
  return { server, doors: [...new Set(routes.map(({ method, path }) => `${method} ${path}`))] };
}

const pathOf = (door: string) => door.split(" ")[1]!.replaceAll(/:\w+/g, "x");

test("every door but those for strangers asks who is there, before it looks at anything else", async () => {
  const { server, doors: all } = await doors();
  expect(all.length).toBeGreaterThan(20);
  expect(forStrangers.filter((it) => !all.includes(it))).toEqual([]);
  for (const door of all.filter((it) => !forStrangers.includes(it))) {
    const [method] = door.split(" ");
    const answer = await server.stranger().ask(pathOf(door), {
      method,
      headers: { origin: server.address },
    });
    expect(answer, door).toBeProblem("signed_out");
  }
});

test("no door takes a change that another site sends, whoever is signed in", async () => {
  const { director } = await cast();
  const { doors: all } = await doors();
  const changing = all.filter((it) => !it.startsWith("GET "));
  expect(changing.length).toBeGreaterThan(40);
  for (const door of changing)
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ] as Record<string, string>[]) {
      const [method] = door.split(" ");
      expect(await director.ask(pathOf(door), { method, headers }), door).toBeProblem("forbidden");
    }
});

test("what an observer sends changes nothing, at any door but those to the own person", async () => {
  const { funder, server, director } = await cast();
  const { doors: all } = await doors();
  const changing = all.filter((it) => !it.startsWith("GET ") && !forStrangers.includes(it));
  const shared = changing.filter((it) => !it.includes("/api/me"));
  expect(shared.length).toBeGreaterThan(4);
  const everything = async () => {
    const { db } = server.deps;
    const tables = [
      "organization",
      "person",
      "link",
      "mail",
      "document",
      "common_agenda",
      "meeting",
      "commitment",
      "post",
      "thread_reading",
      "decision",
      "data_point",
      "event",
      "act",
      "job",
    ] as const;
    return Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  };
  const before = await everything();
  const bodies = {
    "/api/organizations": {
      name: "New",
      shortName: "New",
      sector: "business",
      isPublicBody: false,
      language: "en",
    },
    "/api/people": {
      name: "New",
      email: "new@example.org",
      organizationId: "org_backbone",
      role: "observer",
      language: "en",
    },
    "/api/people/per_city_alt": { role: "observer" },
  } as Record<string, object>;
  for (const door of shared) {
    const [method] = door.split(" ");
    const path = door.split(" ")[1]!.replaceAll(/:\w+/g, "per_city_alt");
    const init = {
      method,
      headers: { origin: server.address, "content-type": "application/json" },
      ...(bodies[path] && method !== "DELETE" ? { body: JSON.stringify(bodies[path]) } : {}),
    };
    expect(await funder.ask(path, init), door).toBeProblem("forbidden");
  }
  expect(await everything()).toEqual(before);
  // The backbone goes through a door that was closed.
  expect(await director.post("/api/organizations", bodies["/api/organizations"])).toHaveStatus(201);
});
