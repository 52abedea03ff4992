import { Hono } from "hono";
import { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import {
  AgendaVersionText,
  NewAdoption,
  NewAgendaVersion,
  WorkingText,
} from "../../shared/common-agenda/version.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { adoptAgenda } from "./adopt.ts";
import { publishAgenda } from "./publish.ts";
import { readCommonAgenda, readVersion } from "./queries.ts";
import { workingText } from "./text.ts";

/** `/api/common-agenda`. */
export const commonAgendaRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe(
        "The common agenda: its title, where its texts are, its versions, and who adopted which.",
        200,
        CommonAgenda,
      ),
      signedIn(deps),
      async (c) => c.json(await readCommonAgenda(deps.db, c.var.person), 200),
    )
    .get(
      "/working",
      describe("What the text says at this moment, with the hash of just that.", 200, WorkingText),
      signedIn(deps),
      async (c) => c.json(await workingText(deps, c.var.person.initiativeId), 200),
    )
    .get(
      "/versions/:id",
      describe("A version that was put to the partners, with its words.", 200, AgendaVersionText),
      signedIn(deps),
      async (c) => c.json(await readVersion(deps.db, c.req.param("id"), c.var.person), 200),
    )
    .post(
      "/versions",
      describe("Put the text as it stands to the partners, under a number (backbone).", 201, CommonAgenda),
      signedIn(deps),
      takesPart,
      body(NewAgendaVersion),
      async (c) => c.json(await publishAgenda(deps, c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/adoptions",
      describe("Adopt a version for an organization, plainly or with a reservation.", 201, CommonAgenda),
      signedIn(deps),
      takesPart,
      body(NewAdoption),
      async (c) => c.json(await adoptAgenda(deps, c.req.valid("json"), c.var.person), 201),
    );
