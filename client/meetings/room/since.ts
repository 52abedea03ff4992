import type { Commitment } from "../../../shared/commitments/commitment.ts";
import type { Day } from "../../../shared/dates.ts";
import type { SinceLastTime } from "../../../shared/meetings/meeting.ts";

/** What became of promises since last time, in the order in which a meeting goes through it. */
export const sinceGroups = [
  "kept",
  "moved",
  "pastDate",
  "due",
  "awaiting",
  "needsHelp",
  "released",
  "notKept",
] as const;
export type SinceGroup = (typeof sinceGroups)[number];

export interface SinceRow {
  commitment: Commitment;
  moved: { from: Day; to: Day } | undefined;
  needsHelp: boolean;
}

/** What weighs most of what is said of one commitment decides where it stands; it stands there once. */
const heaviestFirst: readonly SinceGroup[] = [
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
export function arrangeSince(since: SinceLastTime, commitments: readonly Commitment[], own: string) {
  const moved = new Map(since.moved.map((it) => [it.id, { from: it.fromDueOn, to: it.toDueOn }]));
  const idsOf = (group: SinceGroup) => (group === "moved" ? since.moved.map((it) => it.id) : since[group]);
  const groupOf = (id: string) => heaviestFirst.find((group) => idsOf(group).includes(id));
  const rows = sinceGroups.map((group) => ({
    group,
    rows: idsOf(group).flatMap((id): SinceRow[] => {
      const commitment = commitments.find((it) => it.id === id);
      if (!commitment || groupOf(id) !== group) return [];
      return [{ commitment, moved: moved.get(id), needsHelp: commitment.needsHelp }];
    }),
  }));
  const of = (isOwn: boolean) =>
    rows
      .map(({ group, rows }) => ({
        group,
        rows: rows.filter((it) => (it.commitment.ownerOrganizationId === own) === isOwn),
      }))
      .filter((it) => it.rows.length > 0);
  return { own: of(true), others: of(false) };
}
