import { isHeadingOf } from "../../../shared/documents/item-heading.ts";
import type { AgendaItem, MeetingRecord } from "../../../shared/meetings/meeting.ts";

type Room = Pick<MeetingRecord, "agenda" | "current">;

/** What the room talks about, in its order: what was only proposed is not on it. */
export const plannedItems = ({ agenda }: Pick<Room, "agenda">) =>
  agenda.filter((it) => it.status === "planned");

/** The item the room is at, with its number; none before the first and after the last. */
export function currentItem(room: Room): { item: AgendaItem; number: number } | undefined {
  const items = plannedItems(room);
  const at = items.findIndex((it) => it.id === room.current?.itemId);
  return at < 0 ? undefined : { item: items[at]!, number: at + 1 };
}

/** Where *next* leads: the next item that is not done, or `null` after the last. */
export function nextItem(room: Room): AgendaItem | null {
  const items = plannedItems(room);
  const at = items.findIndex((it) => it.id === room.current?.itemId);
  return items.slice(at + 1).find((it) => !it.isDone) ?? null;
}

/** The heading under which the notes of an item stand: by its id, or "3. Buffer standard" as "Buffer standard". */
export const headingOf = <Heading extends { text: string; itemId?: string | null }>(
  headings: readonly Heading[],
  item: Pick<AgendaItem, "id" | "title">,
): Heading | undefined => headings.find(({ text, itemId = null }) => isHeadingOf({ text, itemId }, item));
