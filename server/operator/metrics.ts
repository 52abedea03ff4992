import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Deps } from "../deps.ts";

/** Where a request is counted that no route of ours answers: a page, a file. */
const otherRoute = "other";

/** From 5 ms to 5 s: an answer slower than the last is as bad as one that never comes. */
const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

type MetricsDeps = Pick<Deps, "config" | "db" | "documents" | "now">;

/**
 * What the server measures of itself, for Prometheus: counts and times alone, of routes by their pattern. No name, no
 * id and no word of anybody is in it.
 */
export function createMetrics(deps: MetricsDeps) {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: "common_thread_request_seconds",
    help: "How long answers took, by route.",
    labelNames: ["method", "route", "status"],
    buckets: secondsBuckets,
    registers,
  });
  /** The door grants as the route `/sync/:document` does; kept ready, because a whole server may come back at once. */
  const grants = requests.labels({ method: "GET", route: "/sync/:document", status: 204 });
  const problems = new Counter({
    name: "common_thread_server_faults_total",
    help: "Answers that say that the fault is the server's own (500 and above).",
    registers,
  });
  const sockets = new Gauge({ name: "common_thread_sockets", help: "Open document sockets.", registers });
  const documents = new Gauge({
    name: "common_thread_open_documents",
    help: "Documents in memory.",
    registers,
  });
  const waiting = new Gauge({
    name: "common_thread_mails_waiting",
    help: "Mails in line, by whether an attempt failed already.",
    labelNames: ["failed"],
    registers,
  });
  const jobs = new Gauge({
    name: "common_thread_jobs_overdue",
    help: "Reminders and other jobs whose time has come and which are not done.",
    registers,
  });
  const events = new Gauge({ name: "common_thread_log_events", help: "Events in all logs.", registers });

  /** Begins to watch the process when somebody looks for the first time: most servers are never looked at. */
  let isWatching = false;
  const watch = () => {
    if (!isWatching) collectDefaultMetrics({ register: registry });
    isWatching = true;
  };

  async function collect() {
    const { db } = deps;
    const stats = deps.documents.relay.stats();
    sockets.set(stats.sockets);
    documents.set(stats.rooms);
    const count = (it: { count: string | number | bigint }) => Number(it.count);
    const mails = db
      .selectFrom("mail")
      .select((eb) => eb.fn.countAll().as("count"))
      .where("sent_at", "is", null);
    waiting.set({ failed: "no" }, count(await mails.where("attempts", "=", 0).executeTakeFirstOrThrow()));
    waiting.set({ failed: "yes" }, count(await mails.where("attempts", ">", 0).executeTakeFirstOrThrow()));
    const overdue = await db
      .selectFrom("job")
      .select((eb) => eb.fn.countAll().as("count"))
      .where("done_at", "is", null)
      .where("due_at", "<=", deps.now())
      .executeTakeFirstOrThrow();
    jobs.set(count(overdue));
    const heads = await db
      .selectFrom("event")
      .select((eb) => eb.fn.max("seq").as("last"))
      .groupBy("initiative_id")
      .execute();
    events.set(heads.reduce((sum, it) => sum + Number(it.last), 0));
  }

  return {
    /** Times every answer. */
    measured: createMiddleware(async (c, next) => {
      const begun = performance.now();
      await next();
      const { status } = c.res;
      // What guards many doors is registered for all methods; the door itself for one.
      const route = matchedRoutes(c).find((it) => it.method !== "ALL")?.path ?? otherRoute;
      // A stream is over when its page is left, which says nothing about us.
      if (route === "/api/live") return;
      requests.observe({ method: c.req.method, route, status }, (performance.now() - begun) / 1_000);
      if (status >= 500) problems.inc();
    }),
    /** Counts a socket that the door let in, beside those that the route let in: the app has not seen it. */
    socketGranted: (ms: number) => grants.observe(ms / 1_000),
    /** `GET /metrics`. */
    route: new Hono().get("/", async (c) => {
      mustBeOperator(deps.config, c.req.header("authorization"));
      watch();
      await collect();
      return c.body(await registry.metrics(), 200, {
        "content-type": registry.contentType,
        "cache-control": "no-store",
      });
    }),
  };
}

/** What measures one server; made once, for the app and for what comes in beside it. */
export type Metrics = ReturnType<typeof createMetrics>;

/**
 * With METRICS_TOKEN, whoever shows it. Without it, anybody while this is no real deployment, and nobody in one: behind a
 * proxy every request seems to come from this machine.
 */
function mustBeOperator({ metricsToken, publicUrl }: MetricsDeps["config"], said: string | undefined) {
  if (metricsToken === undefined) {
    if (publicUrl !== undefined) throw notFound("page");
    return;
  }
  const wanted = Buffer.from(`Bearer ${metricsToken}`);
  const shown = Buffer.from(said ?? "");
  if (shown.length !== wanted.length || !timingSafeEqual(shown, wanted))
    throw new AppError("forbidden", "These numbers are for whoever runs the server. Send its METRICS_TOKEN.");
}
