import { Hono } from "hono";
import * as v from "valibot";
import { Language } from "../../shared/languages.ts";
import {
  AgendaItemChange,
  AgendaItemMove,
  AgendaOrder,
  AnnouncementSaid,
  AttendanceNote,
  Cancellation,
  Debrief,
  MeetingChange,
  MoveOn,
  NewAgendaItem,
  NewErratum,
  NewMeeting,
  NewParkedItem,
  ParkedItemAnswer,
  ParkedRewording,
  ReadBackAnswer,
} from "../../shared/meetings/asked.ts";
import { Group, GroupChange, NewGroup } from "../../shared/meetings/group.ts";
import { Meeting, MeetingRecord, MeetingWithAgenda, SinceLastTime } from "../../shared/meetings/meeting.ts";
import { RecapForm, RecapPage } from "../../shared/meetings/recap.ts";
import type { Deps } from "../deps.ts";
import { body } from "../http/body.ts";
import { describe, listOf } from "../http/describe.ts";
import { query } from "../http/query.ts";
import { signedIn } from "../sign-in/signed-in.ts";
import { takesPart } from "../sign-in/takes-part.ts";
import * as agenda from "./agenda.ts";
import { changeGroup, formGroup } from "./groups.ts";
import { confirmMinutes, correctMinutes } from "./minutes.ts";
import { listGroups, listMeetings, readMeetingPage } from "./queries.ts";
import { readRecap, readRecapMarkdown, sendRecap } from "./recap.ts";
import * as room from "./room.ts";
import * as schedule from "./schedule.ts";
import { readSinceLastTime } from "./since.ts";

