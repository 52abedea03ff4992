import { connect } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { limits } from "../../server/relay/limits.ts";
import { createClock } from "../support/clock.ts";
import { listenServer } from "../support/server.ts";
import { syncMessage } from "./support.ts";

const clock = createClock();
let server: Awaited<ReturnType<typeof listenServer>>;
let cookies: Record<"city" | "casa" | "funder", string>;

beforeAll(async () => {
  server = await listenServer({ clock });
  cookies = {
    city: await server.signIn("per_city_rep"),
    casa: await server.signIn("per_casa_rep"),
    funder: await server.signIn("per_funder"),
  };
});
afterAll(() => server.stop());

const agenda = "agenda:ini_brackwater:en";
const address = () => server.address.replace("http", "ws");
const open: { destroy(): void }[] = [];
const forms = { t: "t" };

/** A plain y-websocket client with somebody's cookie. */
function provider(cookie: string, name = agenda, doc = new Y.Doc()) {
  class WithCookie extends WebSocket {
    constructor(url: string | URL, protocols?: string[]) {
      super(url, protocols, { headers: { cookie, origin: server.address } });
    }
  }
  const made = new WebsocketProvider(`${address()}/sync`, name, doc, {
    WebSocketPolyfill: WithCookie as never,
    // Tabs of one browser would speak behind the server's back.
    disableBc: true,
  });
  open.push(made);
  return { doc, provider: made, text: () => doc.getText(forms.t).toString(), state: () => made.awareness };
}
afterAll(() => {
  for (const it of open) it.destroy();
});

/** Whom somebody sees beside themselves. */
const others = ({ doc, state }: ReturnType<typeof provider>) =>
  [...state().getStates()].filter(([client]) => client !== doc.clientID).map(([, it]) => it);

const until = <T>(check: () => T | Promise<T>, timeout = 5_000) =>
  vi.waitFor(check, { timeout, interval: 5 });

/** A raw socket, and how it ended. */
function raw(cookie: string | undefined, path = `/sync/${agenda}`, origin: string | null = server.address) {
  const headers = { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) };
  const ws = new WebSocket(`${address()}${path}`, { headers });
  const frames: Buffer[] = [];
  ws.on("message", (data: Buffer) => frames.push(data));
  ws.on("error", () => {});
  const opened = new Promise<void>((resolve) => ws.once("open", () => resolve()));
  const refused = new Promise<{ status: number; type: string; body: string }>((resolve) =>
    ws.once("unexpected-response", async (_request, response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      const type = String(response.headers["content-type"]);
      resolve({ status: response.statusCode ?? 0, type, body: Buffer.concat(parts).toString() });
    }),
  );
  const closed = new Promise<{ code: number; reason: string; at: number }>((resolve) =>
    ws.once("close", (code, reason) => resolve({ code, reason: String(reason), at: performance.now() })),
  );
  return { ws, frames, opened, refused, closed };
}

const kept = async () =>
  (await server.deps.driver.query("select document, seq, data from document_update order by document, seq"))
    .rows;

test("R3 R7: two y-websocket clients write together, and a third finds all of it", async () => {
  const ana = provider(cookies.city);
  const ben = provider(cookies.casa);
  await until(() => expect(ana.provider.synced && ben.provider.synced).toBe(true));
  // The text was there when "synced" was said.
  expect(ana.doc.share.size + Y.encodeStateAsUpdate(ana.doc).length).toBeGreaterThan(500);
  ana.doc.getText("t").insert(0, "Hello");
  await until(() => expect(ben.text()).toBe("Hello"));
  ben.doc.getText("t").insert(5, " world");
  await until(() => expect(ana.text()).toBe("Hello world"));
  const third = provider(cookies.funder);
  await until(() => expect(third.text()).toBe("Hello world"));
});

