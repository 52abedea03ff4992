import type { Group } from "../../shared/meetings/group.ts";
import type { Meeting, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { api, ask } from "../api.ts";
import { createKept, type Kept } from "../kept.ts";

/** The meetings that one may see, the latest first. */
export const meetings = createKept<Meeting[]>("meetings", async () => (await ask(api.meetings.$get())).items);

/** The groups that one may see, the steering committee first. */
export const groups = createKept<Group[]>("groups", async () => (await ask(api.groups.$get())).items);

/** Asks the server for both. */
export const loadMeetings = () => Promise.all([meetings.load(), groups.load()]);

const opened = new Map<string, Kept<MeetingWithAgenda>>();

/** One meeting with its agenda; the same for everybody on this screen who asks. */
export function meetingOf(id: string): Kept<MeetingWithAgenda> {
  const found =
    opened.get(id) ??
    createKept(`meeting:${id}`, async () => ask(api.meetings[":id"].$get({ param: { id } })));
  opened.set(id, found);
  return found;
}

export const groupOf = (id: string) => groups.value()?.find((it) => it.id === id);
