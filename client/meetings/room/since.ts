import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Day } from "../../../shared/dates.ts";
import type { Decision } from "../../../shared/decisions/decision.ts";
import type { SinceLastTime } from "../../../shared/meetings/meeting.ts";

/** What became of promises since last time, and which decisions are to be looked at again, in the order in which a meeting goes through it. */
export const sinceGroups = [
  "kept",
  "moved",
  "pastDate",
  "due",
  "awaiting",
  "needsHelp",
  "reviewsDue",
  "released",
  "notKept",
] as const;
export type SinceGroup = (typeof sinceGroups)[number];

export interface PromiseRow {
  is: "promise";
  commitment: Commitment;
  moved: { from: Day; to: Day } | undefined;
  needsHelp: boolean;
}
export interface ReviewRow {
  is: "review";
  decision: Decision;
}
export type SinceRow = PromiseRow | ReviewRow;
type PromiseGroup = Exclude<SinceGroup, "reviewsDue">;

/** Whose a row is: who promised it, or who raised the decision. */
export const ownerOf = (row: SinceRow) =>
  row.is === "promise" ? row.commitment.ownerOrganizationId : row.decision.raisedByOrganizationId;

/** What weighs most of what is said of one commitment decides where it stands; it stands there once. */
const heaviestFirst: readonly PromiseGroup[] = [
  "pastDate",
  "awaiting",
  "due",
  "needsHelp",
  "moved",
  "kept",
  "released",
  "notKept",
];

/** The rows of each group, of the organization with the id `own` and of all others. */
export function arrangeSince(
  since: SinceLastTime,
  { commitments, decisions }: { commitments: readonly Commitment[]; decisions: readonly Decision[] },
  own: string,
) {
  const moved = new Map(since.moved.map((it) => [it.id, { from: it.fromDueOn, to: it.toDueOn }]));
  const idsOf = (group: PromiseGroup) => (group === "moved" ? since.moved.map((it) => it.id) : since[group]);
  const groupOf = (id: string) => heaviestFirst.find((group) => idsOf(group).includes(id));
  const promised = (group: PromiseGroup) =>
    idsOf(group).flatMap((id): SinceRow[] => {
      const commitment = commitments.find((it) => it.id === id);
      if (!commitment || groupOf(id) !== group) return [];
      return [{ is: "promise", commitment, moved: moved.get(id), needsHelp: commitment.needsHelp }];
    });
  const reviews = () =>
    since.reviewsDue.flatMap((id): SinceRow[] => {
      const decision = decisions.find((it) => it.id === id);
      return decision ? [{ is: "review", decision }] : [];
    });
  const rows = sinceGroups.map((group) => ({
    group,
    rows: group === "reviewsDue" ? reviews() : promised(group),
  }));
  const of = (isOwn: boolean) =>
    rows
      .map(({ group, rows }) => ({ group, rows: rows.filter((it) => (ownerOf(it) === own) === isOwn) }))
      .filter((it) => it.rows.length > 0);
  return { own: of(true), others: of(false) };
}
