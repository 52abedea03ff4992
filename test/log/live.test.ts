import { expect, onTestFinished, test } from "vitest";
import type { LiveItem, LogItem } from "../../shared/log/event.ts";
import { listenServer } from "../support/server.ts";

type Live = Awaited<ReturnType<typeof listenServer>>;

/** A browser that listens; `until` waits for what it has heard. */
async function listen(server: Live, cookie: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const answer = await fetch(`${server.address}/api/live`, {
    headers: { cookie, ...headers },
    signal: abort.signal,
  });
  const line = {
    status: answer.status,
    type: answer.headers.get("content-type"),
    items: [] as LiveItem[],
    ids: [] as string[],
    raw: "",
    isOver: false,
    hangUp: () => abort.abort(),
    async until(fact: () => boolean) {
      while (!fact()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
  void (async () => {
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for await (const bytes of answer.body!) {
        const text = decoder.decode(bytes, { stream: true });
        line.raw += text;
        rest += text;
        const blocks = rest.split("\n\n");
        rest = blocks.pop()!;
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (!data) continue;
          line.items.push(JSON.parse(data) as LiveItem);
          line.ids.push(/^id: (.*)$/m.exec(block)![1]!);
        }
      }
    } catch {
      // Hung up.
    }
    line.isOver = true;
  })();
  await line.until(() => line.raw.includes("retry:") || line.isOver);
  return line;
}

async function rename(server: Live, cookie: string, name: string) {
  const answer = await fetch(`${server.address}/api/me`, {
    method: "PATCH",
    headers: { cookie, origin: server.address, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  expect(answer.status).toBe(200);
}

test("who listens hears what happens from now on, as it is committed, and it is the same as in the log", async () => {
  const server = await listenServer();
  const [funder, city] = [await server.signIn("per_funder"), await server.signIn("per_city_rep")];
  const line = await listen(server, funder);
  expect(line).toMatchObject({ status: 200, type: "text/event-stream" });
  await rename(server, city, "Omar Reyes");
  await line.until(() => line.items.length === 1);
  expect(line.items[0]).toMatchObject({ type: "person.renamed", it: { en: "Omar Reyes", es: "Omar Reyes" } });
  expect(line.ids).toEqual([String(line.items[0]?.seq)]);
  const log = await fetch(`${server.address}/api/log?after=${line.items[0]!.seq - 1}`, {
    headers: { cookie: funder },
  });
  expect(await log.json()).toEqual({ items: line.items });
});

test("an event brings the record that it is about, as it stands now and to whoever may see it", async () => {
  const server = await listenServer();
  const [casa, schools] = [await server.signIn("per_casa_rep"), await server.signIn("per_schools_rep")];
  const director = await server.signIn("per_director");
  const [own, others] = [await listen(server, casa), await listen(server, schools)];
  const offer = async (id: string, visibility: string) => {
    const answer = await fetch(`${server.address}/api/commitments`, {
      method: "POST",
      headers: { cookie: director, origin: server.address, "content-type": "application/json" },
      body: JSON.stringify({
        id,
        what: "Translate the notice",
        ownerOrganizationId: "org_casa",
        dueOn: "2027-03-15",
        groupId: "grp_steering",
        visibility,
      }),
    });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return ((await answer.json()) as { commitment: object }).commitment;
  };
  await offer("com_00000000000000aa", "restricted");
  const open = await offer("com_00000000000000bb", "partners");
  await rename(server, director, "Omar Reyes");
  for (const line of [own, others]) await line.until(() => line.items.at(-1)?.type === "person.renamed");
  const brought = (items: LiveItem[]) => items.map((it) => [it.refs[0], it.record?.it.id]);
  expect(brought(others.items)).toEqual([
    ["com_00000000000000bb", "com_00000000000000bb"],
    ["per_director", undefined],
  ]);
  expect(brought(own.items)[0]).toEqual(["com_00000000000000aa", "com_00000000000000aa"]);
  expect(others.items[0]!.record).toEqual({ kind: "commitment", it: open });
});

test("who comes back after any number of interruptions has heard everything once, in order", async () => {
  const server = await listenServer();
  const [funder, city] = [await server.signIn("per_funder"), await server.signIn("per_city_rep")];
  const heard: number[] = [];
  let last = "0";
  const writing = (async () => {
    for (let n = 0; n < 40; n++) await rename(server, city, `Omar ${n}`);
  })();
  // Cut at every possible moment: in the past, in the middle of the writing, and after it.
  for (let cut = 0; cut < 12; cut++) {
    const line = await listen(server, funder, { "last-event-id": last });
    await line.until(() => line.items.length > cut % 4 || heard.length + line.items.length >= 81);
    line.hangUp();
    await line.until(() => line.isOver);
    heard.push(...line.items.map((it) => it.seq));
    last = line.ids.at(-1) ?? last;
  }
  await writing;
  const line = await listen(server, funder, { "last-event-id": last });
  const { items } = (await (
    await fetch(`${server.address}/api/log`, { headers: { cookie: funder } })
  ).json()) as { items: LogItem[] };
  await line.until(() => heard.length + line.items.length >= items.length);
  expect([...heard, ...line.items.map((it) => it.seq)]).toEqual(items.map((it) => it.seq));
});

test("the line ends with the sign-in, with the person, and with the server, each within a second", async () => {
  const server = await listenServer();
  const [director, resident, other, funder] = await Promise.all(
    ["per_director", "per_resident", "per_resident", "per_funder"].map((it) => server.signIn(it)),
  );
  const ask = (cookie: string, method: string, path: string) =>
    fetch(`${server.address}${path}`, { method, headers: { cookie, origin: server.address } });
  const lines = await Promise.all([resident!, other!, funder!].map((it) => listen(server, it)));
  const [first, second, third] = lines;
  const started = performance.now();
  await ask(resident!, "POST", "/api/sign-out");
  await first!.until(() => first!.isOver);
  expect(second!.isOver).toBe(false);
  await ask(director!, "DELETE", "/api/people/per_resident");
  await second!.until(() => second!.isOver);
  // Whoever was removed hears nothing of it, nor of what comes after.
  expect(second!.items.map((it) => it.type)).not.toContain("person.removed");
  expect((await listen(server, other!)).status).toBe(401);
  await third!.until(() => third!.items.some((it) => it.type === "person.removed"));
  await server.stop();
  await third!.until(() => third!.isOver);
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("somebody may hold many lines, and not any number; a line that ends makes room", async () => {
  const server = await listenServer();
  const [funder, city] = [await server.signIn("per_funder"), await server.signIn("per_city_rep")];
  const lines = await Promise.all(Array.from({ length: 24 }, () => listen(server, funder)));
  expect((await listen(server, funder)).status).toBe(429);
  expect((await listen(server, city)).status).toBe(200);
  lines[0]!.hangUp();
  let status = 429;
  while (status === 429) status = (await listen(server, funder)).status;
  expect(status).toBe(200);
});
