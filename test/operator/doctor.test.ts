import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examine } from "../../server/operator/doctor.ts";
import { openServer, temporaryFolder } from "../support/server.ts";
import { run } from "./run.ts";

const texts = async (env: Record<string, string>) =>
  (await examine(env)).map(({ is, what }) => `${is}: ${what}`).join("\n");

test("a healthy folder is called so, also while its server runs", async () => {
  const server = await openServer();
  const env = { DATA_DIR: server.dataDir, PUBLIC_URL: "https://compact.example.org" };
  expect(await texts(env)).toContain("fine: A server runs on this database");
  await server.close();
  const found = await texts(env);
  expect(found).toMatch(/fine: Brackwater River Compact: \d+ events hold\./);
  expect(found).toContain("fine: People type https://compact.example.org");
  expect(found).not.toContain("wrong:");
});

test("each thing that is wrong is named with what to do, and changes nothing", async () => {
  expect(await texts({ PORT: "no" })).toContain("PORT");
  const empty = temporaryFolder();
  expect(await texts({ DATA_DIR: join(empty, "not-yet") })).toContain("The first start makes it");
  expect(await texts({ DATA_DIR: empty, PUBLIC_URL: "http://compact.example.org" })).toContain(
    "without https",
  );
  if (process.platform !== "win32") {
    chmodSync(empty, 0o755);
    expect(await texts({ DATA_DIR: empty })).toContain(`chmod 700 ${empty}`);
  }
  writeFileSync(
    join(empty, "common-thread.db"),
    "not a database at all, but long enough to be read as one".repeat(40),
  );
  expect(await texts({ DATA_DIR: empty })).toContain("is not a Common Thread database");
});

test("a mail server is asked for by name; one that does not answer is told", async () => {
  const post = createServer();
  await new Promise<void>((done) => post.listen(0, "127.0.0.1", done));
  const { port } = post.address() as AddressInfo;
  const dataDir = temporaryFolder();
  expect(await texts({ DATA_DIR: dataDir, SMTP_URL: `smtp://127.0.0.1:${port}` })).toContain(
    "can be reached",
  );
  await new Promise((done) => post.close(done));
  expect(await texts({ DATA_DIR: dataDir, SMTP_URL: `smtp://127.0.0.1:${port}` })).toContain(
    "cannot be reached",
  );
});

test("a log that does not hold ends the command with 1", async () => {
  const server = await openServer();
  await server.deps.driver.exec(
    "drop trigger if exists event_payload_stays; drop trigger if exists event_stays; drop trigger if exists event_stands; update event_payload set payload = replace(payload, 'Brackwater', 'Brakwater') where seq = 1;",
  );
  await server.close();
  mkdirSync(server.dataDir, { recursive: true });
  const { status, said } = await run("server/operator/doctor.ts", server.dataDir);
  expect(said).toContain("does not hold at event 1");
  expect(status).toBe(1);
});
