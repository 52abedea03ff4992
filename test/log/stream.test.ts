import { Hono } from "hono";
import { expect, test } from "vitest";
import { liveRoutes } from "../../server/log/routes.ts";
import { streamLimits } from "../../server/log/stream.ts";
import { day } from "../support/clock.ts";
import { openServer } from "../support/server.ts";

test("a quiet line shows that it lives, and ends when the sign-in has run out by itself", async () => {
  const server = await openServer();
  const funder = await server.as("per_funder");
  const app = new Hono().route("/api/live", liveRoutes(server.deps, { ...streamLimits, heartbeatMs: 10 }));
  const answer = await app.request("/api/live", { headers: { cookie: funder.cookie } });
  let said = "";
  for await (const bytes of answer.body!) {
    said += new TextDecoder().decode(bytes);
    // Nobody says so: a month has passed.
    if (said.includes(": still here\n\n: still here\n\n")) server.clock.pass(31 * day);
  }
  expect(said).toMatch(/^retry: 1000\n\n(: still here\n\n){2,}$/);
});
