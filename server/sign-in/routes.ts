import { type Context, Hono } from "hono";
import * as v from "valibot";
import { AskLink, Me, UseLink, UsePassword, UseSample } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe } from "../http/describe.ts";
import { visitorOf } from "../http/rate.ts";
import { askLink, enterAsSample, enterByLink, enterByPassword } from "./commands.ts";
import { readMe } from "./queries.ts";
import { beginSignIn, endThisSignIn } from "./signed-in.ts";

/** The doors for strangers. Each answers who came in, and sets the cookie. */
export const signInRoutes = (deps: Deps) => {
  const letIn = async (c: Context, person: { id: string; initiativeId: string }) => {
    await beginSignIn(c, deps, person.id);
    return readMe(deps, person);
  };
  return new Hono()
    .post("/sample", describe("Step in as a sample person.", 200, Me), body(UseSample), async (c) =>
      c.json(await letIn(c, await enterAsSample(deps, c.req.valid("json").personId)), 200),
    )
    .post(
      "/link",
      describe(
        "Ask for a mailed link; the answer never tells whether we know the address.",
        202,
        v.object({}),
      ),
      body(AskLink),
      async (c) => {
        const { email, language } = c.req.valid("json");
        await deps.limits.linksByVisitor.count(
          visitorOf(c, deps.config),
          "Too many links were asked for from here. Look in the mailbox, or wait a little.",
        );
        askLink(deps, email, language);
        return c.json({}, 202);
      },
    )
    .post("/link/confirm", describe("Come in with a mailed link.", 200, Me), body(UseLink), async (c) =>
      c.json(await letIn(c, await enterByLink(deps, c.req.valid("json").token)), 200),
    )
    .post("/password", describe("Come in with a password.", 200, Me), body(UsePassword), async (c) => {
      const person = await enterByPassword(deps, c.req.valid("json"), visitorOf(c, deps.config));
      return c.json(await letIn(c, person), 200);
    });
};

export const signOutRoute = (deps: Deps) =>
  new Hono().post("/", describe("Sign out of this browser.", 204), async (c) => {
    await endThisSignIn(c, deps);
    return c.body(null, 204);
  });
