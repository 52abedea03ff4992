import type { Meeting } from "../../shared/meetings/meeting.ts";
import type { Organization } from "../../shared/organizations/organization.ts";
import type { Person } from "../../shared/people/person.ts";
import { activities, strategies } from "../action-plans/plans.ts";
import { indicators } from "../indicators/indicators.ts";
import { groups, meetings } from "../meetings/meetings.ts";
import { loadPartners, organizations, people } from "../organizations/organizations.ts";
import { loadRecords, recordName } from "../records/record-name.ts";
import { sayNearDay } from "./days.ts";

export { groups, meetings };

/** Sees that everything is asked for that commitments speak of. */
export const loadNames = () => Promise.all([loadPartners(), loadRecords()]);

export const organizationOf = (id: string | null): Organization | undefined =>
  organizations.value()?.find((it) => it.id === id);
export const personOf = (id: string | null): Person | undefined => people.value()?.find((it) => it.id === id);
export const meetingOf = (id: string | null): Meeting | undefined =>
  meetings.value()?.find((it) => it.id === id);

export const partnerName = (id: string | null) => organizationOf(id)?.shortName ?? "—";
export const personName = (id: string | null) => personOf(id)?.name ?? "—";

/** What a commitment serves, by code and name; what is not for these eyes is called after its id. */
export function servedName(id: string) {
  const it = recordName(id);
  return it ? `${it.code} ${it.label}`.trim() : plainName(id);
}

/** `act_source` as "Source": better than nothing, and never wrong. */
const plainName = (id: string) => {
  const words = id.replace(/^[a-z]+_/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A meeting as a list of them calls it: "Steering committee, 12 Nov". */
export function meetingName(id: string, today: string) {
  const it = meetingOf(id);
  return it ? `${it.title}, ${sayNearDay(it.day, today)}` : "—";
}

/** The strategies, activities and indicators that a new commitment can say it serves. */
export const namedServed = (): {
  id: string;
  name: string;
  kind: "strategy" | "activity" | "indicator";
}[] => {
  const named = <Kind extends string>(kind: Kind, all: readonly { id: string }[] | undefined) =>
    (all ?? []).map(({ id }) => ({ id, name: servedName(id), kind }));
  return [
    ...named("strategy", strategies.value()),
    ...named("activity", activities.value()),
    ...named("indicator", indicators.value()),
  ];
};
