import { addDays, type Day } from "../dates.ts";
import type { Happened, LogBegun } from "../log/happened.ts";
import type { Quorum } from "../meetings/meeting.ts";
import type { Closing, Decision, DecisionStatus, Position, PositionKind } from "./decision.ts";

/** A day in the initiative's place, so that nobody needs to know its time zone to read the log. */
interface On {
  on: Day;
}

/** What can be put right about a decision while it is open, besides its proposal. */
export type Changeable =
  | "title"
  | "context"
  | "options"
  | "method"
  | "respondBy"
  | "daysMin"
  | "indicatorIds"
  | "strategyIds"
  | "passage";

/** What is decided when a decision is opened; all the rest comes later. */
type Opened = Partial<Pick<Decision, "daysMin" | "passage">> &
  Pick<
    Decision,
    | "number"
    | "title"
    | "groupId"
    | "method"
    | "visibility"
    | "raisedByOrganizationId"
    | "context"
    | "options"
    | "proposal"
    | "respondBy"
    | "indicatorIds"
    | "strategyIds"
    | "supersedesId"
    | "fromMeetingId"
    | "fromItemId"
    | "quote"
  >;

export type DecisionEvent =
  | Happened<"decision.opened", Opened & On>
  | Happened<
      "decision.positioned",
      On & {
        organizationId: string;
        position: PositionKind;
        reason: string | null;
        proposalVersion: number;
        level?: number | null;
      }
    >
  /** The proposal in other words. */
  | Happened<
      "decision.reworded",
      On & { proposal: string; proposalVersion: number; note: string | null; fromPostId: string | null }
    >
  /** Anything else about an open one; what is not there stayed. */
  | Happened<"decision.changed", On & Partial<Pick<Decision, Changeable>>>
  | Happened<
      "decision.closed",
      On & {
        status: Exclude<DecisionStatus, "draft" | "open">;
        outcome: string;
        chosenOptionId: string | null;
        reviewOn: Day | null;
        meetingId: string | null;
        quorum: Quorum | null;
        closing?: Closing;
      }
    >
  /** Those who are still to be heard were written to; it stays what it was. */
  | Happened<"decision.reminded", On & { organizationIds: string[] }>
  | Happened<"decision.corrected", On & { text: string }>
  | Happened<"decision.reviewed", On & { note: string | null; reviewOn: Day }>
  /** Another one has taken its place. */
  | Happened<"decision.superseded", On & { byId: string }>
  | LogBegun<"decision", Decision>;

/** What happens to every record of a sample at once. */
type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What a decision looks like after `event`; `undefined` means it has not been opened yet. */
export function apply(was: Decision | undefined, event: DecisionEvent | DaysMoved): Decision {
  if (event.type === "log.begun") return event.data.record;
  if (event.type === "decision.opened") return opened(event);
  if (!was) throw new Error(`Event ${event.seq} is about a decision that nobody has opened.`);
  if (event.type === "initiative.days_moved") return movedBy(was, event.data.days);
  if (event.type === "decision.reminded") return was;
  return {
    ...was,
    ...changeBy(was, event),
    version: was.version + 1,
    changedBy: event.by,
    changedAt: event.at,
  };
}

function opened({ refs, data, by, at }: DecisionEvent & { type: "decision.opened" }): Decision {
  const { on, ...said } = data;
  return {
    daysMin: 0,
    passage: null,
    ...said,
    id: refs[0]!,
    status: "open",
    chosenOptionId: null,
    proposalVersion: 1,
    openedOn: on,
    decidedOn: null,
    decidedAtMeetingId: null,
    quorum: null,
    outcome: null,
    reviewOn: null,
    changes: [],
    closing: null,
    corrections: [],
    reviews: [],
    supersededById: null,
    positions: [],
    openedBy: by,
    version: 1,
    changedBy: by,
    changedAt: at,
  };
}

type Change = Exclude<DecisionEvent, { type: "decision.opened" | "decision.reminded" | "log.begun" }>;

function changeBy(was: Decision, event: Change): Partial<Decision> {
  switch (event.type) {
    case "decision.positioned":
      return { positions: positionsAfter(was.positions, event) };
    case "decision.reworded": {
      const { proposal, proposalVersion: version, note, fromPostId, on } = event.data;
      const change = { version, was: was.proposal, note, fromPostId, byPersonId: event.by, on };
      return { proposal, proposalVersion: version, changes: [...was.changes, change] };
    }
    case "decision.changed": {
      const { on: _, ...said } = event.data;
      return said;
    }
    case "decision.corrected": {
      const { text, on } = event.data;
      return { corrections: [...was.corrections, { text, byPersonId: event.by, on }] };
    }
    case "decision.reviewed": {
      const { note, reviewOn, on } = event.data;
      return { reviewOn, reviews: [...was.reviews, { note, reviewOn, byPersonId: event.by, on }] };
    }
    case "decision.superseded":
      return { status: "superseded", supersededById: event.data.byId };
    case "decision.closed": {
      const { status, outcome, chosenOptionId, reviewOn, meetingId, quorum, closing = null, on } = event.data;
      return {
        closing,
        status,
        outcome,
        chosenOptionId,
        reviewOn,
        decidedOn: on,
        decidedAtMeetingId: meetingId,
        quorum,
      };
    }
  }
}

/** One organization has one voice: what it says now takes the place of what it said before, which is kept. */
function positionsAfter(
  was: readonly Position[],
  event: DecisionEvent & { type: "decision.positioned" },
): Position[] {
  const { organizationId, ...said } = event.data;
  const now = { level: null, ...said, byPersonId: event.by, isOnBehalf: event.onBehalf === true };
  const before = was.find((it) => it.organizationId === organizationId);
  if (!before) return [...was, { organizationId, ...now, earlier: [] }];
  const { earlier, organizationId: _, ...replaced } = before;
  const changed = { organizationId, ...now, earlier: [...earlier, replaced] };
  return was.map((it) => (it === before ? changed : it));
}

const dayMs = 86_400_000;

/** A sample's decision some days later, with everything that happened to it. */
function movedBy(was: Decision, days: number): Decision {
  const later = <It extends Day | null>(it: It) => (it === null ? it : addDays(it, days)) as It;
  const laterSaid = <It extends { on: Day }>(it: It): It => ({ ...it, on: later(it.on) });
  return {
    ...was,
    openedOn: later(was.openedOn),
    respondBy: later(was.respondBy),
    decidedOn: later(was.decidedOn),
    reviewOn: later(was.reviewOn),
    changes: was.changes.map(laterSaid),
    corrections: was.corrections.map(laterSaid),
    reviews: was.reviews.map((it) => ({ ...laterSaid(it), reviewOn: later(it.reviewOn) })),
    positions: was.positions.map((it) => ({ ...laterSaid(it), earlier: it.earlier.map(laterSaid) })),
    changedAt: was.changedAt + days * dayMs,
  };
}
