import type { Kysely } from "kysely";
import { type Day, dayIn } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import type { Json } from "../../shared/log/canonical.ts";
import { apply, type MeetingEvent } from "../../shared/meetings/events.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { MeetingRecord } from "../../shared/meetings/meeting.ts";
import { may, type Who } from "../../shared/roles.ts";
import type { Tables } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readInitiative } from "../initiative/queries.ts";
import { type Append, commit } from "../log/commit.ts";
import { groupsOf, openMeeting } from "./queries.ts";
import { readMeeting, saveMeeting } from "./rows.ts";

export type Tx = Kysely<Tables>;

/** Where a command on a meeting stands. */
export interface Scene {
  tx: Tx;
  who: Who;
  /** The meeting as it is. */
  was: MeetingRecord;
  group: Group;
  /** In the initiative's place. */
  today: Day;
  /** Milliseconds since 1970. */
  now: number;
  append: Append;
}

/** What a command wants to happen: a type, what it says, and which other records it is about. */
export interface Happening {
  type: MeetingEvent["type"];
  data: Json;
  refs?: readonly string[];
}

/**
 * Changes a meeting in one transaction: finds it for whoever asks, lets `decide` refuse in words or say what happens,
 * appends that to the log and keeps the row that follows from it. Answers the meeting as it then is; nothing happens
 * when `decide` says nothing.
 */
export async function changeMeeting(
  deps: Deps,
  id: string,
  who: Who,
  decide: (scene: Scene) => Promise<Happening[]> | Happening[],
): Promise<MeetingRecord> {
  mustTakePart(who);
  const { timeZone } = await readInitiative(deps.db, who.initiativeId);
  return commit(deps, who.initiativeId, async (tx, append) => {
    const row = await openMeeting(tx, id, who);
    const group = (await groupsOf(tx, who.initiativeId)).find((it) => it.id === row.group_id)!;
    const was = await readMeeting(tx, row);
    const now = deps.now();
    const scene = { tx, who, was, group, today: dayIn(timeZone, now), now, append };
    return record(scene, await decide(scene));
  });
}

/** Lets things happen to the meeting of `scene`, and keeps it as it then is. */
export async function record(scene: Scene, happenings: readonly Happening[]): Promise<MeetingRecord> {
  const { tx, who, now: at, append } = scene;
  let meeting = scene.was;
  for (const { type, data, refs = [] } of happenings) {
    const said = { type, by: who.id, refs: [...new Set([meeting.id, meeting.groupId, ...refs])], data, at };
    const { seq } = await append(said);
    meeting = apply(meeting, { ...said, seq } as unknown as MeetingEvent);
  }
  if (happenings.length > 0) await saveMeeting(tx, who.initiativeId, meeting);
  return meeting;
}

export function mustTakePart(who: Who) {
  if (!may.takePart(who))
    throw new AppError("forbidden", "You are here to read along. Ask the backbone to take part.");
}

/** Refuses whoever does not lead the meeting. */
export function mustLead({ who, was, group }: Scene) {
  if (!may.leadMeeting(who, { ...was, chairIds: group.chairIds }))
    throw new AppError(
      "forbidden",
      "Whoever leads the meeting does this: its facilitator, its note taker, who leads the group, or the backbone. Ask one of them.",
    );
}

/** Refuses what belongs to another time of the meeting's life. */
export function mustBe({ was }: Scene, ...statuses: MeetingRecord["status"][]) {
  if (statuses.includes(was.status)) return;
  throw new AppError("conflict", statusSentence(was.status));
}

function statusSentence(status: MeetingRecord["status"]) {
  switch (status) {
    case "scheduled":
      return "This meeting has not begun. Open it first.";
    case "live":
      return "This meeting is going on. Close it first.";
    case "held":
      return "This meeting is closed. Write a correction to its minutes instead.";
    case "cancelled":
      return "This meeting was called off. Call another one instead.";
  }
}
