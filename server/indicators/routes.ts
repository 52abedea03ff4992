import { Hono } from "hono";
import {
  IndicatorWithReadings,
  IndicatorWithState,
  NewReading,
  Reported,
} from "../../shared/indicators/indicator.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { reportReading } from "./commands.ts";
import { listIndicators, readIndicatorPage } from "./queries.ts";

export const indicatorRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The indicators, by code, each with where it stands.", 200, listOf(IndicatorWithState)),
      signedIn(deps),
      async (c) => c.json({ items: await listIndicators(deps.db, c.var.person) }, 200),
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
