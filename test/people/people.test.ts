import { expect, test } from "vitest";
import type { Person } from "../../shared/people/person.ts";
import type { Role } from "../../shared/roles.ts";
import { cast, type Name } from "../support/cast.ts";
import { problemOf } from "../support/server.ts";

const newcomer = {
  name: "Ana Reyes",
  email: "ana@example.org",
  organizationId: "org_city",
  role: "contributor" as Role,
  language: "en" as const,
};

const itemsOf = async (response: Response) => ((await response.json()) as { items: Person[] }).items;

// Who may do it, and who of the others is refused: one row a rule, so that a refusal never passes for another reason.
const rules: {
  what: string;
  may: Name[];
  mayNot: Name[];
  path: string;
  method: "post" | "patch" | "delete";
  body?: unknown;
}[] = [
  {
    what: "invite a contributor of the city",
    may: ["director", "city"],
    mayNot: ["cityAlternate", "casa", "resident", "schools", "funder"],
    path: "/api/people",
    method: "post",
    body: newcomer,
  },
  {
    what: "make the city's alternate a contributor",
    may: ["director", "city"],
    mayNot: ["cityAlternate", "casa", "resident", "funder"],
    path: "/api/people/per_city_alt",
    method: "patch",
    body: { role: "contributor" },
  },
  {
    what: "make the city's representative an observer",
    may: ["director"],
    mayNot: ["city", "cityAlternate", "schools", "funder"],
    path: "/api/people/per_city_rep",
    method: "patch",
    body: { role: "observer" },
  },
  {
    what: "correct the name of the city's alternate",
    may: ["director", "city", "cityAlternate"],
    mayNot: ["casa", "resident", "funder"],
    path: "/api/people/per_city_alt",
    method: "patch",
    body: { name: "Senior Engineer" },
  },
  {
    what: "remove the city's alternate",
    may: ["director", "city"],
    mayNot: ["cityAlternate", "casa", "schools", "resident", "funder"],
    path: "/api/people/per_city_alt",
    method: "delete",
  },
  {
    what: "remove somebody of the backbone",
    may: ["director"],
    mayNot: ["city", "casa", "funder"],
    path: "/api/people/per_facil",
    method: "delete",
  },
];

test.each(rules)("only those who may $what do", async ({ may, mayNot, path, method, body }) => {
  const them = await cast();
  for (const name of mayNot)
    expect(await them[name][method](path, body), `${name} must be refused`).toBeProblem("forbidden");
  // The last one allowed goes through with the very request that the others were refused.
  const last = may.at(-1)!;
  const answer = await them[last][method](path, body);
  expect(answer.status, `${last}: ${await answer.clone().text()}`).toBeLessThan(300);
  if (may.length > 1) {
    const again = await cast();
    expect((await again[may[0]!][method](path, body)).status).toBeLessThan(300);
  }
});

test("a stranger sees nobody and changes nobody", async () => {
  const { server, director } = await cast();
  const stranger = server.stranger();
  for (const [path, method, body] of [
    ["/api/people", "get"],
    ["/api/people", "post", newcomer],
    ["/api/people/per_city_alt", "patch", { role: "observer" }],
    ["/api/people/per_city_alt", "delete"],
    ["/api/organizations", "get"],
    ["/api/me", "get"],
  ] as const) {
    expect(await stranger[method](path, body)).toBeProblem("signed_out");
  }
  expect(await itemsOf(await director.get("/api/people"))).toHaveLength(16);
});

test("people see the addresses of their own organization, the backbone sees all", async () => {
  const { city, director, funder } = await cast();
  const seenBy = async (visitor: typeof city) =>
    (await itemsOf(await visitor.get("/api/people")))
      .filter((it) => it.email !== null)
      .map((it) => it.organizationId);
  expect(new Set(await seenBy(city))).toEqual(new Set(["org_city"]));
  expect(await seenBy(director)).toHaveLength(16);
  expect(new Set(await seenBy(funder))).toEqual(new Set(["org_backbone"]));
});

test("naming a new representative makes the former one a contributor", async () => {
  const { director, server } = await cast();
  const changed: unknown[] = [];
  server.deps.access.subscribe((change) => changed.push(change));
  expect(await director.patch("/api/people/per_city_alt", { role: "representative" })).toHaveStatus(200);
  const city = (await itemsOf(await director.get("/api/people"))).filter(
    (it) => it.organizationId === "org_city",
  );
  expect(Object.fromEntries(city.map((it) => [it.id, it.role]))).toEqual({
    per_city_alt: "representative",
    per_city_rep: "contributor",
  });
  // Both sit differently in the documents that they have open.
  expect(changed).toEqual([{ personId: "per_city_alt" }, { personId: "per_city_rep" }]);
});

test("inviting a representative makes the former one a contributor too", async () => {
  const { director } = await cast();
  expect(await director.post("/api/people", { ...newcomer, role: "representative" })).toHaveStatus(201);
  const people = await itemsOf(await director.get("/api/people"));
  expect(people.find((it) => it.id === "per_city_rep")?.role).toBe("contributor");
});

