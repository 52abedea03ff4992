import { Hono } from "hono";
import {
  NewOrganization,
  NewRemoval,
  Organization,
  OrganizationChange,
} from "../../shared/organizations/organization.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { addOrganization, setOpenMeetings } from "./commands.ts";
import { listOrganizations } from "./queries.ts";
import { bringBack, removeOrganization } from "./removal.ts";

export const organizationRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The backbone and the partners, in joining order.", 200, listOf(Organization)),
      signedIn(deps),
      async (c) => c.json({ items: await listOrganizations(deps.db, c.var.person) }, 200),
    )
    .post(
      "/",
      describe("Add a partner organization (backbone).", 201, Organization),
      signedIn(deps),
      body(NewOrganization),
      async (c) => c.json(await addOrganization(deps, c.req.valid("json"), c.var.person), 201),
    )
    .patch(
      "/:id",
      describe("Say whether a public body speaks in meetings only.", 200, Organization),
      signedIn(deps),
      takesPart,
      body(OrganizationChange),
      async (c) =>
        c.json(await setOpenMeetings(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .post(
      "/:id/removal",
      describe("Note that a partner has left the initiative (backbone).", 200, Organization),
      signedIn(deps),
      takesPart,
      body(NewRemoval),
      async (c) =>
        c.json(await removeOrganization(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .delete(
      "/:id/removal",
      describe("Take a removal back: the partner is here again (backbone).", 200, Organization),
      signedIn(deps),
      takesPart,
      async (c) => c.json(await bringBack(deps, c.req.param("id"), c.var.person), 200),
    );
