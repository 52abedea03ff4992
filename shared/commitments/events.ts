import { addDays, type Day } from "../dates.ts";
import type { Happened, LogBegun } from "../log/happened.ts";
import type { Commitment, CommitmentStatus, NewCommitment } from "./commitment.ts";

/** A day in the initiative's place, so that nobody needs to know its time zone to read the log. */
interface On {
  on: Day;
}

export type CommitmentEvent =
  /** Earlier offers do not say which strategies they serve. */
  | Happened<
      "commitment.offered",
      Omit<NewCommitment, "id" | "strategyIds"> &
        Partial<Pick<NewCommitment, "strategyIds">> &
        On & {
          number: number;
        }
    >
  | Happened<"commitment.accepted", On>
  | Happened<"commitment.declined", On & { reason: string }>
  | Happened<"commitment.kept", On & { note: string | null }>
  | Happened<"commitment.not_kept", On & { reason: string }>
  | Happened<"commitment.released", On & { reason: string; agreedAtMeetingId: string | null }>
  | Happened<
      "commitment.renegotiated",
      On & { fromDueOn: Day; toDueOn: Day; reason: string; agreedAtMeetingId: string | null }
    >
  | Happened<"commitment.help_asked", On & { reason: string }>
  | Happened<"commitment.help_found", On & { note: string | null }>
  | Happened<
      "commitment.handed_over",
      On & { fromOrganizationId: string; organizationId: string; personId: string | null; reason: string }
    >
  | Happened<"commitment.noted", On & { note: string }>
  | Happened<"commitment.reopened", On & { reason: string }>
  /** Before anybody accepted it: what was offered is put right. */
  | Happened<
      "commitment.reworded",
      On & Partial<Pick<NewCommitment, "what" | "ownerOrganizationId" | "ownerPersonId" | "dueOn">>
    >
  /** A mail reminded somebody of it; the commitment itself stays as it was. */
  | Happened<"commitment.reminded", On & { personId: string }>
  | LogBegun<"commitment", Omit<Commitment, "strategyIds"> & Partial<Pick<Commitment, "strategyIds">>>;

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What a commitment looks like after `event`; `undefined` means it has not been offered yet. */
export function apply(was: Commitment | undefined, event: CommitmentEvent | DaysMoved): Commitment {
  if (event.type === "log.begun") return { strategyIds: [], ...event.data.record };
  if (event.type === "commitment.offered") return offered(event);
  if (!was) throw new Error(`Event ${event.seq} is about a commitment that nobody has offered.`);
  if (event.type === "initiative.days_moved") return movedBy(was, event.data.days);
  // Whoever is changing it meanwhile has seen all there is to see.
  if (event.type === "commitment.reminded") return was;
  return {
    ...was,
    ...changeBy(was, event),
    version: was.version + 1,
    changedBy: event.by,
    changedAt: event.at,
  };
}

function offered({ refs, data, by, at }: CommitmentEvent & { type: "commitment.offered" }): Commitment {
  const { on, ...said } = data;
  return {
    strategyIds: [],
    ...said,
    id: refs[0]!,
    originalDueOn: data.dueOn,
    status: "offered",
    needsHelp: false,
    offeredBy: by,
    offeredOn: on,
    acceptedOn: null,
    closedOn: null,
    outcomeNote: null,
    isOnBehalf: false,
    timesMoved: 0,
    movedLate: false,
    handedOverBy: null,
    version: 1,
    changedBy: by,
    changedAt: at,
  };
}

type Change = Exclude<CommitmentEvent, { type: "commitment.offered" | "commitment.reminded" | "log.begun" }>;

function changeBy(was: Commitment, event: Change): Partial<Commitment> {
  const { data } = event;
  const isOnBehalf = event.onBehalf === true;
  const closed = (status: CommitmentStatus, outcomeNote: string | null) => ({
    status,
    closedOn: data.on,
    outcomeNote,
    needsHelp: false,
    isOnBehalf,
  });
  switch (event.type) {
    case "commitment.accepted":
      return { status: "active", acceptedOn: data.on, handedOverBy: null, isOnBehalf };
    case "commitment.declined":
      // What was handed over goes back; its promise stands.
      return was.handedOverBy
        ? {
            status: "active",
            ownerOrganizationId: was.handedOverBy,
            ownerPersonId: null,
            handedOverBy: null,
            isOnBehalf,
          }
        : closed("declined", event.data.reason);
    case "commitment.kept":
      return closed("kept", event.data.note);
    case "commitment.not_kept":
      return closed("not_kept", event.data.reason);
    case "commitment.released":
      return closed("released", event.data.reason);
    case "commitment.renegotiated":
      return {
        dueOn: event.data.toDueOn,
        timesMoved: was.timesMoved + 1,
        movedLate: was.movedLate || data.on > event.data.fromDueOn,
        isOnBehalf,
      };
    case "commitment.help_asked":
      return { needsHelp: true };
    case "commitment.help_found":
      return { needsHelp: false };
    case "commitment.handed_over": {
      const { organizationId, fromOrganizationId, personId } = event.data;
      if (organizationId === was.ownerOrganizationId) return { ownerPersonId: personId };
      const helpers = was.supportOrganizationIds.filter((it) => it !== organizationId);
      return {
        ownerOrganizationId: organizationId,
        ownerPersonId: personId,
        supportOrganizationIds: helpers,
        status: "offered",
        handedOverBy: fromOrganizationId,
        isOnBehalf,
      };
    }
    case "commitment.reopened":
      return { status: "active", closedOn: null, outcomeNote: null, isOnBehalf };
    case "commitment.reworded": {
      const { on: _, ...said } = event.data;
      // Nobody has promised the earlier day.
      return said.dueOn === undefined ? said : { ...said, originalDueOn: said.dueOn };
    }
    case "commitment.noted":
      return {};
  }
}

const dayMs = 86_400_000;

/** A sample's commitment some days later, with everything that happened to it. */
function movedBy(was: Commitment, days: number): Commitment {
  const later = <It extends Day | null>(it: It) => (it === null ? it : addDays(it, days)) as It;
  return {
    ...was,
    dueOn: later(was.dueOn),
    originalDueOn: later(was.originalDueOn),
    offeredOn: later(was.offeredOn),
    acceptedOn: later(was.acceptedOn),
    closedOn: later(was.closedOn),
    changedAt: was.changedAt + days * dayMs,
  };
}
