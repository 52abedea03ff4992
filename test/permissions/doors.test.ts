import { expect, test } from "vitest";
import { type Cast, cast, type Name, people } from "../support/cast.ts";
import { openServer } from "../support/server.ts";
import { type Door, doors, elsewhere, forStrangers } from "./doors.ts";

// The permission table (promise 7): role by route, each line at a server of its own.

const names = Object.keys(people) as Name[];

test("every route stands in the table", async () => {
  const server = await openServer();
  const answer = await server.stranger().get("/api/openapi.json");
  const { paths } = (await answer.json()) as { paths: Record<string, object> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const listed = [...doors.map((it) => it.door), ...forStrangers, ...elsewhere];
  expect(routes.filter((it) => !listed.includes(it))).toEqual([]);
  expect(listed.filter((it) => !routes.includes(it))).toEqual([]);
});

const ask = (visitor: Cast[Name], it: Door) => {
  const method = it.door.split(" ")[0]!.toLowerCase() as "get" | "post" | "patch" | "put" | "delete";
  return method === "get" || method === "delete"
    ? visitor[method](it.path)
    : visitor[method](it.path, it.body?.());
};

test.each(doors)("$door", async (it) => {
  const found: Record<string, string> = {};
  const knock = async (people: Awaited<ReturnType<typeof cast>>, name: Name) => {
    const answer = await ask(people[name], it);
    const text = await answer.text();
    expect(answer.status, `${name} ${text}`).toBeLessThan(500);
    expect(answer.status, `${name} ${text}`).not.toBe(401);
    const isRefused = answer.status === 403 || answer.status === 404;
    if (it.who.includes(name) && !isRefused) expect(answer.status, `${name} ${text}`).toBeLessThan(300);
    found[name] = isRefused ? "refused" : "let in";
  };
  const open = async () => {
    const people = await cast();
    await it.before?.(people);
    return people;
  };
  const sample = await open();
  expect((await ask(sample.server.stranger(), it)).status).toBe(401);
  // Whoever may not comes first: what they try changes nothing for the one who may.
  for (const name of names.filter((one) => !it.who.includes(one))) await knock(sample, name);
  const [first, ...others] = it.who;
  await knock(sample, first!);
  // Reading changes nothing, so that all can be asked of one server.
  for (const name of others) await knock(it.door.startsWith("GET ") ? sample : await open(), name);
  expect(found).toEqual(
    Object.fromEntries(names.map((name) => [name, it.who.includes(name) ? "let in" : "refused"])),
  );
});
