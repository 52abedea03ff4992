import { addDays, type Day } from "../dates.ts";
import type { Happened } from "../log/happened.ts";
import type { Adoption, AgendaVersionText } from "./version.ts";

export type AgendaEvent =
  /** A version was put to the partners, with its words. */
  | Happened<"agenda.published", Omit<AgendaVersionText, "id" | "publishedOn" | "byPersonId"> & { on: Day }>
  /** An organization adopted a version; the adoption comes first in `refs`, then the organization. */
  | Happened<
      "agenda.adopted",
      Pick<Adoption, "organizationId" | "versionId" | "kind" | "reason" | "on"> & { number: string }
    >
  /** Somebody who was erased is no longer named in a version: its words left the log… */
  | Happened<"agenda.erased", { seqs: number[]; number: string }>
  /** …and this is how all of it reads since. */
  | Happened<"agenda.restated", AgendaVersionText>;

type DaysMoved = Happened<"initiative.days_moved", { days: number }>;

/** What a version looks like after `event`; `undefined` means it has not been published yet. */
export function applyToVersion(
  was: AgendaVersionText | undefined,
  event: Extract<AgendaEvent, { type: "agenda.published" | "agenda.restated" }> | DaysMoved,
): AgendaVersionText {
  if (event.type === "agenda.published") {
    const { on, ...data } = event.data;
    return { ...data, id: event.refs[0]!, publishedOn: on, byPersonId: event.by };
  }
  if (event.type === "agenda.restated") return event.data;
  if (!was) throw new Error(`Event ${event.seq} is about a version that has not been published.`);
  return { ...was, publishedOn: addDays(was.publishedOn, event.data.days) };
}

/** What an adoption looks like after `event`: it never changes; a later one takes its place. */
export function applyToAdoption(
  was: Adoption | undefined,
  event: Extract<AgendaEvent, { type: "agenda.adopted" }> | DaysMoved,
): Adoption {
  if (event.type === "agenda.adopted") {
    const { number: _, ...data } = event.data;
    return {
      ...data,
      id: event.refs[0]!,
      byPersonId: event.by,
      isOnBehalf: event.onBehalf === true,
      seq: event.seq,
    };
  }
  if (!was) throw new Error(`Event ${event.seq} is about an adoption that has not happened.`);
  return { ...was, on: addDays(was.on, event.data.days) };
}