export const groupRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/",
      describe("The groups of partners, with their members.", 200, listOf(Group)),
      signedIn(deps),
      async (c) => c.json({ items: await listGroups(deps.db, c.var.person) }, 200),
    )
    .post(
      "/",
      describe("Form a group; the same id sent twice is one.", 201, Group),
      signedIn(deps),
      takesPart,
      body(NewGroup),
      async (c) => c.json(await formGroup(deps, c.req.valid("json"), c.var.person), 201),
    )
    .patch(
      "/:id",
      describe("Change a group, its members or who leads it.", 200, Group),
      signedIn(deps),
      takesPart,
      body(GroupChange),
      async (c) => c.json(await changeGroup(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
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
    )
    .get(
      "/:id/since-last-time",
      describe("What became of promises since the group met last.", 200, SinceLastTime),
      signedIn(deps),
      async (c) => c.json(await readSinceLastTime(deps, c.req.param("id"), c.var.person), 200),
    )
    .post(
      "/",
      describe("Call a meeting, or a series; the same id sent twice is one.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(NewMeeting),
      async (c) => c.json(await schedule.callMeeting(deps, c.req.valid("json"), c.var.person), 201),
    )
    .patch(
      "/:id",
      describe("Change what is said of a meeting.", 200, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(MeetingChange),
      async (c) =>
        c.json(await schedule.changeDetails(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 200),
    )
    .post(
      "/:id/cancellation",
      describe("Call a meeting off.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(Cancellation),
      async (c) =>
        c.json(await schedule.cancelMeeting(deps, c.req.param("id"), c.req.valid("json"), c.var.person), 201),
    )
    .route("/:id/agenda", agendaRoutes(deps))
    .route("/:id", roomRoutes(deps))
    .route("/:id", recapRoutes(deps));

/** `/api/meetings/:id/agenda` */
const agendaRoutes = (deps: Deps) =>
  new Hono()
    .post(
      "/",
      describe("Put an item on the agenda, or propose it; the same id is one.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(NewAgendaItem),
      async (c) => c.json(await agenda.addItem(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/order",
      describe("Put the agenda in another order.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(AgendaOrder),
      async (c) => c.json(await agenda.orderItems(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/sending",
      describe("Say that the agenda went out.", 201, MeetingRecord),
      signedIn(deps),
      async (c) => c.json(await schedule.sendAgenda(deps, idIn(c), c.var.person), 201),
    )
    .patch(
      "/:item",
      describe("Change an agenda item.", 200, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(AgendaItemChange),
      async (c) =>
        c.json(
          await agenda.changeItem(deps, idIn(c), c.req.param("item"), c.req.valid("json"), c.var.person),
          200,
        ),
    )
    .delete(
      "/:item",
      describe("Take an item off the agenda.", 200, MeetingRecord),
      signedIn(deps),
      async (c) => c.json(await agenda.removeItem(deps, idIn(c), c.req.param("item"), c.var.person), 200),
    )
    .post(
      "/:item/acceptance",
      describe("Take a proposed item in.", 201, MeetingRecord),
      signedIn(deps),
      async (c) => c.json(await agenda.acceptItem(deps, idIn(c), c.req.param("item"), c.var.person), 201),
    )
    .post(
      "/:item/move",
      describe("Move or copy an item to a later meeting.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(AgendaItemMove),
      async (c) =>
        c.json(
          await agenda.moveItem(deps, idIn(c), c.req.param("item"), c.req.valid("json"), c.var.person),
          201,
        ),
    );

/** What happens while a meeting is live, and with its minutes afterwards. */
const roomRoutes = (deps: Deps) =>
  new Hono()
    .post("/start", describe("Open the room.", 201, MeetingRecord), signedIn(deps), async (c) =>
      c.json(await room.startMeeting(deps, idIn(c), c.var.person), 201),
    )
    .post(
      "/current",
      describe("Take the room to an agenda item, or start its timer anew.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(MoveOn),
      async (c) => c.json(await room.moveOn(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/announcements",
      describe("Say before a meeting whether an organization will come.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(AnnouncementSaid),
      async (c) => c.json(await room.announce(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/attendance",
      describe("Note whether an organization is there.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(AttendanceNote),
      async (c) => c.json(await room.noteAttendance(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/parking-lot",
      describe("Set something aside to return to; the same id is one.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(NewParkedItem),
      async (c) => c.json(await room.park(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .patch(
      "/parking-lot/:parked",
      describe("Say what became of something that was set aside.", 200, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(ParkedItemAnswer),
      async (c) =>
        c.json(
          await room.answerParked(deps, idIn(c), c.req.param("parked"), c.req.valid("json"), c.var.person),
          200,
        ),
    )
    .post(
      "/parking-lot/:parked/rewording",
      describe("Put the words of something that was set aside right.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(ParkedRewording),
      async (c) =>
        c.json(
          await room.rewordParked(deps, idIn(c), c.req.param("parked"), c.req.valid("json"), c.var.person),
          201,
        ),
    )
    .post(
      "/read-back",
      describe("Say of a captured record that it stands, or is set aside.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(ReadBackAnswer),
      async (c) => c.json(await room.readBack(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .post(
      "/debrief",
      describe("Keep what to keep and what to change.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(Debrief),
      async (c) => c.json(await room.debrief(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    )
    .post("/closing", describe("Close the meeting.", 201, MeetingRecord), signedIn(deps), async (c) =>
      c.json(await room.closeMeeting(deps, idIn(c), c.var.person), 201),
    )
    .post(
      "/confirmations",
      describe("Confirm the minutes for the own organization.", 201, MeetingRecord),
      signedIn(deps),
      async (c) => c.json(await confirmMinutes(deps, idIn(c), c.var.person), 201),
    )
    .post(
      "/errata",
      describe("Write down what is wrong in the minutes; the same id is one.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      body(NewErratum),
      async (c) => c.json(await correctMinutes(deps, idIn(c), c.req.valid("json"), c.var.person), 201),
    );

const WantedRecap = v.object({ language: v.optional(Language, "en"), form: v.optional(RecapForm, "full") });

/** What a meeting came to. */
const recapRoutes = (deps: Deps) =>
  new Hono()
    .get(
      "/recap",
      describe("The recap as this person may see it; a draft until it is sent.", 200, RecapPage),
      signedIn(deps),
      query(WantedRecap),
      async (c) => c.json(await readRecap(deps, idIn(c), c.req.valid("query"), c.var.person), 200),
    )
    .get(
      "/recap.md",
      describe("The recap as it was mailed.", 200, v.string(), "text/markdown"),
      signedIn(deps),
      query(WantedRecap),
      async (c) => {
        const wanted = c.req.valid("query");
        const id = idIn(c);
        return c.body(await readRecapMarkdown(deps, id, wanted, c.var.person), 200, {
          "content-type": "text/markdown; charset=utf-8",
          "content-disposition": `attachment; filename="recap-${id}-${wanted.language}.md"`,
        });
      },
    )
    .post(
      "/recap",
      describe("Send the recap to everybody in the group, once.", 201, MeetingRecord),
      signedIn(deps),
      takesPart,
      async (c) => c.json(await sendRecap(deps, idIn(c), c.var.person), 201),
    );

/** The meeting that a route below `/:id` is about; Hono's types do not see the parameter of the route above. */
const idIn = (c: { req: { param(): Record<string, string> } }) => c.req.param().id!;
