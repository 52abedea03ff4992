import { expect, test } from "vitest";
import { readConfig } from "../../server/config.ts";
import { addressesOf } from "../../server/http/origin.ts";
import { cast } from "../support/cast.ts";
import { listenServer, openServer, problemOf, type Visitor } from "../support/server.ts";

const partner = {
  name: "Eastmere Public Library",
  shortName: "Library",
  sector: "education",
  isPublicBody: true,
  language: "en",
};
const path = "/api/organizations";
const origin = "http://127.0.0.1:4000";

/** The same change with one thing different; the unchanged one goes through at the end. */
async function send(visitor: Visitor, body: BodyInit, headers: Record<string, string> = {}) {
  return visitor.ask(path, {
    method: "POST",
    headers: { origin, "content-type": "application/json", ...headers },
    body,
  });
}

test("a change is taken from our own pages only", async () => {
  const { director } = await cast();
  const change = (headers: Record<string, string>) =>
    director.ask(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(partner),
    });
  for (const headers of [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "http://127.0.0.1:4001" },
    { origin: "https://127.0.0.1:4000" },
    { origin: `${origin}.evil.example` },
    { origin: `${origin}/` },
    { origin, "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  ] as Record<string, string>[])
    expect(await change(headers), JSON.stringify(headers)).toBeProblem("forbidden");
  expect(await change({ "sec-fetch-site": "same-origin" })).toHaveStatus(201);
  expect(await change({ origin })).toBeProblem("conflict");
});

test("reading needs no origin, so that a link can be followed", async () => {
  const { director } = await cast();
  expect(await director.ask(path)).toHaveStatus(200);
});

test("the server answers under its own addresses only", async () => {
  const server = await openServer();
  const asked = (host: string) => server.app.request(`http://${host}/api/welcome`, { headers: { host } });
  for (const host of ["127.0.0.1:4000", "localhost:4000", "[::1]:4000", "LOCALHOST:4000"])
    expect(await asked(host), host).toHaveStatus(200);
  for (const host of ["evil.example", "localhost", "localhost:4001", "127.0.0.1.evil.example:4000"]) {
    const answer = await asked(host);
    expect(answer, host).toBeProblem("invalid");
    expect((await problemOf(answer)).title).toContain(origin);
  }
  // Whoever watches over the server asks under any name.
  expect(await server.app.request("http://10.0.0.7:4000/healthz")).toHaveStatus(200);
});

test("with a public address, that one alone counts", () => {
  const { publicUrl, host } = readConfig({ PUBLIC_URL: "https://Thread.example.org/" });
  const addresses = addressesOf({ publicUrl, host }, 4000);
  expect([...addresses.origins]).toEqual(["https://thread.example.org"]);
  expect([...addresses.hosts]).toEqual(["thread.example.org"]);
  expect(addresses.isSecure).toBe(true);
});

test("a body that is not JSON, not text or not ours is refused with the reason", async () => {
  const { director } = await cast();
  const whole = JSON.stringify(partner);
  const answers: [string, Response][] = [
    ["cut short", await send(director, whole.slice(0, -3))],
    ["two in one", await send(director, whole + whole)],
    ["empty text", await send(director, "   ")],
    ["broken UTF-8", await send(director, new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))],
    ["a form", await send(director, "name=x", { "content-type": "application/x-www-form-urlencoded" })],
    ["plain text", await send(director, whole, { "content-type": "text/plain" })],
    ["JSON in name only", await send(director, whole, { "content-type": "application/jsonish" })],
    ["a list", await send(director, "[]")],
    ["nothing", await send(director, "")],
    ["deep", await send(director, "[".repeat(200) + "]".repeat(200))],
    ["very deep", await send(director, "[".repeat(100_000) + "]".repeat(100_000))],
  ];
  for (const [what, answer] of answers) expect(answer, what).toBeProblem("invalid");
  expect(await send(director, whole)).toHaveStatus(201);
});

test("a body may have 256 KB and not more, whether or not it says its length", async () => {
  const { director } = await cast();
  const padded = (bytes: number) => {
    const body = JSON.stringify(partner);
    return body + " ".repeat(bytes - body.length);
  };
  expect(await send(director, padded(256 * 1024 + 1))).toBeProblem("too_large");
  const stream = () =>
    new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(new TextEncoder().encode(" ".repeat(8 * 1024)));
        controller.close();
      },
    });
  const streamed = await director.ask(path, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: stream(),
    duplex: "half",
  } as RequestInit);
  expect(streamed).toBeProblem("too_large");
  expect(await send(director, padded(256 * 1024))).toHaveStatus(201);
});

test("control characters are refused wherever they hide, line feeds and tabs are not", async () => {
  const { director } = await cast();
  for (const character of ["\u0000", "\u0007", "\u001b", "\u007f", "\u000b", "\ud800"]) {
    const answer = await director.post(path, { ...partner, name: `Library${character}` });
    expect(answer, JSON.stringify(character)).toBeProblem("invalid");
    expect((await problemOf(answer)).fields).toHaveProperty("name");
  }
  expect(await director.post(path, { ...partner, extra: { deep: ["\u0000"] } })).toBeProblem("invalid");
  expect(await director.post(path, { ...partner, "a\u0000b": 1 })).toBeProblem("invalid");
  expect(await director.post(path, { ...partner, name: "Library\n\tof Eastmere 🌊" })).toHaveStatus(201);
});

