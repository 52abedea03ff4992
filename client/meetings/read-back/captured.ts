import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Day } from "../../../shared/dates.ts";
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

/** What was captured at a meeting, in the order in which it was: commitments, then what was parked. */
export async function loadCaptured(meeting: MeetingWithAgenda): Promise<Captured[]> {
  const { items } = await ask(api.commitments.$get({ query: { meetingId: meeting.id } }));
  return [
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
