import { expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { openServer } from "../support/server.ts";

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
