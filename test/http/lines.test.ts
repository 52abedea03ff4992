import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { createListener } from "../../server/http/listener.ts";
import { listenServer, problemOf } from "../support/server.ts";

let server: Awaited<ReturnType<typeof listenServer>>;
beforeAll(async () => {
  server = await listenServer();
  return () => server.stop();
});

/** Everything that comes back for these bytes until the line is closed. */
async function say(bytes: string, port = Number(new URL(server.address).port)) {
  const line = connect(port, "127.0.0.1");
  let heard = "";
  line.on("data", (data) => {
    heard += data;
  });
  line.on("error", () => {});
  line.write(bytes, "latin1");
  await once(line, "close");
  return heard;
}

const request = (first: string, ...headers: string[]) =>
  [`${first} HTTP/1.1`, ...headers, "connection: close", "", ""].join("\r\n");
const host = () => `host: ${new URL(server.address).host}`;
const origin = () => `origin: ${server.address}`;
const long = "x".repeat(30_000);

const broken: [what: string, bytes: () => string, status: number][] = [
  ["no host at all", () => request("GET /api/me"), 400],
  ["a host that is none", () => request("GET /api/me", "host: ["), 400],
  ["a host that writes into our headers", () => request("GET /healthz", "host: x; script-src *"), 400],
  ["an address with a backslash", () => request("GET /api\\me", host()), 400],
  ["another program's language", () => "\x16\x03\x01\x02\r\n\r\n", 400],
  [
    "two lengths",
    () => request("POST /api/sign-out", host(), origin(), "content-length: 1", "content-length: 2"),
    400,
  ],
  [
    "a length and parts, which two servers would read differently",
    () => request("POST /api/sign-out", host(), origin(), "content-length: 5", "transfer-encoding: chunked"),
    400,
  ],
  [
    "parts that are none",
    () => `${request("POST /api/sign-out", host(), origin(), "transfer-encoding: chunked")}zz\r\n`,
    400,
  ],
  ["an endless address", () => request(`GET /${long}`, host()), 431],
  ["huge cookies", () => request("GET /api/me", host(), `cookie: ct_session=${long}`), 431],
  [
    "a flood of headers",
    () => request("GET /api/me", host(), ...Array.from({ length: 3_000 }, (_, i) => `a${i}: b`)),
    431,
  ],
];

test.each(broken)("%s is answered in words, as a problem", async (_what, bytes, status) => {
  const answer = await say(bytes());
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toContain("content-type: application/problem+json");
  expect(JSON.parse(body)).toMatchObject({ status, title: expect.stringMatching(/\. .+\.$/) });
});

test("a line that breaks when nobody looks after it ends nobody's server", async () => {
  const listener = createListener({ fetch: () => new Response("here"), mayUpgrade: () => true });
  onTestFinished(() => void listener.close());
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const { port } = listener.address() as AddressInfo;
  const line = connect(port, "127.0.0.1");
  line.on("error", () => {});
  line.write("GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
  const [, theirs] = await once(listener, "upgrade");
  // `once` of Node would look after the line itself.
  const gone = new Promise((resolve) => theirs.resume().on("close", resolve));
  line.resetAndDestroy();
  await gone;
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("here");
});

test("nobody is left waiting at the address of the development server", async () => {
  const asks = request("GET /__hmr", host(), "upgrade: websocket").replace("close", "upgrade, close");
  expect(await say(asks)).toMatch(/^HTTP\/1\.1 \d/);
});

test("a program that offers another protocol with its request gets its answer", async () => {
  const offers = request("GET /api/welcome", host(), "upgrade: h2c").replace("close", "upgrade, close");
  expect(await say(offers)).toMatch(/^HTTP\/1\.1 200 [\s\S]*"needsSetUp":false/);
});

test("who sends a request drop by drop loses the line, with the reason; others are served meanwhile", async () => {
  const listener = createListener({
    fetch: async (it) => new Response(await it.text()),
    mayUpgrade: () => false,
    limits: { headersMs: 100, wholeMs: 200, lookedAtMs: 20 },
  });
  onTestFinished(() => void listener.close());
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const { port } = listener.address() as AddressInfo;
  const half = say("GET / HTTP/1.1\r\nhost: x\r\na: ", port);
  const halfBody = say("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf", port);
  expect(await (await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: "whole" })).text()).toBe(
    "whole",
  );
  expect(await half).toMatch(/^HTTP\/1\.1 408 [\s\S]*took too long to arrive/);
  expect(await halfBody).toMatch(/^HTTP\/1\.1 408 /);
});

test("a server that ends waits for nobody who asks nothing: unused lines are closed, and those who ask get their answer", async () => {
  const asked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  const listener = createListener({
    fetch: async () => {
      asked.resolve();
      await mayAnswer.promise;
      return new Response("here");
    },
    mayUpgrade: () => false,
  });
  // A line that stays open for more questions would do so for longer than this test may take.
  listener.keepAliveTimeout = 10 * 60_000;
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const { port } = listener.address() as AddressInfo;
  // As browsers do for what they may soon ask.
  const ahead = connect(port, "127.0.0.1");
  await once(listener, "connection");
  const answer = say("GET / HTTP/1.1\r\nhost: x\r\n\r\n", port);
  await asked.promise;
  const ended = new Promise((resolve) => listener.close(resolve));
  const gone = once(ahead.resume(), "close");
  listener.closeUnused();
  await gone;
  mayAnswer.resolve();
  expect(await answer).toMatch(/here$/);
  await ended;
});

test("the real server gives a request a minute, and its head a quarter of one", async () => {
  const { headersTimeout, requestTimeout } = createListener({
    fetch: () => new Response(),
    mayUpgrade: () => false,
  });
  expect([headersTimeout, requestTimeout]).toEqual([15_000, 60_000]);
  // The problems above come from the listener of the real server.
  expect((await problemOf(await fetch(`${server.address}/api/me`))).code).toBe("signed_out");
});
