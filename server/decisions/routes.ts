import { Hono } from "hono";
import {
  Agreement,
  Decided,
  Decision,
  DecisionWithHistory,
  NewDecision,
} from "../../shared/decisions/decision.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { agreeDecision, raiseDecision } from "./commands.ts";
import { listDecisions, readDecisionPage } from "./queries.ts";

export const decisionRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The decisions that this person may see, the newest first.", 200, listOf(Decision)),
      signedIn(deps),
      async (c) => c.json({ items: await listDecisions(deps.db, c.var.person) }, 200),
    )
    .get(
      "/:id",
      describe("A decision, where organizations stand, and its thread.", 200, DecisionWithHistory),
      signedIn(deps),
      async (c) => c.json(await readDecisionPage(deps.db, c.req.param("id"), c.var.person), 200),
    )
    .post(
      "/",
      describe("Put a proposal to a group; the same id sent twice is one decision.", 201, Decided),
      signedIn(deps),
      takesPart,
      body(NewDecision),
      async (c) => c.json(await raiseDecision(deps, c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/outcome",
      describe("Record what was agreed in the room of a meeting.", 201, Decided),
      signedIn(deps),
      takesPart,
      body(Agreement),
      async (c) =>
        c.json(await agreeDecision(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    );
