import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { openAPIRouteHandler } from "hono-openapi";
import { activityRoutes, strategyRoutes } from "./action-plans/routes.ts";
import { actRoutes } from "./acts/routes.ts";
import { commitmentRoutes } from "./commitments/routes.ts";
import { commonAgendaRoutes } from "./common-agenda/routes.ts";
import { decisionRoutes } from "./decisions/routes.ts";
import type { Deps } from "./deps.ts";
import { documentRoutes, syncRoutes } from "./documents/routes.ts";
import { jsonOnly } from "./http/body.ts";
import { strictHeaders } from "./http/headers.ts";
import { healthRoute } from "./http/health.ts";
import { ownOrigin } from "./http/origin.ts";
import { pages } from "./http/pages.ts";
import { answerNotFound, answerProblem } from "./http/problem.ts";
import { indicatorRoutes } from "./indicators/routes.ts";
import { initiativeRoutes, setUpRoute, welcomeRoute } from "./initiative/routes.ts";
import { giveReceipts } from "./log/commit.ts";
import { liveRoutes, logRoutes } from "./log/routes.ts";
import { mailChoiceRoutes, outboxRoutes } from "./mail/routes.ts";
import { groupRoutes, meetingRoutes } from "./meetings/routes.ts";
import { createMetrics } from "./operator/metrics.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { checkInRoutes, overviewRoutes } from "./overview/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import { reminderRoutes } from "./reminders/routes.ts";
import { meRoutes } from "./sign-in/me.ts";
import { signInRoutes, signOutRoute } from "./sign-in/routes.ts";
import { threadRoutes } from "./threads/routes.ts";

/** The list of doors, top to bottom; what guards a door stands above it. */
export function createApp(deps: Deps, metrics = createMetrics(deps)) {
  const app = new Hono()
    .onError(answerProblem(deps.log))
    .notFound(answerNotFound)
    .use(strictHeaders(deps.addresses))
    .use(metrics.measured)
    .route("/healthz", healthRoute(deps))
    .route("/metrics", metrics.route)
    .use(ownOrigin(deps.addresses))
    // The lists, a tenth as long; a single record would gain nothing and lose a millisecond or two.
    .use("/api/:list", compress())
    .use("/api/indicators/charts", compress())
    .use("/api/*", jsonOnly, giveReceipts)
    // For strangers.
    .route("/api/welcome", welcomeRoute(deps))
    .route("/api/set-up", setUpRoute(deps))
    .route("/api/sign-in", signInRoutes(deps))
    .route("/api/sign-out", signOutRoute(deps))
    .route("/api/acts", actRoutes(deps))
    // Each of these asks who is there.
    .route("/api/me", meRoutes(deps))
    .route("/api/me/mail", mailChoiceRoutes(deps))
    .route("/api/initiative", initiativeRoutes(deps))
    .route("/api/organizations", organizationRoutes(deps))
    .route("/api/people", peopleRoutes(deps))
    .route("/api/documents", documentRoutes(deps))
    .route("/api/common-agenda", commonAgendaRoutes(deps))
    .route("/api/groups", groupRoutes(deps))
    .route("/api/meetings", meetingRoutes(deps))
    .route("/api/commitments", commitmentRoutes(deps))
    .route("/api/reminders", reminderRoutes(deps))
    .route("/api/threads", threadRoutes(deps))
    .route("/api/decisions", decisionRoutes(deps))
    .route("/api/indicators", indicatorRoutes(deps))
    .route("/api/strategies", strategyRoutes(deps))
    .route("/api/activities", activityRoutes(deps))
    .route("/api/overview", overviewRoutes(deps))
    .route("/api/check-ins", checkInRoutes(deps))
    .route("/api/outbox", outboxRoutes(deps))
    .route("/api/log", logRoutes(deps))
    .route("/api/live", liveRoutes(deps))
    .route("/sync", syncRoutes(deps));
  // Outside the chain, so that the client's types hold the API alone.
  app.get("/api/openapi.json", openAPIRouteHandler(app, { documentation }));
  app.use(pages(fileURLToPath(new URL("../dist/client", import.meta.url))));
  return app;
}

/** What `client/api.ts` takes its types from. */
export type App = ReturnType<typeof createApp>;

const documentation = {
  info: {
    title: "Common Thread",
    version: "1",
    description:
      "Sign in first; the cookie says who asks. Changes need an Origin of ours. Failures are application/problem+json.",
  },
};
