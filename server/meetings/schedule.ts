import { addDays, type Day, dayIn, daysBetween } from "../../shared/dates.ts";
import { AppError, notFound } from "../../shared/errors.ts";
import type { Language } from "../../shared/languages.ts";
import type { Cancellation, MeetingChange, NewMeeting } from "../../shared/meetings/asked.ts";
import { apply, type MeetingEvent } from "../../shared/meetings/events.ts";
import type { MeetingDetails, MeetingRecord } from "../../shared/meetings/meeting.ts";
import { daysOfSeries } from "../../shared/meetings/readings.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Deps } from "../deps.ts";
import { notesAccessChanged, openNotes } from "../documents/notes.ts";
import { writeOutline } from "../documents/write.ts";
import { readInitiative } from "../initiative/queries.ts";
import { type Append, commit } from "../log/commit.ts";
import { changedMeanwhile } from "../log/meanwhile.ts";
import { mailAgenda } from "./agenda-mail.ts";
import {
  changeMeeting,
  type Happening,
  mustBe,
  mustLead,
  mustTakePart,
  record,
  type Scene,
  type Tx,
} from "./change.ts";
import { mustBeHere, mustBeMeetable } from "./checks.ts";
import { groupsOf, openMeeting } from "./queries.ts";
import { readMeeting, saveMeeting } from "./rows.ts";

/** Calls a meeting, or a series of them. The same call sent twice is one; answers the first meeting. */
export async function callMeeting(deps: Deps, asked: NewMeeting, who: Who): Promise<MeetingRecord> {
  mustTakePart(who);
  const { timeZone, defaultLanguage: language } = await readInitiative(deps.db, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const { id, repeats, agenda, ...details } = asked;
    const made = await alreadyCalled(tx, id, who);
    if (made) return made;
    const group = (await groupsOf(tx, who.initiativeId)).find((it) => it.id === details.groupId);
    if (!group) throw notFound("group");
    if (!may.callMeeting(who, group))
      throw new AppError(
        "forbidden",
        "Whoever leads the group calls its meetings, or the backbone. Ask one of them.",
      );
    mustBeMeetable(details, dayIn(timeZone, deps.now()));
    await mustBeHere(tx, [details.facilitatorId, details.noteTakerId], who, "facilitatorId");
    await mustBeHere(
      tx,
      agenda.map((it) => it.leadId),
      who,
      "agenda",
    );
    const days = repeats ? daysOfSeries(details.day, repeats) : [details.day];
    const call = (day: Day, index: number) =>
      keepCalled(tx, append, deps.now(), who, {
        // The later ones follow from the first, so that the same call makes the same meetings.
        id: index === 0 ? id : `${id}_${index + 1}`,
        // What is on the first agenda is for the first meeting alone.
        data: { ...details, day, seriesId: repeats ? id : null, agenda: index === 0 ? agenda : [] },
        language,
      });
    const meetings: MeetingRecord[] = [];
    for (const [index, day] of days.entries()) meetings.push(await call(day, index));
    return meetings[0]!;
  });
}

async function alreadyCalled(tx: Tx, id: string, who: Who): Promise<MeetingRecord | undefined> {
  const taken = await tx.selectFrom("meeting").selectAll().where("id", "=", id).executeTakeFirst();
  if (!taken) return undefined;
  if (taken.initiative_id === who.initiativeId && taken.changed_by === who.id)
    return readMeeting(tx, await openMeeting(tx, id, who));
  throw new AppError("conflict", "This id belongs to another meeting. Make a new one and send it again.", {
    id: "Make a new id.",
  });
}

type Called = (MeetingEvent & { type: "meeting.scheduled" })["data"];

async function keepCalled(
  tx: Tx,
  append: Append,
  at: number,
  who: Who,
  { id, data, language }: { id: string; data: Called; language: Language },
) {
  const said = { type: "meeting.scheduled" as const, by: who.id, refs: [id, data.groupId], data, at };
  const { seq } = await append(said as Parameters<Append>[0]);
  const meeting = apply(undefined, { ...said, seq });
  await saveMeeting(tx, who.initiativeId, meeting);
  const text = writeOutline(data.agenda);
  await openNotes(tx, { meetingId: id, initiativeId: who.initiativeId, language, at, text });
  return meeting;
}

