import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cast, type Name, people } from "../support/cast.ts";
import { openServer, type Visitor } from "../support/server.ts";
import type { Story } from "./asking.ts";
import { doors, forStrangers, openToOthers } from "./doors.ts";
import { longerStories } from "./longer-stories.ts";
import { openAnotherInitiative } from "./world.ts";

// The permission table (promise 7): role by route, each line at a server of its own. Beside the roles ask somebody who
// has not signed in, somebody who was removed, and the backbone of another initiative.

const names = Object.keys(people) as Name[];
const table: Story[] = [...doors, ...longerStories];

test("every route stands in the table", async () => {
  const server = await openServer();
  const answer = await server.stranger().get("/api/openapi.json");
  const { paths } = (await answer.json()) as { paths: Record<string, object> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const listed = [...table.map((it) => it.door), ...Object.keys(forStrangers)];
  expect(routes.filter((it) => !listed.includes(it))).toEqual([]);
  expect(listed.filter((it) => !routes.includes(it))).toEqual([]);
});

test("what has no role to ask by is asked by the test that is named for it", () => {
  for (const [door, file] of Object.entries(forStrangers)) {
    const [method, route] = door.split(" ") as [string, string];
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    expect(text, door).toContain(route.replace("/{token}", ""));
    expect(text, door).toContain(`.${method.toLowerCase()}(`);
  }
});

async function ask(visitor: Visitor, it: Story, told: unknown) {
  const method = it.door.split(" ")[0]!.toLowerCase() as "get" | "post" | "patch" | "put" | "delete";
  const path = typeof it.path === "string" ? it.path : it.path(told);
  const answer =
    method === "get" || method === "delete"
      ? await visitor[method](path)
      : await visitor[method](path, it.body?.(told));
  const { status, headers } = answer;
  // A stream has no end.
  if (headers.get("content-type")?.startsWith("text/event-stream")) {
    await answer.body!.cancel();
    return { status, text: "" };
  }
  return { status, text: await answer.text() };
}

const isRefusal = (status: number) => status === 403 || status === 404;

async function open(it: Story) {
  const them = await cast();
  return { them, told: await it.before?.(them) };
}

test.each(table)("$door", async (it) => {
  const found: Record<string, string> = {};
  const knock = async ({ them, told }: Awaited<ReturnType<typeof open>>, name: Name) => {
    const { status, text } = await ask(them[name], it, told);
    expect(status, `${name} ${text}`).toBeLessThan(500);
    expect(status, `${name} ${text}`).not.toBe(401);
    if (it.who.includes(name) && !isRefusal(status)) expect(status, `${name} ${text}`).toBeLessThan(300);
    found[name] = isRefusal(status) ? "refused" : "let in";
  };
  const sample = await open(it);
  await expectClosedToOthers(sample, it);
  // Whoever may not comes first: what they try changes nothing for the one who may.
  for (const name of names.filter((one) => !it.who.includes(one))) await knock(sample, name);
  const [first, ...others] = it.who;
  await knock(sample, first!);
  // Reading changes nothing, so that all can be asked of one server.
  for (const name of others) await knock(it.door.startsWith("GET ") ? sample : await open(it), name);
  expect(found).toEqual(
    Object.fromEntries(names.map((name) => [name, it.who.includes(name) ? "let in" : "refused"])),
  );
});

/** What stands in nearly all that is said of ours. */
const ours = /brackwater|per_director|org_city|grp_steering|"title":"Publish/i;

/** Who is nobody here: before they have signed in, after they were removed, and the backbone of another initiative. */
async function expectClosedToOthers({ them, told }: Awaited<ReturnType<typeof open>>, it: Story) {
  const { server } = them;
  expect((await ask(server.stranger(), it, told)).status).toBe(401);
  const removed = await server.as("per_uni_tech");
  expect(await them.director.delete("/api/people/per_uni_tech")).toHaveStatus(204);
  expect((await ask(removed, it, told)).status).toBe(401);
  await openAnotherInitiative(server.deps);
  const outsider = await server.as("per_outsider");
  const log = () =>
    server.deps.db
      .selectFrom("event")
      .select((eb) => eb.fn.max("seq").as("last"))
      .where("initiative_id", "=", "ini_brackwater")
      .executeTakeFirst();
  const before = await log();
  const { status, text } = await ask(outsider, it, told);
  expect(await log()).toEqual(before);
  expect(status < 300, `${status} ${text}`).toBe(openToOthers.includes(it.door));
  if (status < 300) expect(text).not.toMatch(ours);
}
