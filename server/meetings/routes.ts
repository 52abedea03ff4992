import { Hono } from "hono";
import { Group, Meeting, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import type { Deps } from "../deps.ts";
import { describe, listOf } from "../http/describe.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { listGroups, listMeetings, readMeetingPage } from "./queries.ts";

export const groupRoutes = (deps: Deps) =>
  new Hono().get(
    "/",
    describe("The groups of partners, with their members.", 200, listOf(Group)),
    signedIn(deps),
    async (c) => c.json({ items: await listGroups(deps.db, c.var.person) }, 200),
  );

export const meetingRoutes = (deps: Deps) =>
  new Hono()
    .get("/", describe("The meetings, the latest first.", 200, listOf(Meeting)), signedIn(deps), async (c) =>
      c.json({ items: await listMeetings(deps, c.var.person) }, 200),
    )
    .get(
      "/:id",
      describe("A meeting: its agenda, who was there, its parking lot.", 200, MeetingWithAgenda),
      signedIn(deps),
      async (c) => c.json(await readMeetingPage(deps, c.req.param("id"), c.var.person), 200),
    );
