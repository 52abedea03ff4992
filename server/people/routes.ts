import { Hono } from "hono";
import { Invitation, NewVoice, Person, PersonChange } from "../../shared/people/person.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import { changePerson, inviteAgain, invitePerson, removePerson } from "./commands.ts";
import { erasePerson } from "./erase.ts";
import { listPeople, listThoseWhoLeft } from "./queries.ts";
import { endVoice, giveVoice } from "./voices.ts";

export const peopleRoutes = (deps: Deps) =>
  new Hono()
    .get("/", describe("Everybody who is here.", 200, listOf(Person)), signedIn(deps), async (c) =>
      c.json({ items: await listPeople(deps.db, c.var.person) }, 200),
    )
    .get(
      "/left",
      describe("Those who left and whom the reader could erase.", 200, listOf(Person)),
      signedIn(deps),
      async (c) => c.json({ items: await listThoseWhoLeft(deps.db, c.var.person) }, 200),
    )
    .post(
      "/",
      describe("Invite somebody for an organization.", 201, Person),
      signedIn(deps),
      body(Invitation),
      async (c) => c.json(await invitePerson(deps, c.req.valid("json"), c.var.person), 201),
    )
    .patch(
      "/:id",
      describe("Change a person's role or name.", 200, Person),
      signedIn(deps),
      body(PersonChange),
      async (c) =>
        c.json(await changePerson(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .delete("/:id", describe("Remove a person, at once.", 204), signedIn(deps), async (c) => {
      await removePerson(deps, c.req.param("id"), c.var.person);
      return c.body(null, 204);
    })
    .post(
      "/:id/erasure",
      describe("Erase the name, the address and the posts of somebody who was removed.", 204),
      signedIn(deps),
      async (c) => {
        await erasePerson(deps, c.req.param("id"), c.var.person);
        return c.body(null, 204);
      },
    )
    .post(
      "/:id/voices",
      describe("Ask somebody to speak for a second partner too.", 201, Person),
      signedIn(deps),
      takesPart,
      body(NewVoice),
      async (c) => c.json(await giveVoice(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .delete(
      "/:id/voices/:organizationId",
      describe("Let somebody speak for a second partner no longer.", 204),
      signedIn(deps),
      takesPart,
      async (c) => {
        await endVoice(deps, c.req.param("id"), c.req.param("organizationId"), c.var.person);
        return c.body(null, 204);
      },
    )
    .post("/:id/invitation", describe("Mail the invitation again.", 204), signedIn(deps), async (c) => {
      await inviteAgain(deps, c.req.param("id"), c.var.person);
      return c.body(null, 204);
    });
