import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Day } from "../../../shared/dates.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import type { MeetingWithAgenda } from "../../../shared/meetings/meeting.ts";
import { api, ask } from "../../api.ts";

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
}

/** What was captured at a meeting, decisions first, then commitments, then what was parked. */
export async function loadCaptured(meeting: MeetingWithAgenda): Promise<Captured[]> {
  const [{ items }, { items: decisions }] = await Promise.all([
    ask(api.commitments.$get({ query: { meetingId: meeting.id } })),
    ask(api.decisions.$get()),
  ]);
  const isOfHere = (it: Decision) => it.fromMeetingId === meeting.id || it.decidedAtMeetingId === meeting.id;
  return [
    ...decisions
      .filter(isOfHere)
      .sort((a, b) => a.number - b.number)
      .map(ofDecision),
    ...items.filter((it) => it.status !== "declined").map(ofCommitment),
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
});
