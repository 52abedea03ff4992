import { expect, test } from "vitest";
import { openServer } from "../support/server.ts";

interface Operation {
  summary?: string;
  requestBody?: { content: Record<string, { schema: { properties?: object } }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
type Paths = Record<string, Record<string, Operation>>;

/** The routes of the live app: not what guards them, and not the sockets and pages. */
async function read() {
  const { app, stranger } = await openServer();
  const { paths } = (await (await stranger().get("/api/openapi.json")).json()) as { paths: Paths };
  const routes = app.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"))
    .filter(({ path }) => path !== "/api/openapi.json")
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  return { paths, routes: [...new Set(routes)] };
}

test("every route is described, with what it does and what it answers", async () => {
  const { paths, routes } = await read();
  expect(routes.length).toBeGreaterThan(20);
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(routes.filter((it) => !described.includes(it))).toEqual([]);
  for (const route of routes) {
    const [method, path] = route.split(" ") as [string, string];
    const { summary, responses } = paths[path]![method]!;
    expect(summary, route).toBeTruthy();
    const [status, answer] = Object.entries(responses).find(([it]) => it.startsWith("2"))!;
    if (status !== "204") expect(Object.values(answer.content ?? {})[0]?.schema, route).toBeTypeOf("object");
    expect(responses.default?.content, route).toHaveProperty(["application/problem+json"]);
  }
});

test("every route that takes a body says its fields", async () => {
  const { paths } = await read();
  const fieldsOf = (path: string, method: string) =>
    Object.keys(paths[path]![method]!.requestBody!.content["application/json"]!.schema.properties!);
  expect(fieldsOf("/api/people", "post")).toEqual(["name", "email", "organizationId", "role", "language"]);
  expect(fieldsOf("/api/sign-in/password", "post")).toEqual(["email", "password"]);
  expect(fieldsOf("/api/me/password", "put")).toEqual(["current", "password"]);
  expect(fieldsOf("/api/set-up", "post")).toContain("timeZone");
});
