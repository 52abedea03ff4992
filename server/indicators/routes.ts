import { Hono } from "hono";
import {
  ImportConfirmation,
  ImportLook,
  ImportPart,
  ImportPreview,
  ImportProgress,
  NewImport,
  UnfinishedImport,
} from "../../shared/indicators/import.ts";
import {
  ChangedIndicator,
  Defined,
  IndicatorChart,
  IndicatorWithReadings,
  IndicatorWithState,
  NewIndicator,
  NewReading,
  Reported,
} from "../../shared/indicators/indicator.ts";
import {
  NewRound,
  OpenedRound,
  ReadingCall,
  ReadingMails,
  RoundWithAnswers,
} from "../../shared/indicators/round.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { reportReading } from "./commands.ts";
import { defineIndicator, redefineIndicator } from "./define.ts";
import { beginImport, confirmImport, keepPart, previewImport, unfinishedImports } from "./imports.ts";
import { listCharts, listIndicators, readIndicatorPage } from "./queries.ts";
import { closeRound, listRounds, openRound, previewCall, previewRound, sendCalls } from "./rounds.ts";

export const indicatorRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The indicators, by code, each with where it stands.", 200, listOf(IndicatorWithState)),
      signedIn(deps),
      async (c) => c.json({ items: await listIndicators(deps.db, c.var.person) }, 200),
    )
    .get(
      "/charts",
      describe(
        "Everything that the page of all indicators draws: each with its readings, and what was decided and kept about it.",
        200,
        listOf(IndicatorChart),
      ),
      signedIn(deps),
      async (c) => c.json({ items: await listCharts(deps.db, c.var.person) }, 200),
    )
    .get(
      "/rounds",
      describe(
        "The data rounds, the newest first, each with what came of it.",
        200,
        listOf(RoundWithAnswers),
      ),
      signedIn(deps),
      async (c) => c.json({ items: await listRounds(deps.db, c.var.person) }, 200),
    )
    .post(
      "/rounds/preview",
      describe("Whom a round would write to, and with which words; nothing is sent.", 200, ReadingMails),
      signedIn(deps),
      takesPart,
      body(NewRound),
      async (c) => c.json(await previewRound(deps, c.req.valid("json"), c.var.person), 200),
    )
    .post(
      "/rounds",
      describe(
        "Open a data round: each reporter is mailed a link to a form of one number.",
        201,
        OpenedRound,
      ),
      signedIn(deps),
      takesPart,
      body(NewRound),
      async (c) => c.json(await openRound(deps, c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/rounds/:round/closing",
      describe("Close a data round; closing it twice closes it once.", 200, RoundWithAnswers),
      signedIn(deps),
      takesPart,
      async (c) => c.json(await closeRound(deps, c.req.param("round"), c.var.person), 200),
    )
    .post(
      "/reminders/preview",
      describe(
        "Whom a reminder of these readings would reach, and its words; nothing is sent.",
        200,
        ReadingMails,
      ),
      signedIn(deps),
      takesPart,
      body(ReadingCall),
      async (c) => c.json(await previewCall(deps, c.req.valid("json"), c.var.person), 200),
    )
    .post(
      "/reminders",
      describe(
        "Ask the reporters of these readings; nobody twice a day for the same one.",
        200,
        ReadingMails,
      ),
      signedIn(deps),
      takesPart,
      body(ReadingCall),
      async (c) => c.json(await sendCalls(deps, c.req.valid("json"), c.var.person), 200),
    )
    .post(
      "/",
      describe("Define an indicator; the same id sent twice is one.", 201, Defined),
      signedIn(deps),
      takesPart,
      body(NewIndicator),
      async (c) => c.json(await defineIndicator(deps, c.req.valid("json"), c.var.person), 201),
    )
    .put(
      "/:id",
      describe(
        "Define an indicator anew; a change of how it is measured marks a break in its series.",
        200,
        Defined,
      ),
      signedIn(deps),
      takesPart,
      body(ChangedIndicator),
      async (c) =>
        c.json(await redefineIndicator(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .get(
      "/imports",
      describe(
        "One's own imports that stopped before all was written; their confirmation goes on with them.",
        200,
        listOf(UnfinishedImport),
      ),
      signedIn(deps),
      async (c) => c.json({ items: await unfinishedImports(deps.db, c.var.person) }, 200),
    )
    .post(
      "/imports",
      describe("Begin to import a file of readings; the same id sent twice is one.", 204),
      signedIn(deps),
      takesPart,
      body(NewImport),
      async (c) => {
        await beginImport(deps, c.req.valid("json"), c.var.person);
        return c.body(null, 204);
      },
    )
    .put(
      "/imports/:import/parts/:place",
      describe("Send a part of the file, counted from 0.", 204),
      signedIn(deps),
      takesPart,
      body(ImportPart),
      async (c) => {
        const { import: id, place } = c.req.param();
        await keepPart(deps, id, Number(place), c.req.valid("json").base64, c.var.person);
        return c.body(null, 204);
      },
    )
    .post(
      "/imports/:import/preview",
      describe(
        "What the file would bring, and what is wrong with its lines; nothing is written.",
        200,
        ImportPreview,
      ),
      signedIn(deps),
      takesPart,
      body(ImportLook),
      async (c) =>
        c.json(await previewImport(deps, c.req.param("import"), c.req.valid("json"), c.var.person), 200),
    )
    .post(
      "/imports/:import/confirmation",
      describe(
        "Write what the preview showed; sent again until it is done, it goes on.",
        200,
        ImportProgress,
      ),
      signedIn(deps),
      takesPart,
      body(ImportConfirmation),
      async (c) =>
        c.json(
          await confirmImport(deps, c.req.param("import"), c.req.valid("json").fingerprint, c.var.person),
          200,
        ),
    )
    .get(
      "/:id",
      describe("An indicator with all its readings.", 200, IndicatorWithReadings),
      signedIn(deps),
      async (c) => c.json(await readIndicatorPage(deps.db, c.req.param("id"), c.var.person), 200),
    )
    .post(
      "/:id/readings",
      describe(
        "Report the value of a period, or that there is none; the same id sent twice is one.",
        201,
        Reported,
      ),
      signedIn(deps),
      takesPart,
      body(NewReading),
      async (c) =>
        c.json(await reportReading(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    );
