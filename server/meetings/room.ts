import { AppError, notFound } from "../../shared/errors.ts";
import type {
  AnnouncementSaid,
  AttendanceNote,
  Debrief,
  MoveOn,
  NewParkedItem,
  ParkedItemAnswer,
  ParkedRewording,
  ReadBackAnswer,
} from "../../shared/meetings/asked.ts";
import { limits } from "../../shared/meetings/limits.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { notesAccessChanged } from "../documents/notes.ts";
import { openOrganization, openOrganizationHere } from "../organizations/queries.ts";
import { laterMeeting, putOn } from "./agenda.ts";
import { changeMeeting, type Happening, mustBe, mustLead, type Scene } from "./change.ts";
import { mustBeHere } from "./checks.ts";

/** Opens the room: the meeting is live, and goes to its first item. Who said that they cannot come is excused; nobody is there yet. */
export const startMeeting = (deps: Deps, id: string, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    const { was, today } = scene;
    mustLead(scene);
    if (was.status === "live") return [];
    mustBe(scene, "scheduled");
    const first = was.agenda.find((it) => it.status === "planned");
    const excused = was.announced
      .filter(({ answer }) => answer === "cannot_come")
      .filter(({ organizationId }) => !was.attendance.some((it) => it.organizationId === organizationId))
      .map(
        ({ organizationId }): Happening => ({
          type: "meeting.attendance_noted",
          data: { organizationId, status: "excused", personId: null },
          refs: [organizationId],
        }),
      );
    const started: Happening[] = [{ type: "meeting.started", data: { on: today } }, ...excused];
    if (!first) return started;
    return [...started, { type: "meeting.moved_on", data: { itemId: first.id, minutes: first.minutes } }];
  });

/** Takes the room to an item, or starts the timer of the one it is at anew. Two who press at once do not skip one. */
export const moveOn = (deps: Deps, id: string, { fromItemId, itemId, minutes }: MoveOn, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    const { was } = scene;
    mustLead(scene);
    mustBe(scene, "live");
    const item = was.agenda.find((it) => it.id === itemId);
    if (itemId !== null && !item) throw notFound("agenda item");
    const at = was.current?.itemId ?? null;
    // Somebody else has taken the room there already.
    if (at !== fromItemId && at === itemId) return [];
    if (at !== fromItemId)
      throw new AppError(
        "conflict",
        "Somebody took the room to another item a moment ago. Look where it is now, then decide.",
      );
    const data = { itemId, minutes: item ? (minutes ?? item.minutes) : null };
    return [{ type: "meeting.moved_on", data }];
  });

/** Says before a meeting whether an organization will come. It counts for nothing until it is there. */
export const announce = (deps: Deps, id: string, { organizationId, answer }: AnnouncementSaid, who: Who) =>
  changeMeeting(deps, id, who, async (scene) => {
    const { was, tx } = scene;
    mustNote(scene, organizationId);
    if (was.status === "live")
      throw new AppError("conflict", "This meeting is going on. Say whether they are here instead.");
    mustBe(scene, "scheduled");
    await openOrganizationHere(tx, organizationId, who);
    const said = was.announced.find((it) => it.organizationId === organizationId);
    if (said?.answer === answer) return [];
    return [{ type: "meeting.announced", data: { organizationId, answer }, refs: [organizationId] }];
  });

/** Notes that an organization is there, or is not: while the meeting goes on. Before it, one says whether one comes. */
export const noteAttendance = (deps: Deps, id: string, asked: AttendanceNote, who: Who) =>
  changeMeeting(deps, id, who, async (scene) => {
    const { was, tx } = scene;
    const { organizationId, status, personId } = asked;
    mustNote(scene, organizationId);
    mustBe(scene, "live");
    const now = was.attendance.find((it) => it.organizationId === organizationId);
    // Whoever was there before it left can still be noted as gone.
    await (now ? openOrganization : openOrganizationHere)(tx, organizationId, who);
    await mustBeHere(tx, [personId], who, "personId");
    if (now?.status === status && now.personId === personId) return [];
    const data = { organizationId, status, personId };
    return [{ type: "meeting.attendance_noted", data, refs: [organizationId] }];
  });

function mustNote({ who, was, group }: Scene, organizationId: string) {
  if (!may.noteAttendance(who, { ...was, chairIds: group.chairIds }, organizationId))
    throw new AppError(
      "forbidden",
      "You can say this of your own organization. Whoever leads the meeting says it of the others.",
    );
}

