import type { Group } from "../../shared/meetings/group.ts";
import type { Meeting, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { api, ask } from "../api.ts";
import { createKept, type Kept } from "../kept.ts";
import { noteServerClock } from "./room/clock.ts";

/** The meetings that one may see, the latest first. */
export const meetings = createKept<Meeting[]>("meetings", async () => (await ask(api.meetings.$get())).items);

/** The groups that one may see, the steering committee first. */
export const groups = createKept<Group[]>("groups", async () => (await ask(api.groups.$get())).items);

/** Sees that both are asked for. */
export const loadMeetings = () => Promise.all([meetings.need(), groups.need()]);

/** Asks for a meeting, and learns from the answer what time it is at the server. */
async function readMeeting(id: string) {
  const asked = Date.now();
  const meeting = await ask(api.meetings[":id"].$get({ param: { id } }));
  noteServerClock(meeting.now, asked, Date.now());
  return meeting;
}

const opened = new Map<string, Kept<MeetingWithAgenda>>();

/** One meeting with its agenda; the same for everybody on this screen who asks. */
export function meetingOf(id: string): Kept<MeetingWithAgenda> {
  const found = opened.get(id) ?? createKept(`meeting:${id}`, () => readMeeting(id));
  opened.set(id, found);
  return found;
}

export const groupOf = (id: string) => groups.value()?.find((it) => it.id === id);