test("a role has to fit the organization", async () => {
  const { director } = await cast();
  for (const wrong of [
    { ...newcomer, role: "backbone" },
    { ...newcomer, organizationId: "org_backbone", role: "representative" },
  ]) {
    const answer = await director.post("/api/people", wrong);
    expect(answer).toBeProblem("invalid");
    expect((await problemOf(answer)).fields?.role).toMatch(/Choose one of these/);
  }
  expect(await director.post("/api/people", newcomer)).toHaveStatus(201);
});

test("an address is invited once", async () => {
  const { director, city } = await cast();
  expect(await director.post("/api/people", newcomer)).toHaveStatus(201);
  const again = await city.post("/api/people", { ...newcomer, email: "ANA@example.org " });
  expect(again).toBeProblem("conflict");
  expect((await problemOf(again)).fields).toHaveProperty("email");
});

test("somebody removed is out at the very next request, on every browser", async () => {
  const { director, server } = await cast();
  const phone = await server.as("per_city_rep");
  const laptop = await server.as("per_city_rep");
  const changed: unknown[] = [];
  server.deps.access.subscribe((change) => changed.push(change));
  expect(await phone.get("/api/me")).toHaveStatus(200);
  expect(await director.delete("/api/people/per_city_rep")).toHaveStatus(204);
  expect(await phone.get("/api/me")).toBeProblem("signed_out");
  expect(await laptop.get("/api/organizations")).toBeProblem("signed_out");
  expect(changed).toEqual([{ personId: "per_city_rep" }]);
  expect(await server.stranger().post("/api/sign-in/sample", { personId: "per_city_rep" })).toBeProblem(
    "not_found",
  );
  const left = await itemsOf(await director.get("/api/people"));
  expect(left.map((it) => it.id)).not.toContain("per_city_rep");
});

test("somebody demoted may do less at the very next request", async () => {
  const { director, city } = await cast();
  expect(await city.patch("/api/people/per_city_alt", { name: "One" })).toHaveStatus(200);
  expect(await director.patch("/api/people/per_city_rep", { role: "observer" })).toHaveStatus(200);
  expect(await city.patch("/api/people/per_city_alt", { name: "Two" })).toBeProblem("forbidden");
});

test("somebody removed can be invited anew with the same address", async () => {
  const { director } = await cast();
  const first = (await (await director.post("/api/people", newcomer)).json()) as Person;
  expect(await director.delete(`/api/people/${first.id}`)).toHaveStatus(204);
  const second = (await (await director.post("/api/people", newcomer)).json()) as Person;
  expect(second.id).not.toBe(first.id);
});

test("two people of the backbone cannot relieve each other and leave nobody", async () => {
  const { director, server } = await cast();
  const facilitator = await server.as("per_facil");
  expect(await director.delete("/api/people/per_data")).toHaveStatus(204);
  const answers = await Promise.all([
    director.patch("/api/people/per_facil", { role: "contributor" }),
    facilitator.patch("/api/people/per_director", { role: "contributor" }),
  ]);
  expect(answers.map((it) => it.status).sort()).toEqual([200, 409]);
  const people = await itemsOf(await director.get("/api/people"));
  expect(people.filter((it) => it.role === "backbone")).toHaveLength(1);
});

test("somebody of another initiative and somebody who never was look the same", async () => {
  const { director, server } = await cast();
  const { db } = server.deps;
  const other = await db.selectFrom("initiative").selectAll().executeTakeFirstOrThrow();
  await db
    .insertInto("initiative")
    .values({ ...other, id: "ini_other" })
    .execute();
  const organization = await db.selectFrom("organization").selectAll().executeTakeFirstOrThrow();
  await db
    .insertInto("organization")
    .values({ ...organization, id: "org_other", initiative_id: "ini_other" })
    .execute();
  const person = await db.selectFrom("person").selectAll().executeTakeFirstOrThrow();
  await db
    .insertInto("person")
    .values({ ...person, id: "per_other", initiative_id: "ini_other", organization_id: "org_other" })
    .execute();
  const answersFor = async (id: string, organizationId: string) =>
    Promise.all(
      [
        await director.patch(`/api/people/${id}`, { name: "Mine now" }),
        await director.delete(`/api/people/${id}`),
        await director.post(`/api/people/${id}/invitation`),
        await director.post("/api/people", { ...newcomer, organizationId }),
      ].map(async (it) => [it.status, await it.text()]),
    );
  const theirs = await answersFor("per_other", "org_other");
  expect(theirs).toEqual(await answersFor("per_nobody", "org_nobody"));
  expect(theirs.map(([status]) => status)).toEqual([404, 404, 404, 404]);
  // The same requests for the own initiative go through.
  expect(await director.patch("/api/people/per_city_alt", { name: "Mine" })).toHaveStatus(200);
});
