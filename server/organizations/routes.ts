import { Hono } from "hono";
import { NewOrganization, Organization } from "../../shared/organizations/organization.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { addOrganization } from "./commands.ts";
import { listOrganizations } from "./queries.ts";

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
    );