test("R21: presence carries the name the server knows, whatever the client says", async () => {
  const ana = provider(cookies.city);
  const ben = provider(cookies.casa);
  ana.state().setLocalState({
    name: "The Mayor",
    personId: "per_director",
    hue: 0,
    user: { name: "The Mayor" },
    caret: 3,
  });
  await until(() => {
    // Others are here, too.
    const seen = others(ben).filter((it) => it.caret === 3);
    expect(seen).toMatchObject([{ personId: "per_city_rep", mayEdit: true }]);
    expect(JSON.stringify(seen)).not.toContain("Mayor");
  });
  ana.provider.destroy();
  await until(() => expect(others(ben).filter((it) => it.caret === 3)).toEqual([]));
});

test("what a plain y-websocket client wrote offline arrives when it comes back", async () => {
  const ana = provider(cookies.city);
  const ben = provider(cookies.casa);
  await until(() => expect(ana.provider.synced && ben.provider.synced).toBe(true));
  ana.provider.disconnect();
  ana.doc.getText("t").insert(0, "[offline] ");
  ben.doc.getText("t").insert(ben.doc.getText("t").length, " [online]");
  ana.provider.connect();
  await until(() => {
    expect(ben.text()).toMatch(/^\[offline\].*\[online\]$/);
    expect(ana.text()).toBe(ben.text());
  });
});

test.each([
  ["somebody who is signed out", () => raw(undefined), 401],
  ["somebody with a made-up cookie", () => raw("ct_session=made-up"), 401],
  ["another page's origin", () => raw(cookies.city, undefined, "https://evil.example"), 403],
  ["no origin at all", () => raw(cookies.city, undefined, null), 403],
  ["a document that does not exist", () => raw(cookies.city, "/sync/agenda:ini_brackwater:xx"), 404],
  ["a document of another initiative", () => raw(cookies.city, "/sync/agenda:ini_other:en"), 404],
  ["a name with control characters", () => raw(cookies.city, "/sync/agenda%00:en"), 404],
  ["a path that is no document", () => raw(cookies.city, "/elsewhere"), 404],
])("%s gets a real HTTP answer", async (_who, knock, status) => {
  const answer = await knock().refused;
  expect(answer).toMatchObject({ status, type: "application/problem+json" });
  expect(JSON.parse(answer.body)).toMatchObject({ status, title: expect.stringMatching(/\.$/) });
});

test("a document that is not there and one that is not yours look the same", async () => {
  await server.deps.driver.batch([
    {
      sql: "insert into initiative (id, name_en, name_es, place, time_zone, default_language, created_at) values ('ini_other', 'Other', 'Otra', '', 'UTC', 'en', 1)",
    },
    {
      sql: "insert into document (name, initiative_id, kind, language, is_source, created_at) values ('agenda:ini_other:en', 'ini_other', 'common-agenda', 'en', 1, 1)",
    },
  ]);
  const theirs = await raw(cookies.city, "/sync/agenda:ini_other:en").refused;
  const nobodys = await raw(cookies.city, "/sync/agenda:ini_nobody:en").refused;
  expect(theirs).toEqual(nobodys);
});

