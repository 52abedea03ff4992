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

/** The heading under which the notes of an item stand: "3. Buffer standard" is the one of "Buffer standard". */
export function headingOf<Heading extends { text: string }>(
  headings: readonly Heading[],
  item: Pick<AgendaItem, "title">,
): Heading | undefined {
  const plain = (text: string) =>
    text
      .replace(/^\s*\d+[.)]\s*/, "")
      .trim()
      .toLocaleLowerCase();
  return headings.find((it) => plain(it.text) === plain(item.title));
}
