import { Hono } from "hono";
import { Governance } from "../../shared/initiative/governance.ts";
import { SetUp } from "../../shared/initiative/initiative.ts";
import { Me, Welcome } from "../../shared/sign-in/sign-in.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe } from "../http/describe.ts";
import { readMe } from "../sign-in/queries.ts";
import { beginSignIn, signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { setUp } from "./commands.ts";
import { setGovernance } from "./governance.ts";
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

/** What holds for the whole initiative; everybody reads it with themselves, at `/api/me`. */
export const initiativeRoutes = (deps: Deps) =>
  new Hono().put(
    "/governance",
    describe("Write down what the partners agreed about deciding (backbone).", 200, Governance),
    signedIn(deps),
    takesPart,
    body(Governance),
    async (c) => c.json(await setGovernance(deps, c.req.valid("json"), c.var.person), 200),
  );
