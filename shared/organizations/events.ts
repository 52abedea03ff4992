import { addDays } from "../dates.ts";
import type { Happened, LogBegun } from "../log/happened.ts";
import type { Organization } from "./organization.ts";

export type OrganizationEvent =
  | Happened<"organization.added", Omit<Organization, "id">>
  | LogBegun<"organization", Organization>;

/** Something that happened to every record of the initiative at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What an organization looks like after `event`; `undefined` means it has not been added yet. */
export function apply(was: Organization | undefined, event: OrganizationEvent | DaysMoved): Organization {
  if (event.type === "organization.added") return { ...event.data, id: event.refs[0]! };
  if (event.type === "log.begun") return event.data.record;
  if (!was) throw new Error(`Event ${event.seq} is about an organization that has not been added.`);
  return { ...was, joinedOn: addDays(was.joinedOn, event.data.days) };
}
