import { Hono } from "hono";
import { SetUp } from "../../shared/initiative/initiative.ts";
import { Me, Welcome } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe } from "../http/describe.ts";
import { readMe } from "../sign-in/queries.ts";
import { beginSignIn } from "../sign-in/signed-in.ts";
import { setUp } from "./commands.ts";
import { readWelcome } from "./welcome.ts";

export const welcomeRoute = (deps: Deps) =>
  new Hono().get("/", describe("What the welcome page says.", 200, Welcome), async (c) =>
    c.json(await readWelcome(deps), 200),
  );

export const setUpRoute = (deps: Deps) =>
  new Hono().post(
    "/",
    describe("Set up a new server, once, with the link from its console.", 200, Me),
    body(SetUp),
    async (c) => {
      const person = await setUp(deps, c.req.valid("json"));
      await beginSignIn(c, deps, person.id);
      return c.json(await readMe(deps, person), 200);
    },
  );
