import { type Context, Hono } from "hono";
import { ActView, DoAct } from "../../shared/acts/act.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe } from "../http/describe.ts";
import { visitorOf } from "../http/rate.ts";
import { doAct } from "./commands.ts";
import { lookAt, openAct } from "./look.ts";

/** The doors behind mailed buttons. The token says who asks and for which one thing; it signs nobody in. */
export const actRoutes = (deps: Deps) => {
  const open = async (c: Context, token: string) => {
    const tooMany = "Too many tries. Wait a little, then open the link in the mail again.";
    const visitor = visitorOf(c, deps.config);
    await deps.limits.actsByVisitor.count(visitor, tooMany);
    const act = await openAct(deps, token);
    // A whole office behind one address presses honest buttons; each link is counted by itself.
    await deps.limits.actsByVisitor.forgive(visitor);
    await deps.limits.actsByLink.count(act.id, tooMany);
    return act;
  };
  return new Hono()
    .get(
      "/:token",
      describe("What a mailed button is about, as it is now; opening it changes nothing.", 200, ActView),
      async (c) => c.json(await lookAt(deps, await open(c, c.req.param("token"))), 200),
    )
    .post(
      "/:token",
      describe("Do the one thing that a mailed button is for; done twice, it is done once.", 200, ActView),
      body(DoAct),
      async (c) => c.json(await doAct(deps, await open(c, c.req.param("token")), c.req.valid("json")), 200),
    );
};
