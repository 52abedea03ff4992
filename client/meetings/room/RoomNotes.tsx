import { $getNodeByKey } from "lexical";
import { createSignal, type JSX, onCleanup } from "solid-js";
import { $itemOf } from "../../../shared/documents/item-heading.ts";
import type { RecordKind } from "../../../shared/documents/record.ts";
import type { AgendaItem } from "../../../shared/meetings/meeting.ts";
import { Notes, type NotesHandle as TextHandle } from "../../capture/Notes.tsx";
import type { OpenDocument } from "../../documents/document-state.ts";
import type { OutlineHeading } from "../../documents/Outline.tsx";
import { useLanguage } from "../../words/language.ts";
import { giveHeading, keepOneHeading } from "./item-headings.ts";
import type { Room } from "./room.ts";

/** A heading, and the item of the agenda that it is of, if it knows it. */
type ItemHeading = OutlineHeading & { itemId: string | null };

/** What the room asks of the notes. */
export interface NotesHandle extends TextHandle {
  headings: () => readonly ItemHeading[];
  /** Gives an item of the agenda its heading in the notes, if it has none. */
  giveHeading: (item: AgendaItem, agenda: readonly AgendaItem[]) => void;
}

/** The live notes of the meeting, and the way from a line to its record. */
export function RoomNotes(props: {
  room: Room;
  document: OpenDocument;
  isEditable: boolean;
  toolbarIn: HTMLElement;
  onChange: () => void;
  /** Somebody opens a record by its card. */
  onOpen: (kind: RecordKind, id: string) => void;
  ref: (handle: NotesHandle) => void;
}): JSX.Element {
  const language = useLanguage();
  const [headings, setHeadings] = createSignal<readonly OutlineHeading[]>([]);
  return (
    <Notes
      meeting={props.room.meeting()!}
      currentItemId={props.room.meeting()?.current?.itemId ?? null}
      document={props.document}
      held={props.room.captured}
      lang={language()}
      isEditable={props.isEditable}
      toolbarIn={props.toolbarIn}
      onHeadings={(all) => {
        setHeadings(all);
        props.onChange();
      }}
      onCards={props.onChange}
      onOpen={props.onOpen}
      ref={(text) => {
        const { editor } = text;
        if (props.room.leads()) onCleanup(keepOneHeading(editor));
        props.ref({
          ...text,
          headings: () =>
            editor.read(() => headings().map((it) => ({ ...it, itemId: $itemOf($getNodeByKey(it.key)) }))),
          giveHeading: (item, agenda) => giveHeading(editor, item, agenda),
        });
      }}
    />
  );
}