test("what does not fit is told field by field", async () => {
  const { director } = await cast();
  const answer = await director.post("/api/people", {
    name: " ",
    email: "not an address",
    organizationId: 7,
    role: "king",
  });
  expect(answer).toBeProblem("invalid");
  expect((await problemOf(answer)).fields).toEqual({
    name: "Write something here.",
    email: "Write an e-mail address, such as name@example.org.",
    organizationId: "Write text here.",
    role: "Choose one of these: backbone, representative, alternate, contributor, observer.",
    language: "This is needed.",
  });
});

test("an address that leads nowhere is a problem in words, not a page", async () => {
  const { director, server } = await cast();
  for (const nowhere of ["/api/nothing", "/api", "/api/people/x/y", "/sync", "/assets/none.js", "/none.png"])
    expect(await director.get(nowhere), nowhere).toBeProblem("not_found");
  expect(await director.delete("/api/organizations")).toBeProblem("not_found");
  expect(await server.stranger().post("/nowhere")).toBeProblem("not_found");
});

test("a mistake of ours is told without its insides", async () => {
  const { director, server } = await cast();
  await server.deps.driver.query("alter table organization rename to organization_gone");
  const answer = await director.get(path);
  expect(answer).toHaveStatus(500);
  const text = await answer.text();
  expect(text).toContain("Something went wrong on our side");
  expect(text).not.toMatch(/organization_gone|no such table|sql|\.ts/i);
});

test("every answer forbids what our pages never do", async () => {
  const server = await openServer();
  for (const asked of ["/api/welcome", "/api/me", "/api/nothing", "/healthz", "/any/page"]) {
    const { headers } = await server.stranger().get(asked);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, asked).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:4000;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.has("strict-transport-security")).toBe(false);
  }
  expect((await server.stranger().get("/api/welcome")).headers.get("cache-control")).toBe("no-store");
  const secure = await openServer({ publicUrl: "https://thread.example.org" });
  const { headers } = await secure.stranger().get("/api/welcome");
  expect(headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
  expect(headers.get("content-security-policy")).toContain("wss://thread.example.org;");
});

test("a proxy near by names the visitor; nobody else's word counts", async () => {
  const wrong = { email: "director@example.org", password: "wrong wrong" };
  const triesUntilSlowed = async (publicUrl: string | undefined, proxy: string) => {
    const server = await openServer({ publicUrl });
    const visitor = server.stranger(proxy);
    for (let i = 0; i < 12; i++) {
      const answer = await visitor.ask("/api/sign-in/password", {
        method: "POST",
        headers: {
          origin: server.address,
          "content-type": "application/json",
          "x-forwarded-for": `203.0.113.${i}`,
        },
        body: JSON.stringify(wrong),
      });
      if (answer.status === 429) return i;
    }
    return Number.POSITIVE_INFINITY;
  };
  expect(await triesUntilSlowed("https://thread.example.org", "127.0.0.1")).toBe(Number.POSITIVE_INFINITY);
  expect(await triesUntilSlowed("https://thread.example.org", "198.51.100.1")).toBe(5);
  expect(await triesUntilSlowed(undefined, "127.0.0.1")).toBe(5);
});

test("over a real socket it is the same server", async () => {
  const server = await listenServer();
  const cookie = await server.signIn("per_director");
  const answer = await fetch(`${server.address}/api/me`, { headers: { cookie } });
  expect(await answer.json()).toMatchObject({ person: { id: "per_director" } });
  const big = await fetch(`${server.address}${path}`, {
    method: "POST",
    headers: { cookie, origin: server.address, "content-type": "application/json" },
    body: JSON.stringify({ ...partner, name: "x".repeat(300_000) }),
  });
  expect(big).toBeProblem("too_large");
  expect(await fetch(`${server.address}/healthz`)).toHaveStatus(200);
});

test("a list comes packed to whoever can unpack it, a live line never does", async () => {
  const { director } = await cast();
  const ask = (at: string, encoding: string) =>
    director.ask(at, { headers: { "accept-encoding": encoding } });
  const plain = await ask("/api/commitments", "identity");
  const packed = await ask("/api/commitments", "br, gzip");
  expect([plain.headers.get("content-encoding"), packed.headers.get("content-encoding")]).toEqual([
    null,
    "gzip",
  ]);
  const unpacked = await new Response(packed.body!.pipeThrough(new DecompressionStream("gzip"))).text();
  expect(unpacked).toBe(await plain.text());
  const live = await ask("/api/live", "gzip");
  expect([live.headers.get("content-type"), live.headers.get("content-encoding")]).toEqual([
    "text/event-stream",
    null,
  ]);
  await live.body?.cancel();
});
