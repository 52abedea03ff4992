import { beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { XmlElement, XmlText } from "yjs";
import { editDocument } from "../../server/documents/edit.ts";
import { readMail } from "../../server/mail/queue.ts";
import { addActivity } from "../../shared/action-plans/plan.ts";
import { syncMessage } from "../relay/support.ts";
import { listenServer } from "../support/server.ts";
import {
  type Canary,
  type CanaryName,
  canaries,
  createWorld,
  type Onlooker,
  onlookers,
  type World,
} from "./world.ts";

// Promise 7: one initiative, group or restricted record never leaks to another. Everybody asks every door for
// everything; no byte of an answer, of the stream or of a document holds a canary that they may not hear.

let server: Awaited<ReturnType<typeof listenServer>>;
let world: World;

// Thousands of questions, one after the other.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  server = await listenServer();
  world = await createWorld(server);
  for (const { name, canary } of world.documents) {
    const { word } = canaries[canary];
    await editDocument(server.deps.documents, name, { personId: "per_director", signInId: "" }, (doc) => {
      const paragraph = new XmlElement("paragraph");
      paragraph.insert(0, [new XmlText(`Written ${word}`)]);
      doc.get("root-v2", XmlElement).insert(0, [paragraph]);
      if (name.startsWith("plan:"))
        addActivity(doc, {
          id: `act_${word.padEnd(16, "0")}`.slice(0, 20),
          title: `Activity ${word}`,
          strategyId: "str_water",
          startsOn: "2026-12-01",
          endsOn: "2026-12-31",
        });
    });
  }
  await server.deps.plans.catchUp();
});

const names = () => Object.keys(world.visitors) as Onlooker[];

const sees = (name: Onlooker, canary: CanaryName) => (canaries[canary] as Canary).seenBy.includes(name);

/** The canaries in some bytes that `name` should not hear. */
const leaked = (name: Onlooker, bytes: string) =>
  Object.values<Canary>(canaries)
    .filter((it) => !it.seenBy.includes(name) && bytes.includes(it.word))
    .map((it) => it.word);

/** Every door that is read through, with all that is hidden in the place of its parameters. */
async function readings() {
  const answer = await world.visitors.stranger.get("/api/openapi.json");
  const { paths } = (await answer.json()) as { paths: Record<string, { get?: unknown }> };
  const hiddenIds = world.hidden.map((it) => it.id);
  const items = hiddenIds.filter((it) => it.startsWith("itm_"));
  const doors = Object.keys(paths).filter((path) => paths[path]!.get && path !== "/api/live");
  const ids = [...hiddenIds, ...world.documents.map((it) => it.name), "agenda:ini_outside:en"];
  const fill = (path: string): string[] => {
    const [, name] = /\{(\w+)\}/.exec(path) ?? [];
    return name === undefined
      ? [path]
      : ids.flatMap((id) => fill(path.replace(`{${name}}`, encodeURIComponent(id))));
  };
  const threads = hiddenIds.flatMap((of) => [
    `/api/threads?recordKind=decision&of=${of}`,
    `/api/threads?recordKind=commitment&of=${of}`,
    `/api/threads?recordKind=indicator&of=${of}`,
    `/api/threads?recordKind=activity&of=${of}`,
    `/api/threads/counts?meeting=${of}`,
    `/api/log?organization=${of}&limit=500`,
    ...(of.startsWith("mtg_") ? items : []).map(
      (item) => `/api/threads?recordKind=agenda_item&of=${of}%2F${item}`,
    ),
  ]);
  return [
    ...doors.flatMap(fill),
    ...threads,
    "/api/threads?recordKind=decision&of=dec_protocol",
    "/api/log?limit=500",
  ];
}

test("no answer to anybody holds a word that is not for them", async () => {
  const paths = await readings();
  expect(paths.length).toBeGreaterThan(500);
  const found: Record<string, number> = {};
  for (const name of names())
    for (const path of paths) {
      const answer = await world.visitors[name].get(path);
      const bytes = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
      expect(leaked(name, bytes), `${name} ${path}`).toEqual([]);
      for (const [canary, { word }] of Object.entries(canaries))
        if (bytes.includes(word)) found[`${canary} ${name}`] = (found[`${canary} ${name}`] ?? 0) + 1;
    }
  // What nobody would find cannot leak either: whoever may, does come across it.
  const expected = Object.entries(canaries).flatMap(([canary, { seenBy }]) =>
    seenBy.map((name) => `${canary} ${name}`),
  );
  expect(Object.keys(found).sort()).toEqual(expected.sort());
});

