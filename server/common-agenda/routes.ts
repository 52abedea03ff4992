import { Hono } from "hono";
import { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import type { Deps } from "../deps.ts";
import { describe } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { readCommonAgenda } from "./queries.ts";

/** `/api/common-agenda`. */
export const commonAgendaRoutes = (deps: Deps) =>
  new Hono().get(
    "/",
    describe("The common agenda: its title, its version, and where its texts are.", 200, CommonAgenda),
    signedIn(deps),
    async (c) => c.json(await readCommonAgenda(deps.db, c.var.person), 200),
  );
