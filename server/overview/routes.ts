import { Hono } from "hono";
import { ChangedCheckIn, CheckIn, NewCheckIn } from "../../shared/overview/check-in.ts";
import { Overview } from "../../shared/overview/overview.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { changeCheckIn, noteCheckIn, removeCheckIn } from "./commands.ts";
import { listCheckIns, readOverview } from "./queries.ts";

export const overviewRoutes = (deps: Deps) =>
  new Hono().get(
    "/",
    describe("Who has been heard of, and who was in the room (backbone).", 200, Overview),
    signedIn(deps),
    async (c) => c.json(await readOverview(deps, c.var.person), 200),
  );

export const checkInRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("Contacts with partners, the newest first (backbone).", 200, listOf(CheckIn)),
      signedIn(deps),
      async (c) => c.json({ items: await listCheckIns(deps.db, c.var.person) }, 200),
    )
    .post(
      "/",
      describe("Note a contact with a partner (backbone).", 201, CheckIn),
      signedIn(deps),
      takesPart,
      body(NewCheckIn),
      async (c) => c.json(await noteCheckIn(deps, c.req.valid("json"), c.var.person), 201),
    )
    .patch(
      "/:id",
      describe("Put an own note about a contact right (backbone).", 200, CheckIn),
      signedIn(deps),
      takesPart,
      body(ChangedCheckIn),
      async (c) =>
        c.json(await changeCheckIn(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .delete(
      "/:id",
      describe("Take a note about a contact away (backbone).", 204),
      signedIn(deps),
      takesPart,
      async (c) => {
        await removeCheckIn(deps, c.req.param("id"), c.var.person);
        return c.body(null, 204);
      },
    );