test("what is not for somebody and what never was look the same, whatever they ask of it", async () => {
  const answer = await world.visitors.stranger.get("/api/openapi.json");
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
  let asked = 0;
  for (const name of ["schools", "funder", "outsider"] as const) {
    const visitor = world.visitors[name];
    const hidden = world.hidden.filter(({ canary }) => !sees(name, canary)).map((it) => it.id);
    for (const [path, methods] of Object.entries(paths)) {
      const [, first] = /\{(\w+)\}/.exec(path) ?? [];
      if (first === undefined) continue;
      for (const method of Object.keys(methods)) {
        const ask = async (id: string) => {
          const filled = path.replace(`{${first}}`, id).replaceAll(/\{\w+\}/g, "x");
          const headers = { origin: server.address, "content-type": "application/json" };
          const init = method === "get" ? {} : { headers, body: "{}" };
          const it = await visitor.ask(filled, { method: method.toUpperCase(), ...init });
          asked++;
          return `${it.status} ${(await it.text()).replaceAll(id, "…")}`;
        };
        const never = await ask("com_zzzzzzzzzzzzzzzz");
        for (const id of hidden) expect(await ask(id), `${name} ${method} ${path} ${id}`).toBe(never);
      }
    }
  }
  expect(asked).toBeGreaterThan(1_000);
});

test("the live stream says nothing that is not for its reader", async () => {
  for (const name of names().filter((it) => it !== "stranger")) {
    const answer = await world.visitors[name].ask("/api/live?after=0");
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    // A new partner is told to everybody of the initiative: when it has come, all before it has.
    const by = name === "outsider" ? world.visitors.outsider : world.visitors.director;
    const said = `Known to ${name}`;
    const partner = { name: said, shortName: said, sector: "business", isPublicBody: false, language: "en" };
    expect(await by.post("/api/organizations", partner)).toHaveStatus(201);
    let bytes = "";
    while (!bytes.includes(said)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`${name}'s stream ended.`);
      bytes += value;
    }
    await reader.cancel();
    expect(leaked(name, bytes), name).toEqual([]);
  }
});

test("no mail to anybody holds a word that is not for them", async () => {
  const { deps } = server;
  for (const { id, canary } of world.hidden.filter((it) => it.id.startsWith("mtg_"))) {
    const by = canary === "outside" ? world.visitors.outsider : world.visitors.director;
    expect(await by.post(`/api/meetings/${id}/agenda/sending`), id).toHaveStatus(201);
  }
  await deps.later.settled();
  const organizationOf = new Map(
    (await deps.db.selectFrom("person").selectAll().execute()).map((it) => [it.email, it.organization_id]),
  );
  const personOf = new Map(Object.entries(onlookers));
  const people = await deps.db.selectFrom("person").select(["id", "organization_id"]).execute();
  const organizationsOf = (it: Canary) =>
    it.seenBy.map((name) => people.find(({ id }) => id === personOf.get(name))!.organization_id);
  const mails = await deps.db.selectFrom("mail").selectAll().execute();
  const told = new Set<string>();
  for (const mail of mails) {
    const bytes = JSON.stringify(readMail(deps, mail));
    for (const [name, canary] of Object.entries<Canary>(canaries))
      if (bytes.includes(canary.word)) {
        told.add(name);
        expect(organizationsOf(canary), `${mail.recipient} ${mail.subject}`).toContain(
          organizationOf.get(mail.recipient),
        );
      }
  }
  expect([...told]).toEqual(expect.arrayContaining(["group", "restricted"]));
});

test("a document that is not for somebody cannot be opened, and looks as if it never was", async () => {
  for (const name of names())
    for (const { name: document, canary } of [
      ...world.documents,
      { name: "agenda:ini_outside:en", canary: "outside" as const },
    ]) {
      const mayOpen = sees(name, canary);
      const heard = await join(world.visitors[name].cookie, document);
      expect(leaked(name, heard.bytes), `${name} ${document}`).toEqual([]);
      if (mayOpen) expect(heard.bytes, `${name} ${document}`).toContain(canaries[canary].word);
      else if (name !== "stranger") {
        const never = await join(world.visitors[name].cookie, "notes:mtg_never");
        expect(heard, `${name} ${document}`).toEqual(never);
      }
    }
});

/** What is heard of a document until it is whole, or how it was refused. */
function join(cookie: string, document: string) {
  const headers = { origin: server.address, ...(cookie ? { cookie } : {}) };
  const ws = new WebSocket(`${server.address.replace("http", "ws")}/sync/${document}`, { headers });
  return new Promise<{ status: number; bytes: string }>((resolve, reject) => {
    const frames: Buffer[] = [];
    const end = (status: number) => {
      ws.close();
      resolve({ status, bytes: Buffer.concat(frames).toString("latin1") });
    };
    ws.on("error", reject);
    ws.on("unexpected-response", async (_request, response) => {
      for await (const part of response) frames.push(part as Buffer);
      end(response.statusCode ?? 0);
    });
    ws.on("open", () => ws.send(syncMessage(0, Uint8Array.of(0))));
    ws.on("message", (data: Buffer) => {
      frames.push(data);
      // Sync, step 2: all is there.
      if (data[0] === 0 && data[1] === 1) end(101);
    });
    ws.on("close", (code) => end(code));
  });
}
