import { copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { XmlElement } from "yjs";
import { editDocument } from "../../server/documents/edit.ts";
import { fromLog, fromRows } from "../log/rebuild.ts";
import { cast } from "../support/cast.ts";
import { openServer, temporaryFolder } from "../support/server.ts";
import { run } from "./run.ts";

const command = (name: string, dataDir: string, ...args: string[]) =>
  run(`server/operator/${name}.ts`, dataDir, args);
const agenda = "agenda:ini_brackwater:en";

test("a backup is put back: what came later is gone and kept aside, the log holds and says so, and a new epoch begins", async () => {
  const { director, server } = await cast();
  const folder = temporaryFolder();
  expect(await director.patch("/api/me", { name: "Inez before" })).toHaveStatus(200);
  const file = join(folder, "monday.db");
  expect(await command("backup", server.dataDir, file)).toMatchObject({ status: 0 });
  expect(await director.patch("/api/me", { name: "Inez after" })).toHaveStatus(200);
  expect(await command("restore", server.dataDir, file)).toEqual({
    status: 2,
    said: expect.stringContaining("Stop it first"),
  });
  await server.close();
  const done = await command("restore", server.dataDir, file);
  expect(done, done.said).toMatchObject({ status: 0 });
  expect(readdirSync(server.dataDir).filter((it) => it.startsWith("restoring-"))).toEqual([]);

  const again = await openServer({ dataDir: server.dataDir });
  const visitor = await again.as("per_director");
  const me = (await (await visitor.get("/api/me")).json()) as {
    person: { name: string };
    initiative: { epoch: string };
  };
  expect(me.person.name).toBe("Inez before");
  expect(me.initiative.epoch).toMatch(/^[\w-]{12}$/);
  expect(await (await visitor.get("/api/log/verification")).json()).toMatchObject({ broken: null });
  expect(await fromLog(again.deps, "ini_brackwater")).toEqual(await fromRows(again.deps));
  const { items } = (await (await visitor.get("/api/log?before=999999&limit=3")).json()) as {
    items: { type: string }[];
  };
  expect(items.map((it) => it.type)).toContain("initiative.restored");

  // A browser of before is told, wherever it comes back to; one of now, and one that says nothing, come in.
  for (const path of ["/api/documents?", "/api/live?after=1&", `/sync/${agenda}?`]) {
    const headers = { origin: again.address };
    expect(await visitor.ask(`${path}epoch=`, { headers }), path).toBeProblem("conflict");
    const here = await visitor.ask(`${path}epoch=${me.initiative.epoch}`, { headers });
    expect(here.status, path).not.toBe(409);
    await here.body?.cancel();
  }
  expect(await visitor.get("/api/documents")).toHaveStatus(200);
  await again.close();

  // What was there is a database too.
  const [aside] = readdirSync(join(server.dataDir, "copies")).filter((it) =>
    it.startsWith("before-restore-"),
  );
  const former = temporaryFolder();
  copyFileSync(join(server.dataDir, "copies", aside!), join(former, "common-thread.db"));
  const before = await openServer({ dataDir: former });
  const then = await (await before.as("per_director")).get("/api/me");
  expect(await then.json()).toMatchObject({ person: { name: "Inez after" }, initiative: { epoch: "" } });
});

test("the same backup put back twice is two epochs, and its texts are as they were", async () => {
  const server = await openServer();
  const folder = temporaryFolder();
  const file = join(folder, "monday.db");
  expect(await command("backup", server.dataDir, file)).toMatchObject({ status: 0 });
  const textOf = async (it: Awaited<ReturnType<typeof openServer>>) =>
    (await (await it.as("per_director")).get(`/api/documents/${agenda}/markdown`)).text();
  const text = await textOf(server);
  await editDocument(server.deps.documents, agenda, { personId: "per_director", signInId: "" }, (doc) => {
    doc.get("root-v2", XmlElement).delete(0, 3);
  });
  expect(await textOf(server)).not.toBe(text);
  await server.close();
  const epochs = [];
  for (let turn = 0; turn < 2; turn++) {
    expect(await command("restore", server.dataDir, file)).toMatchObject({ status: 0 });
    const again = await openServer({ dataDir: server.dataDir });
    expect(await textOf(again)).toBe(text);
    epochs.push(
      (await again.deps.db.selectFrom("initiative").select("epoch").executeTakeFirstOrThrow()).epoch,
    );
    await again.close();
  }
  expect(new Set(epochs).size).toBe(2);
});

test("what does not hold is not restored, and what is in the way is said", async () => {
  const server = await openServer();
  await server.close();
  const folder = temporaryFolder();
  const bad = join(folder, "bad.db");
  writeFileSync(bad, "no database at all, only words that go on for a while".repeat(100));
  expect(await command("restore", server.dataDir, bad)).toMatchObject({
    status: 1,
    said: expect.stringContaining("nothing was changed"),
  });
  expect(await command("restore", server.dataDir)).toMatchObject({
    status: 2,
    said: expect.stringContaining("Say which"),
  });
  expect(await command("restore", server.dataDir, "no.db")).toMatchObject({
    status: 2,
    said: expect.stringContaining("There is no file"),
  });
  expect(await command("restore", server.dataDir, "common-thread.db")).toMatchObject({
    status: 2,
    said: expect.stringContaining("the database itself"),
  });
  expect(existsSync(join(server.dataDir, "copies"))).toBe(false);
  // Into an empty folder: a new machine.
  const file = join(folder, "monday.db");
  expect(await command("backup", server.dataDir, file)).toMatchObject({ status: 0 });
  const machine = temporaryFolder();
  expect(await command("restore", machine, file)).toMatchObject({ status: 0 });
  const again = await openServer({ dataDir: machine });
  expect(await (await again.as("per_director")).get("/api/me")).toHaveStatus(200);
});