test("a line that breaks in the handshake, or talks nonsense, hurts nobody", async () => {
  const { port } = new URL(server.address);
  for (const words of [
    "GET /sync/x HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\xff\xff\xff",
    `GET /sync/${agenda} HTTP/1.1\r\nHost: [\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  ]) {
    const line = connect(Number(port), "127.0.0.1");
    line.on("error", () => {});
    line.write(words, "latin1");
    await new Promise((resolve) => line.once("data", resolve));
    line.resetAndDestroy();
  }
  const noise = raw(cookies.city);
  await noise.opened;
  (noise.ws as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.alloc(64, 255));
  expect((await noise.closed).code).toBeGreaterThan(1000);
  const fine = provider(cookies.city);
  await until(() => expect(fine.provider.synced).toBe(true));
});

test("R13 R15: text frames and frames that are too long close the line", async () => {
  const text = raw(cookies.city);
  await text.opened;
  text.ws.send("hello");
  expect((await text.closed).code).toBe(4400);
  const long = raw(cookies.city);
  await long.opened;
  long.ws.send(Buffer.alloc((4 << 20) + 1));
  expect((await long.closed).code).toBe(1009);
});

test("R14: no frame of a reader changes a byte", async () => {
  const before = JSON.stringify(await kept());
  const doc = new Y.Doc();
  doc.getText("t").insert(0, "I was here");
  const update = Y.encodeStateAsUpdate(doc);
  for (const frame of [
    syncMessage(2, update),
    syncMessage(1, update),
    syncMessage(2, new Uint8Array([0, 1, 5, 1, 0, 3])),
  ]) {
    const reader = raw(cookies.funder);
    await reader.opened;
    reader.ws.send(frame);
    expect((await reader.closed).code).toBe(4403);
  }
  expect(JSON.stringify(await kept())).toBe(before);
});

test("R17: a socket that asks for it is told what is saved", async () => {
  const ana = raw(cookies.city, `/sync/${agenda}?saved=1`);
  await ana.opened;
  const doc = new Y.Doc();
  doc.getText("t").insert(0, "x");
  ana.ws.send(syncMessage(1, Y.encodeStateAsUpdate(doc)));
  await until(() => expect(ana.frames.filter((it) => it[0] === 100).map((it) => it[1])).toEqual([1]));
  const row = (await kept()).at(-1);
  expect(Buffer.from(row?.data as Uint8Array).equals(Buffer.from(Y.encodeStateAsUpdate(doc)))).toBe(true);
});

test("R29: a removed person's open lines end within a second, and nothing of them is taken after", async () => {
  const director = await server.signIn("per_director");
  const resident = await server.signIn("per_resident");
  const lines = [raw(resident), raw(resident), raw(resident)];
  await Promise.all(lines.map((it) => it.opened));
  const started = performance.now();
  const answer = await fetch(`${server.address}/api/people/per_resident`, {
    method: "DELETE",
    headers: { cookie: director, origin: server.address },
  });
  expect(answer.status).toBe(204);
  for (const it of lines) {
    const { code, at } = await it.closed;
    expect(code).toBe(4401);
    expect(at - started).toBeLessThan(1_000);
  }
  expect((await raw(resident).refused).status).toBe(401);
});

test("R29: somebody whose role becomes observer reads on and cannot write", async () => {
  const director = await server.signIn("per_director");
  const alternate = await server.signIn("per_city_alt");
  const line = raw(alternate);
  await line.opened;
  const answer = await fetch(`${server.address}/api/people/per_city_alt`, {
    method: "PATCH",
    headers: { cookie: director, origin: server.address, "content-type": "application/json" },
    body: JSON.stringify({ role: "observer" }),
  });
  expect(answer.status).toBe(200);
  await until(() => expect(line.frames.some((it) => it[0] === 2)).toBe(true), 1_000);
  const before = JSON.stringify(await kept());
  const doc = new Y.Doc();
  doc.getText("t").insert(0, "too late");
  line.ws.send(syncMessage(2, Y.encodeStateAsUpdate(doc)));
  expect((await line.closed).code).toBe(4403);
  expect(JSON.stringify(await kept())).toBe(before);
});

test("R32: a document that everybody has left keeps its text, as a snapshot", async () => {
  const spanish = "agenda:ini_brackwater:es";
  const ana = provider(cookies.casa, spanish);
  await until(() => expect(ana.provider.synced).toBe(true));
  ana.doc.getText("t").insert(0, "hola");
  const row = async () =>
    (await server.deps.driver.query("select snapshot_seq from document where name = ?", [spanish])).rows[0];
  await until(async () => expect((await kept()).some((it) => it.document === spanish)).toBe(true));
  ana.provider.destroy();
  // The relay keeps real time here.
  await until(async () => expect(await row()).toEqual({ snapshot_seq: 1 }), limits.emptyMsMax + 5_000);
  const again = provider(cookies.casa, spanish);
  await until(() => expect(again.text()).toBe("hola"));
});
