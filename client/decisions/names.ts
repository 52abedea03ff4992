import { dayIn } from "../../shared/dates.ts";
import type { Decision } from "../../shared/decisions/decision.ts";
import { closingTime } from "../../shared/decisions/readings.ts";
import { type PositionKind, positions } from "../../shared/decisions/words.ts";
import { initialsOf, type Organization } from "../../shared/organizations/organization.ts";
import { voicesOf } from "../../shared/roles.ts";
import { commitments } from "../commitments/commitments.ts";
import { groups } from "../meetings/meetings.ts";
import { loadPartners, organizations, people } from "../organizations/organizations.ts";
import { loadRecords } from "../records/record-name.ts";
import { whoOf } from "../shell/who.ts";
import { useMe } from "../sign-in/me.ts";

export { groups };

/** Sees that everything is asked for that decisions speak of. */
export const loadNames = () =>
  Promise.all([loadPartners(), loadRecords(), commitments.value() ? undefined : commitments.need()]);

export const organizationOf = (id: string | null): Organization | undefined =>
  organizations.value()?.find((it) => it.id === id);
export const partnerName = (id: string | null) => organizationOf(id)?.shortName ?? "—";
export const personName = (id: string | null) => people.value()?.find((it) => it.id === id)?.name ?? "—";
export const groupName = (id: string, language: "en" | "es") =>
  groups.value()?.find((it) => it.id === id)?.name[language] ?? "—";
export const tileOf = (it: Organization) => ({ initials: initialsOf(it.shortName), hue: it.hue });

/** The members of a group that have a voice, in joining order. */
export const membersOf = (groupId: string): string[] => {
  const members = groups.value()?.find((it) => it.id === groupId)?.memberIds ?? [];
  return members.filter((id) => organizationOf(id)?.hasVoice !== false);
};

/** Who speaks for an organization: its representative and its alternates, and others who were asked to. */
export const speakersOf = (organizationId: string) =>
  (people.value() ?? []).filter(
    (it) =>
      (it.organizationId === organizationId && (it.role === "representative" || it.role === "alternate")) ||
      it.alsoFor.includes(organizationId),
  );

/** The organizations that I speak for, my own first. */
export function useVoices() {
  const me = useMe();
  return () => voicesOf(whoOf(me()));
}

/** Today in the initiative's place. */
export function useToday() {
  const me = useMe();
  return () => dayIn(me().initiative.timeZone, Date.now());
}

/** The position of an organization; nothing when it has not spoken. */
export const positionOf = (it: Pick<Decision, "positions">, organizationId: string) =>
  it.positions.find((said) => said.organizationId === organizationId);

/** How many times an organization has spoken. */
export const timesSpoken = (it: Pick<Decision, "positions">, organizationId: string) => {
  const said = positionOf(it, organizationId);
  return said ? said.earlier.length + 1 : 0;
};

/** As in the words of `words.ts`; all choices, in the order in which they are offered. */
export const choices: readonly PositionKind[] = positions;
/** The last time of day on the last day, as people write it. */
export const lastTime = closingTime;