/** Sets something aside, to return to. The same item sent twice is one; also while the room is being tidied up. */
export const park = (deps: Deps, id: string, { raisedById, fromItemId, ...item }: NewParkedItem, who: Who) =>
  changeMeeting(deps, id, who, async (scene) => {
    const { was, tx } = scene;
    if (was.parkingLot.some((it) => it.id === item.id)) return [];
    mustBe(scene, "scheduled", "live", "held");
    if (was.parkingLot.length >= limits.parkedMax)
      throw new AppError(
        "conflict",
        `A parking lot holds ${limits.parkedMax} items. Close one of them first.`,
      );
    if (raisedById !== null) await openOrganization(tx, raisedById, who);
    // What was said stays said, also when its item is not on the agenda any more.
    const isOnAgenda = was.agenda.some((it) => it.id === fromItemId);
    const data = {
      ...item,
      raisedById: raisedById ?? who.organizationId,
      status: "open" as const,
      fromItemId: isOnAgenda ? fromItemId : null,
    };
    return [{ type: "meeting.parked", data, refs: [data.raisedById] }];
  });

/** Puts the words of something that was set aside right, until they stand in minutes that were sent. */
export const rewordParked = (
  deps: Deps,
  id: string,
  parkedId: string,
  { was: seen, text }: ParkedRewording,
  who: Who,
) =>
  changeMeeting(deps, id, who, (scene) => {
    const { was } = scene;
    const item = was.parkingLot.find((it) => it.id === parkedId);
    if (!item) throw notFound("item");
    mustLead(scene);
    if (was.recapSentOn === null) mustBe(scene, "scheduled", "live", "held");
    else mustBe(scene, "live");
    if (item.text === text) return [];
    if (item.text !== seen)
      throw new AppError(
        "conflict",
        "Somebody put other words to it a moment ago. Look at them, then decide.",
      );
    return [{ type: "meeting.parked_reworded", data: { id: parkedId, text } }];
  });

/** Says what became of something that was set aside; *carried over*, it becomes an item of a later meeting. */
export const answerParked = (
  deps: Deps,
  id: string,
  parkedId: string,
  { status, toMeetingId }: ParkedItemAnswer,
  who: Who,
) =>
  changeMeeting(deps, id, who, async (scene) => {
    const item = scene.was.parkingLot.find((it) => it.id === parkedId);
    if (!item) throw notFound("item");
    mustLead(scene);
    if (item.status === status) return [];
    if (status !== "carried_over")
      return [{ type: "meeting.parked_item_answered", data: { id: parkedId, status, toMeetingId: null } }];
    if (toMeetingId === null)
      throw new AppError("invalid", "Say which meeting it goes to.", {
        toMeetingId: "Choose a meeting that is still to come.",
      });
    const to = await laterMeeting(scene, toMeetingId);
    await putOn(scene, to, {
      // From its own id, so that it comes on the agenda once.
      id: `itm_${parkedId.replace(/^prk_/, "")}`,
      title: item.text.slice(0, 160),
      purpose: "discuss",
      minutes: 10,
      leadId: null,
      recordIds: [],
    });
    return [
      {
        type: "meeting.parked_item_answered",
        data: { id: parkedId, status, toMeetingId },
        refs: [toMeetingId],
      },
    ];
  });

/** Says of a captured record that it stands as it is, or is set aside for after the meeting. */
export const readBack = (deps: Deps, id: string, { recordId, verdict }: ReadBackAnswer, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    mustLead(scene);
    mustBe(scene, "live", "held");
    const said = scene.was.readBack.find((it) => it.recordId === recordId);
    if (said?.verdict === verdict || (!said && verdict === "taken_back")) return [];
    return [{ type: "meeting.read_back", data: { recordId, verdict }, refs: [recordId] }];
  });

/** Keeps what the room wants to keep and to change. */
export const debrief = (deps: Deps, id: string, said: Debrief, who: Who) =>
  changeMeeting(deps, id, who, (scene) => {
    mustLead(scene);
    mustBe(scene, "live", "held");
    if (JSON.stringify(scene.was.debrief) === JSON.stringify(said)) return [];
    return [{ type: "meeting.debriefed", data: said }];
  });

/** Closes the meeting: nobody writes in its notes any more. */
export async function closeMeeting(deps: Deps, id: string, who: Who) {
  const meeting = await changeMeeting(deps, id, who, (scene) => {
    mustLead(scene);
    if (scene.was.status === "held") return [];
    mustBe(scene, "live");
    return [{ type: "meeting.held", data: { on: scene.today } }];
  });
  notesAccessChanged(deps.access, id);
  return meeting;
}
