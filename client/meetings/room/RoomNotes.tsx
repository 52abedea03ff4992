import { createSignal, type JSX } from "solid-js";
import type { RecordKind } from "../../../shared/documents/record.ts";
import { Notes, type NotesHandle as TextHandle } from "../../capture/Notes.tsx";
import type { OpenDocument } from "../../documents/document-state.ts";
import type { OutlineHeading } from "../../documents/Outline.tsx";
import { useLanguage } from "../../words/language.ts";
import type { Room } from "./room.ts";

/** What the room asks of the notes. */
export interface NotesHandle extends TextHandle {
  headings: () => readonly OutlineHeading[];
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
      lang={language()}
      isEditable={props.isEditable}
      toolbarIn={props.toolbarIn}
      onHeadings={(all) => {
        setHeadings(all);
        props.onChange();
      }}
      onCards={props.onChange}
      onOpen={props.onOpen}
      ref={(text) => props.ref({ ...text, headings })}
    />
  );
}
