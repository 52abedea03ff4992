import { addDays, type Day } from "../dates.ts";
import type { Happened, LogBegun } from "../log/happened.ts";
import type { Organization } from "./organization.ts";

/** What was not said of an organization before there was a word for it. */
type Later = "speaksInMeetingsOnly" | "removedOn" | "removedFor";

export type OrganizationEvent =
  | Happened<"organization.added", Omit<Organization, "id" | Later> & Partial<Pick<Organization, Later>>>
  /** Of a public body: whether it speaks between meetings, or only in them. */
  | Happened<"organization.open_meetings_set", { speaksInMeetingsOnly: boolean }>
  /** It left: with it those who could come in for it, its place in groups, and the voice that others lent it. */
  | Happened<
      "organization.removed",
      { reason: string; on: Day; personIds: string[]; groupIds: string[]; voiceIds: string[] }
    >
  | Happened<"organization.brought_back", Record<string, never>>
  | LogBegun<"organization", Organization>;

/** Something that happened to every record of the initiative at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What an organization looks like after `event`; `undefined` means it has not been added yet. */
export function apply(was: Organization | undefined, event: OrganizationEvent | DaysMoved): Organization {
  if (event.type === "organization.added") return { ...unsaid, ...event.data, id: event.refs[0]! };
  if (event.type === "log.begun") return { ...unsaid, ...event.data.record };
  if (!was) throw new Error(`Event ${event.seq} is about an organization that has not been added.`);
  if (event.type === "organization.open_meetings_set") return { ...was, ...event.data };
  if (event.type === "organization.removed")
    return { ...was, hasVoice: false, removedOn: event.data.on, removedFor: event.data.reason };
  if (event.type === "organization.brought_back")
    return { ...was, hasVoice: was.kind === "partner", removedOn: null, removedFor: null };
  const { days } = event.data;
  const removedOn = was.removedOn && addDays(was.removedOn, days);
  return { ...was, joinedOn: addDays(was.joinedOn, days), removedOn };
}

/** As long as nobody has said otherwise. */
const unsaid = { speaksInMeetingsOnly: false, removedOn: null, removedFor: null };
