import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Day } from "../../../shared/dates.ts";
import type { ParkedItem } from "../../../shared/meetings/meeting.ts";

/** What a line of the notes can become, as `RecordKind` names it. */
export const capturedKinds = ["commitment", "decision", "indicator", "passage", "parked"] as const;
export type CapturedKind = (typeof capturedKinds)[number];

/** One line of what was captured. */
export interface RailEntry {
  id: string;
  kind: CapturedKind;
  /** What its card in the notes is about: the record itself, or the indicator that a reading is of. */
  card: string;
  /** When it was captured, in milliseconds since 1970; unknown for what was set aside before this page was opened. */
  at: number | undefined;
  /** C-24, D-7; none while it waits to be recorded. */
  number: string | undefined;
  text: string;
  organizationId: string | null;
  personId: string | null;
  dueOn: Day | null;
  /** Of a commitment or a decision: its status. */
  status: string | undefined;
  /** Its card has stood in the notes: a record that was made by a form has no sentence there. */
  wasInNotes: boolean;
  /** Captured here, and on its way to the server. */
  isWaiting: boolean;
  /** Why the server would not take it. */
  refusal?: string | undefined;
}

/** As much of a decision as the rail shows. */
export interface RailDecision {
  id: string;
  number: number;
  title: string;
  status: string;
  respondBy: Day | null;
  /** The sentence of the notes that became it. */
  quote: string | null;
}

/** A value that was reported for an indicator. */
export interface RailReading {
  id: string;
  indicatorId: string;
  name: string;
  value: string;
  at: number;
  organizationId: string;
}

export interface Captured {
  commitments: readonly Commitment[];
  decisions: readonly RailDecision[];
  readings: readonly RailReading[];
  parked: readonly ParkedItem[];
  /** What waits in this browser until the server has it. */
  waiting: readonly RailEntry[];
  /** When a record was captured, as far as it is known. */
  at: (id: string) => number | undefined;
}

/**
 * Everything that was captured, the newest last. What waits here stands there until the record itself has come: both
 * have the same id, so that it never shows twice.
 */
export function mergeRail({ commitments, decisions, readings, parked, waiting, at }: Captured): RailEntry[] {
  const nothing = {
    personId: null,
    dueOn: null,
    status: undefined,
    wasInNotes: true,
    isWaiting: false,
  } as const;
  const recorded: RailEntry[] = [
    ...commitments.map(
      (it): RailEntry => ({
        id: it.id,
        card: it.id,
        kind: "commitment",
        at: at(it.id),
        number: `C-${it.number}`,
        text: it.what,
        organizationId: it.ownerOrganizationId,
        personId: it.ownerPersonId,
        dueOn: it.dueOn,
        status: it.status,
        wasInNotes: it.quote !== null,
        isWaiting: false,
      }),
    ),
    ...decisions.map(
      (it): RailEntry => ({
        ...nothing,
        id: it.id,
        card: it.id,
        kind: "decision",
        at: at(it.id),
        number: `D-${it.number}`,
        text: it.title,
        organizationId: null,
        dueOn: it.respondBy,
        status: it.status,
        wasInNotes: it.quote !== null,
      }),
    ),
    ...readings.map(
      (it): RailEntry => ({
        ...nothing,
        id: it.id,
        card: it.indicatorId,
        kind: "indicator",
        at: it.at,
        number: undefined,
        text: `${it.name}: ${it.value}`,
        organizationId: it.organizationId,
      }),
    ),
    ...parked.map(
      (it): RailEntry => ({
        ...nothing,
        id: it.id,
        card: it.id,
        kind: "parked",
        at: at(it.id),
        number: undefined,
        text: it.text,
        organizationId: it.raisedById,
        status: it.status,
      }),
    ),
  ];
  const known = new Set(recorded.map((it) => it.id));
  const order = (it: RailEntry) => it.at ?? Number.NEGATIVE_INFINITY;
  return [...recorded, ...waiting.filter((it) => !known.has(it.id))]
    .map((it, place) => ({ it, place }))
    .sort((a, b) => compare(order(a.it), order(b.it)) || a.place - b.place)
    .map(({ it }) => it);
}

// The difference of two infinities is no number.
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

/** How many there are of the kinds that are counted aloud. */
export const countsOf = (entries: readonly RailEntry[]) => ({
  decisions: entries.filter((it) => it.kind === "decision").length,
  commitments: entries.filter((it) => it.kind === "commitment").length,
});
