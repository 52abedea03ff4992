import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Day } from "../../../shared/dates.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import type { IndicatorWithState } from "../../../shared/indicators/indicator.ts";
import type { MeetingWithAgenda, ParkedItem } from "../../../shared/meetings/meeting.ts";
import { api, ask } from "../../api.ts";
import { sayNumber } from "../../words/dates.ts";
import { useLanguage } from "../../words/language.ts";

/** Something that was captured at a meeting, as it is read out. */
export interface Captured {
  id: string;
  kind: "commitment" | "decision" | "reading" | "parked";
  /** Such as C-12; empty for what has no number. */
  label: string;
  what: string;
  ownerOrganizationId: string | null;
  ownerPersonId: string | null;
  dueOn: Day | null;
  quote: string | null;
  isOffered: boolean;
  commitment?: Commitment;
  decision?: Decision;
  /** The indicator whose latest reading this is. */
  indicator?: IndicatorWithState;
  parked?: ParkedItem;
}

/** What was captured at a meeting, decisions first, then commitments, readings and what was parked. */
export async function loadCaptured(meeting: MeetingWithAgenda): Promise<Captured[]> {
  const [{ items }, { items: decisions }, { items: indicators }] = await Promise.all([
    ask(api.commitments.$get({ query: { meetingId: meeting.id } })),
    ask(api.decisions.$get()),
    ask(api.indicators.$get()),
  ]);
  const isOfHere = (it: Decision) => it.fromMeetingId === meeting.id || it.decidedAtMeetingId === meeting.id;
  return [
    ...decisions
      .filter(isOfHere)
      .sort((a, b) => a.number - b.number)
      .map(ofDecision),
    ...items.filter((it) => it.status !== "declined").map(ofCommitment),
    ...indicators.flatMap((it) =>
      it.latest?.fromMeetingId === meeting.id ? [ofReading(it, it.latest)] : [],
    ),
    ...meeting.parkingLot.map(
      (it): Captured => ({
        id: it.id,
        kind: "parked",
        label: "",
        what: it.text,
        ownerOrganizationId: it.raisedById,
        ownerPersonId: null,
        dueOn: null,
        quote: null,
        isOffered: false,
        parked: it,
      }),
    ),
  ];
}

const ofCommitment = (it: Commitment): Captured => ({
  id: it.id,
  kind: "commitment",
  label: `C-${it.number}`,
  what: it.what,
  ownerOrganizationId: it.ownerOrganizationId,
  ownerPersonId: it.ownerPersonId,
  dueOn: it.dueOn,
  quote: it.quote,
  isOffered: it.status === "offered",
  commitment: it,
});

const ofReading = (
  indicator: IndicatorWithState,
  latest: NonNullable<IndicatorWithState["latest"]>,
): Captured => {
  const { code, name, unit } = indicator;
  const value = latest.value === null ? "–" : `${sayNumber(latest.value)} ${unit}`;
  return {
    id: latest.id,
    kind: "reading",
    label: code,
    what: `${name[useLanguage()()]}, ${latest.period}: ${value}`,
    ownerOrganizationId: latest.reportedByOrganizationId,
    ownerPersonId: null,
    dueOn: null,
    quote: latest.note,
    isOffered: false,
    indicator,
  };
};

const ofDecision = (it: Decision): Captured => ({
  id: it.id,
  kind: "decision",
  label: `D-${it.number}`,
  what: it.outcome ?? it.proposal,
  ownerOrganizationId: it.raisedByOrganizationId,
  ownerPersonId: null,
  dueOn: null,
  quote: it.quote,
  isOffered: false,
  decision: it,
});
