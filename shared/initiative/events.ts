import { addDays, type Day } from "../dates.ts";
import type { Happened, LogBegun } from "../log/happened.ts";
import { type Governance, withFirst } from "./governance.ts";
import type { Initiative } from "./initiative.ts";

/** An initiative as the log knows it: `sampleAsOf` is the day for which a sample's dates are true. */
export type InitiativeRecord = Initiative & { sampleAsOf: Day | null };

export type InitiativeEvent =
  | Happened<
      "initiative.begun",
      Omit<InitiativeRecord, "id" | "governance" | "epoch"> & Partial<InitiativeRecord>
    >
  /** What the partners agreed about deciding. */
  | Happened<"initiative.governance_set", Governance>
  /** A sample stays as late as it was: every day in it moves on together. */
  | Happened<"initiative.days_moved", { days: number }>
  /** Whoever runs the server put it back to a backup, whose last event was at `until` (milliseconds since 1970). */
  | Happened<"initiative.restored", { epoch: string; until: number }>
  | LogBegun<"initiative", Omit<InitiativeRecord, "epoch"> & Partial<InitiativeRecord>>;

/** What an initiative looks like after `event`; `undefined` means it has not begun yet. */
export function apply(was: InitiativeRecord | undefined, event: InitiativeEvent): InitiativeRecord {
  // A log from before decisions between meetings says nothing of how they are closed, nor one from before restoring of it.
  if (event.type === "initiative.begun")
    return { epoch: "", ...event.data, governance: withFirst(event.data.governance), id: event.refs[0]! };
  if (event.type === "log.begun")
    return { epoch: "", ...event.data.record, governance: withFirst(event.data.record.governance) };
  if (!was) throw new Error(`Event ${event.seq} is about an initiative that has not begun.`);
  if (event.type === "initiative.governance_set") return { ...was, governance: withFirst(event.data) };
  if (event.type === "initiative.restored") return { ...was, epoch: event.data.epoch };
  return { ...was, sampleAsOf: was.sampleAsOf && addDays(was.sampleAsOf, event.data.days) };
}
