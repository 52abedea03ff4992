import { Hono } from "hono";
import {
  DecisionChange,
  NewClosing,
  NewCorrection,
  NewPosition,
  NewReview,
  NewWording,
  Reminded,
} from "../../shared/decisions/asked.ts";
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
import { closeDecision, correctDecision, reviewDecision } from "./closing.ts";
import { agreeDecision, raiseDecision } from "./commands.ts";
import { takePosition } from "./positions.ts";
import { listDecisions, readDecisionPage } from "./queries.ts";
import { remindPartners } from "./remind.ts";
import { changeDecision, rewordProposal } from "./wording.ts";

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
      async (c) => c.json(await readDecisionPage(deps, c.req.param("id"), c.var.person), 200),
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
    )
    .post(
      "/:id/positions",
      describe(
        "Say where an organization stands; two who answer at once are told of each other.",
        201,
        Decided,
      ),
      signedIn(deps),
      takesPart,
      body(NewPosition),
      async (c) =>
        c.json(await takePosition(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/proposals",
      describe("Put the proposal in other words; positions carry over and are asked again.", 201, Decided),
      signedIn(deps),
      takesPart,
      body(NewWording),
      async (c) =>
        c.json(await rewordProposal(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .patch(
      "/:id",
      describe("Put anything else about an open decision right.", 200, Decided),
      signedIn(deps),
      takesPart,
      body(DecisionChange),
      async (c) =>
        c.json(await changeDecision(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .post(
      "/:id/closing",
      describe("Close it between meetings, by its rules.", 201, Decided),
      signedIn(deps),
      takesPart,
      body(NewClosing),
      async (c) =>
        c.json(await closeDecision(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/corrections",
      describe("Put something right beside what was closed.", 201, Decided),
      signedIn(deps),
      takesPart,
      body(NewCorrection),
      async (c) =>
        c.json(await correctDecision(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/reviews",
      describe("Say that it was looked at again, and holds.", 201, Decided),
      signedIn(deps),
      takesPart,
      body(NewReview),
      async (c) =>
        c.json(await reviewDecision(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/reminders",
      describe("Remind those who are still to be heard; nobody twice a day.", 200, Reminded),
      signedIn(deps),
      takesPart,
      async (c) => c.json(await remindPartners(deps, c.req.param("id"), c.var.person), 200),
    );