/** Changes what is said of a meeting, until it is over; of a series also of the later ones, if asked. */
export async function changeDetails(deps: Deps, id: string, asked: MeetingChange, who: Who) {
  const later: string[] = [];
  const meeting = await changeMeeting(deps, id, who, async (scene) => {
    const { was, tx, today } = scene;
    const { version, following, ...said } = asked;
    mustLead(scene);
    mustBe(scene, "scheduled", "live");
    const changes = differing(was, said);
    if (Object.keys(changes).length === 0) return [];
    if (was.version !== version) throw await changedMeanwhile(tx, was, who);
    mustBeMeetable({ ...was, ...changes }, changes.day === undefined ? was.day : today);
    await mustBeHere(tx, [changes.facilitatorId, changes.noteTakerId], who, "facilitatorId");
    if (following) later.push(...(await changeFollowing(scene, changes)));
    return [{ type: "meeting.changed", data: changes }];
  });
  for (const it of [id, ...later]) notesAccessChanged(deps.access, it);
  return meeting;
}

const differing = (was: MeetingRecord, said: Partial<MeetingDetails>) =>
  Object.fromEntries(
    Object.entries(said).filter(
      ([name, it]) =>
        it !== undefined && JSON.stringify(it) !== JSON.stringify(was[name as keyof MeetingDetails]),
    ),
  ) as Partial<MeetingDetails>;

/** The later meetings of the series: the same change, and as many days on as the first one moves. */
async function changeFollowing(scene: Scene, changes: Partial<MeetingDetails>) {
  const { was } = scene;
  const days = changes.day === undefined ? 0 : daysBetween(was.day, changes.day);
  const following = await followingOf(scene);
  for (const later of following)
    await record({ ...scene, was: later }, [
      {
        type: "meeting.changed",
        data: { ...changes, ...(days === 0 ? {} : { day: addDays(later.day, days) }) },
      },
    ]);
  return following.map((it) => it.id);
}

async function followingOf({ tx, was, who }: Scene): Promise<MeetingRecord[]> {
  if (was.seriesId === null) return [];
  const rows = await tx
    .selectFrom("meeting")
    .selectAll()
    .where("initiative_id", "=", who.initiativeId)
    .where("series_id", "=", was.seriesId)
    .where("status", "=", "scheduled")
    .where("day", ">", was.day)
    .orderBy("day")
    .execute();
  return Promise.all(rows.map((row) => readMeeting(tx, row)));
}

/** Calls a meeting off, with a reason; of a series also the later ones, if asked. */
export async function cancelMeeting(deps: Deps, id: string, { reason, following }: Cancellation, who: Who) {
  const ended = [id];
  const meeting = await changeMeeting(deps, id, who, async (scene) => {
    mustLead(scene);
    if (scene.was.status === "cancelled") return [];
    mustBe(scene, "scheduled");
    const off: Happening = { type: "meeting.cancelled", data: { reason } };
    if (following)
      for (const later of await followingOf(scene)) {
        await record({ ...scene, was: later }, [off]);
        ended.push(later.id);
      }
    return [off];
  });
  for (const it of ended) notesAccessChanged(deps.access, it);
  return meeting;
}

/** Sends the agenda to the group and says so: how long before the meeting is its lead time. Once. */
export async function sendAgenda(deps: Deps, id: string, who: Who) {
  const sent = await changeMeeting(deps, id, who, async (scene) => {
    mustLead(scene);
    if (scene.was.agendaSentOn !== null) return [];
    mustBe(scene, "scheduled");
    if (!scene.was.agenda.some((it) => it.status === "planned"))
      throw new AppError("conflict", "There is nothing on this agenda yet. Put an item on it first.");
    await mailAgenda(deps, scene);
    return [{ type: "meeting.agenda_sent", data: { on: scene.today } }];
  });
  deps.mail.wake();
  return sent;
}
