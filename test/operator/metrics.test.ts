import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { cast } from "../support/cast.ts";
import { people } from "../support/people.ts";
import { listenServer, openServer } from "../support/server.ts";

const token = "a-token-that-is-long-enough";

/** The value of one series; `undefined` when it is not there. */
const seriesIn = (text: string, series: string) => {
  const line = text.split("\n").find((it) => it.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

test("the numbers say how long routes took, what waits and what is open, and name nobody", async () => {
  const { director, city, server } = await cast();
  await city.get("/api/commitments/com_01");
  await city.get("/api/no/such/door");
  await director.post("/api/people", {
    name: "Nadia New",
    email: "nadia@example.org",
    organizationId: "org_city",
    role: "contributor",
    language: "en",
  });
  await server.deps.later.settled();
  const answer = await server.stranger().get("/metrics");
  expect(answer).toHaveStatus(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  const text = await answer.text();
  const { last } = await server.deps.db
    .selectFrom("event")
    .select((eb) => eb.fn.max("seq").as("last"))
    .executeTakeFirstOrThrow();
  expect(seriesIn(text, "common_thread_log_events")).toBe(Number(last));
  expect(seriesIn(text, "common_thread_sockets")).toBe(0);
  const { mails } = await server.deps.db
    .selectFrom("mail")
    .select((eb) => eb.fn.countAll().as("mails"))
    .where("sent_at", "is", null)
    .executeTakeFirstOrThrow();
  expect(Number(mails)).toBeGreaterThan(0);
  expect(seriesIn(text, 'common_thread_mails_waiting{failed="no"}')).toBe(Number(mails));
  expect(text).toContain('method="GET",route="/api/commitments/:id",status="');
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds \d/);
  // By its pattern alone: what people ask for, and who they are, is nobody's business.
  expect(text).not.toMatch(/com_|per_|org_|nadia|brackwater|no\/such/i);
});

test("a socket is counted once, whether the door lets it in or the route answers", async () => {
  const { address, signIn } = await listenServer();
  const cookie = await signIn(people.city);
  const knock = (query = "") =>
    new WebSocket(`${address.replace("http", "ws")}/sync/agenda:ini_brackwater:en${query}`, {
      headers: { origin: address, cookie },
    });
  const numbers = async () => (await fetch(`${address}/metrics`)).text();
  const labels = (status: number) => `{method="GET",route="/sync/:document",status="${status}"}`;
  expect(seriesIn(await numbers(), `common_thread_request_seconds_count${labels(204)}`)).toBeUndefined();
  const open = [knock(), knock("?saved=1")];
  await Promise.all(open.map((it) => once(it, "open")));
  const [error] = (await once(knock("?epoch=older"), "error")) as [Error];
  expect(error.message).toContain("409");
  const text = await numbers();
  expect(seriesIn(text, `common_thread_request_seconds_count${labels(204)}`)).toBe(2);
  expect(seriesIn(text, `common_thread_request_seconds_sum${labels(204)}`)).toBeGreaterThan(0);
  expect(seriesIn(text, `common_thread_request_seconds_count${labels(409)}`)).toBe(1);
  expect(seriesIn(text, "common_thread_sockets")).toBe(2);
  for (const it of open) it.terminate();
});

test("in a real deployment the numbers are for whoever has the token, and without one for nobody", async () => {
  const publicUrl = "https://thread.example.org";
  const closed = await openServer({ publicUrl });
  expect(await closed.stranger().get("/metrics")).toBeProblem("not_found");
  const open = await openServer({ publicUrl, metricsToken: token });
  const ask = (authorization?: string) =>
    open.stranger().ask("/metrics", { headers: authorization ? { authorization } : {} });
  expect(await ask()).toBeProblem("forbidden");
  expect(await ask(`Bearer ${token}x`)).toBeProblem("forbidden");
  expect(await ask(`Bearer ${token.slice(0, -1)}x`)).toBeProblem("forbidden");
  expect(await ask(`Bearer ${token}`)).toHaveStatus(200);
});
