import { Hono } from "hono";
import * as v from "valibot";
import { BulkAnswer, BulkStatus, ReminderCall, Reminders } from "../../shared/commitments/bulk.ts";
import {
  Acceptance,
  Commitment,
  CommitmentFilter,
  CommitmentWithHistory,
  Handover,
  HelpCall,
  HelpFound,
  Keeping,
  NewCommitment,
  Note,
  NotKept,
  Recorded,
  Refusal,
  Release,
  Renegotiation,
  Reopening,
  Rewording,
} from "../../shared/commitments/commitment.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe } from "../http/describe.ts";
import { titleFor } from "../http/problem.ts";
import { query } from "../http/query.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { changeSeveral } from "./bulk.ts";
import * as commands from "./commands.ts";
import { offerCommitment } from "./offer.ts";
import { listCommitments, readCommitmentPage, readKeptRate } from "./queries.ts";
import { previewReminders, remindOwners } from "./reminders.ts";
import { rewordOffer } from "./reword.ts";

const rate = { kept: v.number(), n: v.number(), share: v.nullable(v.number()) };
const KeptRates = v.object({
  initiative: v.object(rate),
  organizations: v.array(v.object({ organizationId: v.string(), ...rate })),
});

const CommitmentPage = v.object({ items: v.array(Commitment), next: v.optional(v.number()) });

export const commitmentRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The commitments that fit, by number; go on after `next`.", 200, CommitmentPage),
      signedIn(deps),
      query(CommitmentFilter),
      async (c) => c.json(await listCommitments(deps, c.req.valid("query"), c.var.person), 200),
    )
    .get(
      "/kept-rate",
      describe("How often promises were kept; a partner's own, the backbone sees all.", 200, KeptRates),
      signedIn(deps),
      async (c) => c.json(await readKeptRate(deps, c.var.person), 200),
    )
    .get(
      "/:id",
      describe("A commitment and its thread.", 200, CommitmentWithHistory),
      signedIn(deps),
      async (c) => c.json(await readCommitmentPage(deps.db, c.req.param("id"), c.var.person), 200),
    )
    .post(
      "/",
      describe("Offer a commitment; the same id sent twice is one.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(NewCommitment),
      async (c) => c.json(await offerCommitment(deps, c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/bulk",
      describe("Say the same of several; each has its own answer.", 200, BulkAnswer),
      signedIn(deps),
      takesPart,
      body(BulkStatus),
      async (c) =>
        c.json(
          await changeSeveral(deps, c.req.valid("json"), c.var.person, (error) => titleFor(c, error)),
          200,
        ),
    )
    .post(
      "/reminders/preview",
      describe("Whom a reminder would reach, and its words; nothing is sent.", 200, Reminders),
      signedIn(deps),
      takesPart,
      body(ReminderCall),
      async (c) => c.json(await previewReminders(deps, c.req.valid("json").ids, c.var.person), 200),
    )
    .post(
      "/reminders",
      describe("Remind the owners by mail; nobody twice a day.", 200, Reminders),
      signedIn(deps),
      takesPart,
      body(ReminderCall),
      async (c) => c.json(await remindOwners(deps, c.req.valid("json").ids, c.var.person), 200),
    )
    .post(
      "/:id/acceptance",
      describe("Accept an offer.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Acceptance),
      async (c) =>
        c.json(
          await commands.acceptCommitment(deps, c.req.param("id"), c.req.valid("json"), c.var.person),
          201,
        ),
    )
    .post(
      "/:id/refusal",
      describe("Decline an offer.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Refusal),
      async (c) =>
        c.json(
          await commands.declineCommitment(deps, c.req.param("id"), c.req.valid("json"), c.var.person),
          201,
        ),
    )
    .post(
      "/:id/keeping",
      describe("Say that it was kept.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Keeping),
      async (c) =>
        c.json(
          await commands.keepCommitment(deps, c.req.param("id"), c.req.valid("json"), c.var.person),
          201,
        ),
    )
    .post(
      "/:id/lapse",
      describe("Say that it was not kept.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(NotKept),
      async (c) =>
        c.json(await commands.closeUndone(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/release",
      describe("End what is no longer needed, by agreement.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Release),
      async (c) =>
        c.json(
          await commands.releaseCommitment(deps, c.req.param("id"), c.req.valid("json"), c.var.person),
          201,
        ),
    )
    .post(
      "/:id/renegotiation",
      describe("Move its date, with a reason.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Renegotiation),
      async (c) =>
        c.json(
          await commands.renegotiateCommitment(deps, c.req.param("id"), c.req.valid("json"), c.var.person),
          201,
        ),
    )
    .post(
      "/:id/help",
      describe("Ask for help.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(HelpCall),
      async (c) =>
        c.json(await commands.askForHelp(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/help/answer",
      describe("Say that help was found.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(HelpFound),
      async (c) =>
        c.json(await commands.findHelp(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/handover",
      describe("Hand it to another person or partner.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Handover),
      async (c) =>
        c.json(await commands.handOver(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/reopening",
      describe("Open again what was closed.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Reopening),
      async (c) =>
        c.json(
          await commands.reopenCommitment(deps, c.req.param("id"), c.req.valid("json"), c.var.person),
          201,
        ),
    )
    .post(
      "/:id/rewording",
      describe("Put an offer right that nobody has accepted yet.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Rewording),
      async (c) => c.json(await rewordOffer(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/:id/notes",
      describe("Say how it goes.", 201, Recorded),
      signedIn(deps),
      takesPart,
      body(Note),
      async (c) =>
        c.json(await commands.noteOn(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    );
