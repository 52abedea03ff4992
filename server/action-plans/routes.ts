import { Hono } from "hono";
import { Activity, ActivityWithHistory, NewGroup } from "../../shared/action-plans/activity.ts";
import { Strategy } from "../../shared/action-plans/strategy.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { moveActivity } from "./commands.ts";
import { listActivities, listStrategies, openActivity } from "./queries.ts";

export const strategyRoutes = (deps: Deps) =>
  new Hono().get(
    "/",
    describe("The strategies, in their order.", 200, listOf(Strategy)),
    signedIn(deps),
    async (c) => c.json({ items: await listStrategies(deps.db, c.var.person) }, 200),
  );

export const activityRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The activities that this person may see, by code.", 200, listOf(Activity)),
      signedIn(deps),
      async (c) => c.json({ items: await listActivities(deps.db, c.var.person) }, 200),
    )
    .get(
      "/:id",
      describe("One activity, with all that happened to it.", 200, ActivityWithHistory),
      signedIn(deps),
      async (c) => c.json(await openActivity(deps.db, c.req.param("id"), c.var.person), 200),
    )
    .put(
      "/:id/group",
      describe("Move an activity into the plan of another working group.", 200, Activity),
      signedIn(deps),
      takesPart,
      body(NewGroup),
      async (c) =>
        c.json(await moveActivity(deps, c.req.param("id"), c.req.valid("json").groupId, c.var.person), 200),
    );
