import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createApp } from "../../server/app.ts";
import { type Config, readConfig } from "../../server/config.ts";
import { readMail } from "../../server/mail/queue.ts";
import { type Overrides, openDeps, startServer } from "../../server/serve.ts";
import { createClock, sampleDay } from "./clock.ts";
import { databaseThread } from "./database-thread.ts";
import { documentJobs } from "./document-jobs.ts";
import { createVisitor } from "./visitor.ts";

export { problemOf, type Visitor } from "./visitor.ts";

interface ServerOptions extends Partial<Config> {
  clock?: ReturnType<typeof createClock>;
  overrides?: Overrides;
}

/** A folder that is gone after the test. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "common-thread-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let sample: Promise<Buffer> | undefined;

/** A folder with the sample in it. It is seeded once for each process; the others copy it, three times as fast. */
async function sampleFolder() {
  sample ??= (async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "common-thread-"));
    const { close } = await openDeps(
      { ...readConfig({}), dataDir },
      { now: createClock().now, log: quiet, databaseThread },
    );
    await close();
    const database = databaseIn(dataDir);
    rmSync(dataDir, { recursive: true });
    return database;
  })();
  return folderWith(await sample);
}

/** The database of a server that was closed, and no more: every server has a key of its own. */
export const databaseIn = (dataDir: string) => readFileSync(join(dataDir, databaseName));

/** A folder with this database in it, for a server of its own. */
export function folderWith(database: Buffer) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, databaseName), database);
  return folder;
}

const databaseName = "common-thread.db";

/** Whether a server with these settings seeds the sample, as of its own day, and so the very same each time. */
export const beginsWithSample = ({ dataDir, publicUrl, databaseUrl, clock }: ServerOptions) =>
  dataDir === undefined &&
  publicUrl === undefined &&
  databaseUrl === undefined &&
  (clock === undefined || clock.now() === sampleDay);

const freshFolder = (options: ServerOptions) =>
  beginsWithSample(options) ? sampleFolder() : temporaryFolder();

/** What goes wrong in a test is told by the test. */
const quiet = pino({ level: "silent" });

/**
 * The real app over a fresh embedded database, without a socket, at a clock we hold. Ends with the test. Give it
 * the `dataDir` of a server that was closed, and it is the same server, started again.
 */
export async function openServer({ clock = createClock(), overrides, ...settings }: ServerOptions = {}) {
  const dataDir = settings.dataDir ?? (await freshFolder({ ...settings, clock }));
  const config = { ...readConfig({ PORT: "4000" }), ...settings, dataDir };
  const { deps, close } = await openDeps(config, {
    now: clock.now,
    log: quiet,
    documentJobs: documentJobs(),
    databaseThread,
    ...overrides,
  });
  const app = createApp(deps);
  let closing: Promise<void> | undefined;
  const server = {
    app,
    deps,
    clock,
    dataDir,
    address: deps.addresses.main,
    /** Somebody who has not signed in; `ip` is where they seem to be. */
    stranger: (ip?: string) => createVisitor(app, deps.addresses.main, ip),
    /** Signed in as a sample person, in a browser of its own. */
    async as(personId: string, ip?: string) {
      const visitor = server.stranger(ip);
      const answer = await visitor.post("/api/sign-in/sample", { personId });
      if (answer.status !== 200) throw new Error(`${personId} could not sign in: ${await answer.text()}`);
      return visitor;
    },
    /** The address in the newest mail to somebody, as its reader sees it. */
    async newestLink(email: string) {
      await deps.later.settled();
      const mail = (await server.mailsTo(email))[0];
      const address = /https?:\S+/.exec(mail ? readMail(deps, mail).text : "")?.[0];
      if (!address) throw new Error(`No mail with a link went to ${email}.`);
      return { address, token: address.split("/").at(-1)! };
    },
    /** What is in line or was sent to somebody, the newest first; waits for what is on its way. */
    async mailsTo(email: string) {
      await deps.later.settled();
      return deps.db
        .selectFrom("mail")
        .selectAll()
        .where("recipient", "=", email)
        .orderBy(sql`rowid`, "desc")
        .execute();
    },
    close: () => (closing ??= close()),
  };
  atEnd(server.close);
  return server;
}

export type OpenServer = Awaited<ReturnType<typeof openServer>>;

/** A real server with a socket, on a port that is free. Ends with the test. */
export async function listenServer({ clock = createClock(), overrides, ...settings }: ServerOptions = {}) {
  const dataDir = settings.dataDir ?? (await freshFolder({ ...settings, clock }));
  const config = { ...readConfig({ PORT: "0" }), ...settings, dataDir };
  const server = await startServer(config, {
    now: clock.now,
    log: quiet,
    documentJobs: documentJobs(),
    databaseThread,
    ...overrides,
  });
  atEnd(server.stop);
  /** The cookie of a sample person. */
  const signIn = async (personId: string) => {
    const answer = await fetch(`${server.address}/api/sign-in/sample`, {
      method: "POST",
      headers: { origin: server.address, "content-type": "application/json" },
      body: JSON.stringify({ personId }),
    });
    if (!answer.ok) throw new Error(`${personId} could not sign in: ${await answer.text()}`);
    return answer.headers.getSetCookie()[0]!.split(";")[0]!;
  };
  return { ...server, clock, dataDir, signIn };
}

/** Outside a test (in `beforeAll`, say) whoever opens also closes. */
function atEnd(end: () => unknown) {
  try {
    onTestFinished(async () => {
      await end();
    });
  } catch {
    // No test is running.
  }
}
