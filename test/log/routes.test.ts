import { expect, test } from "vitest";
import type { LogPage } from "../../shared/log/event.ts";
import { cast } from "../support/cast.ts";
import { openServer, type Visitor } from "../support/server.ts";

const pageOf = async (visitor: Visitor, search = "") =>
  (await (await visitor.get(`/api/log${search}`)).json()) as LogPage;

test("the backbone reads the whole log, page by page, in order and without a gap", async () => {
  const { director } = await cast();
  const whole = await pageOf(director);
  expect(whole.next).toBeUndefined();
  expect(whole.items.map((it) => it.seq)).toEqual(whole.items.map((_, index) => index + 1));
  const parts: LogPage[] = [];
  for (let after: number | undefined = 0; after !== undefined; after = parts.at(-1)?.next)
    parts.push(await pageOf(director, `?after=${after}&limit=10`));
  expect(parts.flatMap((it) => it.items)).toEqual(whole.items);
  expect(await pageOf(director, "?after=100000")).toEqual({ items: [] });
});

test("from the end backwards, the newest page comes first", async () => {
  const { director } = await cast();
  const { items } = await pageOf(director);
  const last = await pageOf(director, "?before=100000&limit=5");
  expect(last.items).toEqual(items.slice(-5));
  const earlier = await pageOf(director, `?before=${last.next}&limit=5`);
  expect(earlier.items).toEqual(items.slice(-10, -5));
  const first = await pageOf(director, "?before=4&limit=5");
  expect(first.items).toEqual(items.slice(0, 3));
  expect(first.next).toBeUndefined();
});

test("a line says who, for whom, and what, in both languages, and keeps addresses to itself", async () => {
  const { director, city } = await cast();
  const invitation = { organizationId: "org_casa", role: "alternate", language: "es" };
  await director.post("/api/people", { ...invitation, name: "Ana Gil", email: "ana.gil@example.org" });
  const answer = await city.get("/api/log?before=100000&limit=1");
  const body = await answer.text();
  expect(body).not.toContain("@");
  const [line] = (JSON.parse(body) as LogPage).items;
  expect(line).toMatchObject({
    type: "person.invited",
    kind: "person",
    by: { id: "per_director", organization: "Compact Office", hue: 0 },
    text: { en: "invited {it}", es: "invitó a {it}" },
    it: { en: "Ana Gil", es: "Ana Gil" },
    note: { en: "alternate, Casa Ribera", es: "suplente, Casa Ribera" },
    onBehalf: false,
  });
});

test("kind, partner and day narrow the log, and nothing else is in what is left", async () => {
  const { director, casa } = await cast();
  await casa.patch("/api/people/per_resident", { name: "Rosa Vega" });
  const organizations = await pageOf(director, "?kind=organization");
  expect(organizations.items).toHaveLength(9);
  expect(new Set(organizations.items.map((it) => it.kind))).toEqual(new Set(["organization"]));
  const ofCasa = await pageOf(director, "?organization=org_casa");
  expect(ofCasa.items.at(-1)).toMatchObject({ type: "person.renamed", by: { organizationId: "org_casa" } });
  expect(ofCasa.items.length).toBeLessThan(40);
  for (const it of ofCasa.items)
    expect(it.by.organizationId === "org_casa" || it.refs.includes("org_casa"), it.type).toBe(true);
  // Two organizations joined later than this day.
  const until = await pageOf(director, "?kind=organization&until=2023-09-07");
  expect(until.items).toHaveLength(7);
});

test("an address that makes no sense is refused in words", async () => {
  const { funder } = await cast();
  for (const search of [
    "?after=-1",
    "?after=x",
    "?limit=1e9",
    "?until=2026-02-30x",
    "?kind=%25",
    "?after=9".padEnd(40, "9"),
  ])
    expect(await funder.get(`/api/log${search}`), search).toBeProblem("invalid");
  expect(await pageOf(funder, "?limit=0")).toMatchObject({ items: [{ seq: 1 }] });
});

test("one initiative never reads another's log, and does not learn that it is there", async () => {
  const server = await openServer();
  const theirs = await server.as("per_director");
  const { db } = server.deps;
  const row = await db.selectFrom("initiative").selectAll().executeTakeFirstOrThrow();
  await db
    .insertInto("initiative")
    .values({ ...row, id: "ini_other" })
    .execute();
  const { append } = await import("../../server/log/append.ts");
  await append(server.deps, db, "ini_other", {
    type: "test.said",
    by: "x",
    refs: ["org_casa"],
    data: "canary",
  });
  for (const path of [
    "/api/log",
    "/api/log?organization=org_casa",
    "/api/log?before=1000",
    "/api/log?kind=test",
  ])
    expect(await (await theirs.get(path)).text(), path).not.toContain("test.said");
});
