import { readEvents } from "../../server/log/queries.ts";
import { groupsOf } from "../../server/meetings/queries.ts";
import { readMeeting } from "../../server/meetings/rows.ts";
import type { NewMeeting } from "../../shared/meetings/asked.ts";
import { apply, applyToGroup } from "../../shared/meetings/events.ts";
import type { Group } from "../../shared/meetings/group.ts";
import type { MeetingRecord, MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import type { OpenServer, Visitor } from "../support/server.ts";

export const initiative = "ini_brackwater";
/** The steering committee's, on 3 December, still to come. */
export const december = "/api/meetings/mtg_2026_12_03";
export const november = "/api/meetings/mtg_2026_11_12";

export const meetingOf = async (visitor: Visitor, path = december) =>
  (await (await visitor.get(path)).json()) as MeetingWithAgenda;

/** The meeting after a change that has to work. */
export async function changed(answer: Response): Promise<MeetingRecord> {
  if (!answer.ok) throw new Error(`It was refused: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as MeetingRecord;
}

export const newMeeting = (more: Partial<NewMeeting> = {}) => ({
  id: "mtg_0123456789abcdef",
  groupId: "grp_clean",
  title: "Clean water, December",
  day: "2026-12-10",
  startsAt: "13:00",
  endsAt: "14:30",
  place: "Estuary Lab",
  facilitatorId: "per_uni_rep",
  noteTakerId: "per_facil",
  ...more,
});

export const newItem = (letter: string, more: object = {}) => ({
  id: `itm_${letter.repeat(16)}`,
  title: `Item ${letter}`,
  purpose: "discuss",
  minutes: 10,
  ...more,
});

/** What the log alone says of groups and meetings, by id. */
export async function meetingsFromLog({ deps }: Pick<OpenServer, "deps">) {
  const groups: Record<string, Group> = {};
  const meetings: Record<string, MeetingRecord> = {};
  for (const event of await readEvents(deps.db, initiative)) {
    const [id = ""] = event.refs;
    if (event.type.startsWith("group.")) groups[id] = applyToGroup(groups[id], event as never);
    if (event.type.startsWith("meeting.")) meetings[id] = apply(meetings[id], event as never);
    if (event.type === "initiative.days_moved")
      for (const it of Object.values(meetings)) meetings[it.id] = apply(it, event);
  }
  return { groups, meetings };
}

/** What the rows say of the same. */
export async function meetingsFromRows({ deps: { db } }: Pick<OpenServer, "deps">) {
  const rows = await db.selectFrom("meeting").selectAll().execute();
  const meetings = await Promise.all(rows.map((row) => readMeeting(db, row)));
  const byId = <It extends { id: string }>(items: It[]) => Object.fromEntries(items.map((it) => [it.id, it]));
  return { groups: byId(await groupsOf(db, initiative)), meetings: byId(meetings) };
}
