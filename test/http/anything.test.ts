import { expect, test } from "vitest";
import type { Problem } from "../../shared/errors.ts";
import { cast } from "../support/cast.ts";

interface Schema {
  properties?: Record<string, object>;
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** What fits each field, so that one at a time can be wrong. */
const fitting: Record<string, unknown> = {
  name: "Ana",
  shortName: "Ana",
  sector: "business",
  isPublicBody: false,
  language: "en",
  email: "ana@example.org",
  organizationId: "org_city",
  role: "contributor",
  personId: "per_nobody",
  token: "none",
  password: "long enough for this",
  initiative: "Ours",
  organization: "Ours",
  timeZone: "UTC",
  id: "com_0123456789abcdef",
  what: "Plant reeds",
  ownerOrganizationId: "org_city",
  dueOn: "2027-03-15",
  version: 1,
  reason: "Because",
  note: "Done",
};
const wrong = [
  null,
  0,
  1e308,
  true,
  [],
  {},
  [[]],
  "\u0000",
  "a\u001b[31m",
  "\u202e",
  "x".repeat(5_000),
  "__proto__",
];
const texts = [
  "",
  "null",
  "42",
  '"x"',
  "[]",
  "[{}]",
  "{}",
  '{"a":',
  '{"__proto__":{"a":1}}',
  '{"a":'.repeat(40_000),
];
const kinds = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"];
const names = ["x", "%00", "%2f", "..%2f..%2fetc", "%ff", "%zz", "a%0d%0ab", "__proto__", "y".repeat(4_000)];

test("whatever is sent to whatever door, the answer is in words and never a fault of ours", {
  timeout: 120_000,
}, async () => {
  const { director: visitor, server } = await cast();
  const { paths } = (await (await visitor.get("/api/openapi.json")).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  let refused = 0;
  const send = async (method: string, path: string, body?: string, type = "application/json") => {
    const headers = { origin: server.address, ...(body === undefined ? {} : { "content-type": type }) };
    const answer = await visitor.ask(path, { method, headers, ...(body === undefined ? {} : { body }) });
    const what = `${method} ${path.slice(0, 60)} ${type} ${body?.slice(0, 60)}`;
    expect(answer.status, what).toBeLessThan(500);
    if (answer.status < 400) return;
    refused++;
    expect(answer.headers.get("content-type"), what).toBe("application/problem+json");
    const problem = (await answer.json()) as Problem;
    expect(problem, what).toMatchObject({ status: answer.status, title: expect.stringMatching(/\.$/) });
  };
  // Signing out is last: what comes before has to get past the first door.
  const doors = Object.entries(paths).sort(
    ([a], [b]) => Number(a.includes("out")) - Number(b.includes("out")),
  );
  for (const [path, operations] of doors)
    for (const [verb, { requestBody }] of Object.entries(operations)) {
      const method = verb.toUpperCase();
      for (const name of path.includes("{") ? names : []) await send(method, path.replace(/\{\w+\}/, name));
      if (method === "GET") continue;
      const own = path.replace(/\{\w+\}/, "per_nobody");
      for (const text of texts) await send(method, own, text);
      for (const kind of kinds) await send(method, own, '{"name":"Ana"}', kind);
      const fields = Object.keys(requestBody?.content["application/json"]?.schema.properties ?? {});
      const whole = Object.fromEntries(fields.map((it) => [it, fitting[it]]));
      for (const field of fields)
        for (const value of wrong) await send(method, own, JSON.stringify({ ...whole, [field]: value }));
    }
  expect(refused).toBeGreaterThan(300);
});

test("a body is an object, and nothing else is taken for an empty one", async () => {
  const { director, server } = await cast();
  for (const body of ["[]", "[{}]", "null", "7", '"x"', "true"]) {
    const headers = { origin: server.address, "content-type": "application/json" };
    expect(await director.ask("/api/me", { method: "PATCH", headers, body }), body).toBeProblem("invalid");
  }
  expect(await director.patch("/api/me", {})).toHaveStatus(200);
});

test("a name shows itself: nothing in it is invisible or turns the text around it", async () => {
  const { director } = await cast();
  for (const character of ["\u202e", "\u2066", "\u200b", "\ufeff", "\u0085", "\u2028"]) {
    const answer = await director.patch("/api/me", { name: `Ana${character}` });
    expect(answer, character.codePointAt(0)?.toString(16)).toBeProblem("invalid");
  }
  // Joiners belong to words and pictures of many people.
  for (const name of ["نمی‌خواهم", "क्‍ष", "Ana 👩‍🌾"])
    expect(await (await director.patch("/api/me", { name })).json()).toMatchObject({ person: { name } });
});

test("a body that breaks off is its sender's trouble, and not in the log of faults", async () => {
  const { server } = await cast();
  const body = new ReadableStream({
    start: (it) => it.enqueue(new TextEncoder().encode('{"email":')),
    pull: (it) => it.error(new Error("aborted")),
  });
  const headers = { origin: server.address, "content-type": "application/json" };
  const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
  expect(await server.stranger().ask("/api/sign-in/link", init)).toBeProblem("invalid");
});

test("a body of very many values is refused before it takes anybody's time", async () => {
  const { server } = await cast();
  const ask = async (body: string) => {
    const headers = { origin: server.address, "content-type": "application/json" };
    return server.stranger().ask("/api/sign-in/link", { method: "POST", headers, body });
  };
  for (const body of [`{"a":[${"1,".repeat(100_000)}1]}`, `{"a":[${"[],".repeat(60_000)}1]}`])
    expect(await ask(body)).toBeProblem("invalid");
  const answer = await ask(`{"email":"ana@example.org","language":"en","a":[${"1,".repeat(100_000)}1]}`);
  expect((await answer.json()) as Problem).toMatchObject({ title: expect.stringContaining("more values") });
  const some = `{"email":"ana@example.org","language":"en","a":[${"1,".repeat(1_000)}1]}`;
  expect(await ask(some)).toHaveStatus(202);
});
