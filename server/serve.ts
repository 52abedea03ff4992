import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Logger, pino } from "pino";
import { AppError } from "../shared/errors.ts";
import { openPlanReader } from "./action-plans/reader.ts";
import { type App, createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { type DatabaseOptions, openDatabase } from "./db/open.ts";
import type { Deps } from "./deps.ts";
import { createAccess } from "./documents/access.ts";
import { openDoor } from "./documents/door.ts";
import { openDocuments } from "./documents/host.ts";
import type { DocumentJobs } from "./documents/jobs.ts";
import { openMissingNotes } from "./documents/notes.ts";
import { openMissingPlans } from "./documents/plans.ts";
import { acceptUpgrades } from "./documents/upgrade.ts";
import { createListener } from "./http/listener.ts";
import { addressesOf } from "./http/origin.ts";
import { openJobs } from "./jobs/runner.ts";
import { createLater } from "./later.ts";
import { beginLogs } from "./log/begin.ts";
import { createLive } from "./log/live.ts";
import { openPost } from "./mail/post.ts";
import { openControl } from "./operator/control.ts";
import { createMetrics } from "./operator/metrics.ts";
import { planMissingClosings, remindOfClosings } from "./reminders/closings.ts";
import { planMissing } from "./reminders/plan.ts";
import { remindOfDates } from "./reminders/remind.ts";
import { remindOfRounds } from "./reminders/rounds.ts";
import { keepSampleAlive, seedSample } from "./sample.ts";
import { createLimits } from "./sign-in/limits.ts";
import { openSecrets } from "./sign-in/secrets.ts";
import { openSignIns } from "./sign-in/sign-ins.ts";

/** What a test, or the development server, puts in the place of the real thing. */
export interface Overrides {
  now?: Deps["now"];
  random?: Deps["random"];
  log?: Logger;
  /** The thread that builds documents, when several servers of one process use the same. */
  documentJobs?: DocumentJobs;
  /** Where the database is served, when that is no thread of its own. */
  databaseThread?: DatabaseOptions["thread"];
  /** Called when the database has ended by itself and no longer saves anything. */
  databaseDied?: () => void;
  /** Answers before the app does, on the same port. */
  inFront?: (server: Server) => Promise<InFront>;
}

interface InFront {
  /** Calls `next` for what is not its own. */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void;
  close(): Promise<void>;
}

export interface RunningServer {
  app: App;
  /** Where it answers, such as `http://127.0.0.1:4000`. */
  address: string;
  deps: Deps;
  /** Ends what is open within `stopMs` and keeps everything that was promised. */
  stop(): Promise<void>;
}

/** How long a stopping server waits for those who are still asking. */
const stopMs = 5_000;

const dayCheckMs = 15 * 60_000;

/** Opens everything but the port: what the tests use that call `app.request`. */
export async function openDeps(config: Config, overrides: Overrides = {}) {
  const log = overrides.log ?? pino({ level: config.logLevel });
  const now = overrides.now ?? Date.now;
  const random = overrides.random ?? ((bytes) => crypto.getRandomValues(bytes));
  const { dataDir, databaseUrl: url, databaseToken: token } = config;
  const { databaseDied: died, databaseThread: thread } = overrides;
  const database = await openDatabase({ dataDir, url, token, now, log, died, thread });
  try {
    const { db, driver } = database;
    const addresses = addressesOf(config, config.port);
    const secrets = openSecrets(dataDir, random);
    const own = { config, addresses, db, driver, now, random, log, secrets, access: createAccess() };
    const mail = openPost(own);
    const documents = openDocuments(own, { jobs: overrides.documentJobs });
    const live = createLive();
    const deps: Deps = Object.assign(own, {
      documents,
      live,
      plans: openPlanReader({ ...own, documents, live }),
      mail,
      jobs: openJobs(
        { ...own, mail },
        {
          "commitment.reminder": remindOfDates(own),
          "decision.closing": remindOfClosings(own),
          "round.reminder": remindOfRounds(own),
        },
      ),
      limits: createLimits(),
      later: createLater(log),
    });
    await openSignIns(deps).deleteExpiredSessions();
    await openFirst(deps);
    await deps.plans.catchUp();
    await planMissing(deps);
    await planMissingClosings(deps);
    deps.jobs.wake();
    deps.mail.wake();
    const control = await openControl(deps);
    // A day may end while the server runs.
    const daily = setInterval(
      () => deps.later("The sample could not be moved on.", () => keepSampleAlive(deps)),
      dayCheckMs,
    ).unref();
    const close = async () => {
      clearInterval(daily);
      await control.close();
      await closeDocuments(deps);
      await deps.later.settled();
      await deps.jobs.stop();
      await deps.mail.stop();
      await database.close();
    };
    return { deps, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What is still to be written in a document is kept first; then the plans can be read for the last time. */
async function closeDocuments({ documents, plans }: Pick<Deps, "documents" | "plans">) {
  await documents.relay.close(stopMs);
  await plans.close();
  await documents.close(stopMs);
}

/** A new database gets the sample, unless this is a real deployment: that one waits for its set-up. */
async function openFirst(deps: Deps) {
  const first = await deps.db.selectFrom("initiative").select("id").limit(1).executeTakeFirst();
  if (first) {
    await beginLogs(deps);
    await openMissingNotes(deps);
    await openMissingPlans(deps);
    await keepSampleAlive(deps);
  } else if (deps.config.publicUrl === undefined) await seedSample(deps);
}

/** Starts a server. What stands in the way throws an AppError that says what to do. */
export async function startServer(config: Config, overrides: Overrides = {}): Promise<RunningServer> {
  const { deps, close } = await openDeps(config, overrides);
  let app: App;
  const server = createListener({
    fetch: (request, env) => app.fetch(request, env),
    // The development server's own line: without it, nobody would ever answer there.
    mayUpgrade: ({ url = "" }) => overrides.inFront !== undefined || !url.startsWith("/__hmr"),
  });
  try {
    await listen(server, config);
  } catch (error) {
    await close();
    throw error;
  }
  // Port 0 means any; now it has a number. Nothing is answered before this turn ends.
  deps.addresses = addressesOf(config, (server.address() as AddressInfo).port);
  const metrics = createMetrics(deps);
  app = createApp(deps, metrics);
  const endSockets = acceptUpgrades(server, app, {
    relay: deps.documents.relay,
    access: deps.access,
    door: openDoor(deps, metrics.socketGranted),
    log: deps.log,
  });
  const inFront = await overrides.inFront?.(server);
  if (inFront) putInFront(server, inFront);

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    const deadline = setTimeout(() => server.closeAllConnections(), stopMs);
    const closed = new Promise((resolve) => server.close(resolve));
    deps.live.close();
    // Tells every open document that the server restarts, then lets go of its line.
    await Promise.all([closeDocuments(deps), inFront?.close()]);
    endSockets();
    server.closeUnused();
    await closed;
    clearTimeout(deadline);
    await close();
  };
  return { app, address: deps.addresses.main, deps, stop: () => (stopping ??= stop()) };
}

function listen(server: Server, { port, host }: Config) {
  return new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number) {
  const tell = (message: string) => new AppError("unavailable", message);
  if (error.code === "EADDRINUSE")
    return tell(`Port ${port} is in use. Stop the other program, or set PORT to another number.`);
  if (error.code === "EACCES")
    return tell(`Port ${port} needs more rights. Set PORT to a number from 1024 on.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return tell(`This machine has no address ${host}. Set HOST to one that it has, such as 127.0.0.1.`);
  return error;
}

function putInFront(server: Server, inFront: InFront) {
  const [own] = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (/^\/(api|sync|healthz|metrics)(\/|\?|$)/.test(request.url ?? "")) own!(request, response);
    else inFront.handle(request, response, () => own!(request, response));
  });
}
