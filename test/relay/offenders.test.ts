import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { limits } from "../../server/relay/limits.ts";
import { listenServer, problemOf } from "../support/server.ts";
import { type Author, agenda, sitAt, textOf } from "./process.ts";
import { presenceMessage, syncMessage } from "./support.ts";

let server: Awaited<ReturnType<typeof listenServer>>;
let partners: [Author, Author];
let offender: string;

beforeAll(async () => {
  server = await listenServer();
  offender = await server.signIn("per_schools_rep");
  partners = [
    await sitAt(server, await server.signIn("per_city_rep")),
    await sitAt(server, await server.signIn("per_casa_rep")),
  ];
});
afterAll(() => server.stop());

const knock = () =>
  new WebSocket(`${server.address.replace("http", "ws")}/sync/${agenda}`, {
    headers: { cookie: offender, origin: server.address },
  });

const lie = [255, 255, 255, 255, 15];
const frames: [what: string, frame: Uint8Array | number[], code: number][] = [
  ["nothing", [], 4400],
  ["an unknown type", [77], 4400],
  ["what only a server says", [100, 1], 4400],
  ["a number without an end", Array(12).fill(255), 4400],
  ["half a sync message", [0], 4400],
  ["an unknown sync message", [0, 9, 0], 4400],
  ["a length that lies", [0, 0, ...lie], 4400],
  ["a state vector that lies", syncMessage(0, Uint8Array.from(lie)), 4400],
  [
    "seven bytes that ask for much memory",
    syncMessage(2, Uint8Array.from([255, 255, 255, 255, 7, 0, 0])),
    4400,
  ],
  ["deletions that are not there", syncMessage(1, Uint8Array.from([0, ...lie])), 4400],
  ["more after the end", [...syncMessage(2, Uint8Array.from([0, 0])), 9, 9], 4400],
  ["a presence of very many", presenceMessage(Uint8Array.from(lie)), 4400],
  ["a presence that is a list", presenceMessage(Uint8Array.from([1, 5, 1, 2, 91, 93])), 4400],
  ["a presence that is too large", presenceMessage(new Uint8Array(limits.presenceFrameBytesMax + 1)), 4413],
  ["a change that is too large", syncMessage(2, new Uint8Array(limits.updateBytesMax + 1)), 4413],
];

test.each(frames)(
  "R13 R15: who sends %s is sent away, and nobody else is disturbed",
  async (_what, frame, code) => {
    const line = knock();
    await once(line, "open");
    line.send(Uint8Array.from(frame));
    expect((await once(line, "close"))[0]).toBe(code);
    const [ana, ben] = partners;
    textOf(ana.doc).insert(0, "on ");
    await ben.until(() => ben.text() === ana.text());
  },
);

test("R35: one person's crowd of lines is told so in words, and everybody else sits down", async () => {
  const lines = Array.from({ length: limits.socketsPerPersonMax }, knock);
  await Promise.all(lines.map((it) => once(it, "open")));
  const one = knock().on("error", () => {});
  const answer: IncomingMessage = (await once(one, "unexpected-response"))[1];
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  const body = new Response(Buffer.concat(await answer.toArray()));
  expect(await problemOf(body)).toMatchObject({ status: 429, title: expect.stringMatching(/Close some/) });
  const other = await sitAt(server, await server.signIn("per_funder"));
  expect(other.text()).toBe(partners[0].text());
  // Whoever closes some may come again.
  lines.pop()!.terminate();
  const relay = server.deps.documents.relay.stats;
  while (relay().sockets > limits.socketsPerPersonMax + 2)
    await new Promise((resolve) => setImmediate(resolve));
  await once(knock(), "open");
  for (const line of lines) line.terminate();
});
