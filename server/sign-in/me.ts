import { Hono } from "hono";
import { MyChange } from "../../shared/people/person.ts";
import { ChangePassword, Me, SignIn } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { changeMe, changePassword, endOtherSignIns, endSignIn } from "./commands.ts";
import { listSignIns, readMe } from "./queries.ts";
import { signedIn } from "./signed-in.ts";

/** What people see and change about themselves. */
export const meRoutes = (deps: Deps) =>
  new Hono()
    .get("/", describe("Who this browser is.", 200, Me), signedIn(deps), async (c) =>
      c.json(await readMe(deps, c.var.person), 200),
    )
    .patch(
      "/",
      describe("Change my name or language.", 200, Me),
      signedIn(deps),
      body(MyChange),
      async (c) => {
        await changeMe(deps, c.req.valid("json"), c.var.person);
        return c.json(await readMe(deps, c.var.person), 200);
      },
    )
    .put(
      "/password",
      describe("Set or change my password; other browsers are signed out.", 204),
      signedIn(deps),
      body(ChangePassword),
      async (c) => {
        await changePassword(deps, c.req.valid("json"), c.var.person);
        return c.body(null, 204);
      },
    )
    .get(
      "/sign-ins",
      describe("The browsers I am signed in with.", 200, listOf(SignIn)),
      signedIn(deps),
      async (c) => c.json({ items: await listSignIns(deps, c.var.person) }, 200),
    )
    .delete("/sign-ins", describe("Sign out of every other browser.", 204), signedIn(deps), async (c) => {
      await endOtherSignIns(deps, c.var.person);
      return c.body(null, 204);
    })
    .delete("/sign-ins/:id", describe("Sign out of one browser.", 204), signedIn(deps), async (c) => {
      await endSignIn(deps, c.req.param("id"), c.var.person);
      return c.body(null, 204);
    });
