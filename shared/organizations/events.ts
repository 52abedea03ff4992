import { addDays } from "../dates.ts";
import type { Happened, LogBegun } from "../log/happened.ts";
import type { Organization } from "./organization.ts";

/** What was not said of an organization before there was a word for it. */
type Later = "speaksInMeetingsOnly";

export type OrganizationEvent =
  | Happened<"organization.added", Omit<Organization, "id" | Later> & Partial<Pick<Organization, Later>>>
  /** Of a public body: whether it speaks between meetings, or only in them. */
  | Happened<"organization.open_meetings_set", { speaksInMeetingsOnly: boolean }>
  | LogBegun<"organization", Organization>;

/** Something that happened to every record of the initiative at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What an organization looks like after `event`; `undefined` means it has not been added yet. */
export function apply(was: Organization | undefined, event: OrganizationEvent | DaysMoved): Organization {
  if (event.type === "organization.added")
    return { speaksInMeetingsOnly: false, ...event.data, id: event.refs[0]! };
  if (event.type === "log.begun")
    return { ...event.data.record, speaksInMeetingsOnly: event.data.record.speaksInMeetingsOnly ?? false };
  if (!was) throw new Error(`Event ${event.seq} is about an organization that has not been added.`);
  if (event.type === "organization.open_meetings_set") return { ...was, ...event.data };
  return { ...was, joinedOn: addDays(was.joinedOn, event.data.days) };
}
