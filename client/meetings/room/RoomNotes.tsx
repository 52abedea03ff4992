import { createEffect, createSignal, type JSX, on, onCleanup, onMount } from "solid-js";
import type { RecordKind } from "../../../shared/documents/record.ts";
import { Notes, type NotesHandle as TextHandle } from "../../capture/Notes.tsx";
import type { OpenDocument } from "../../documents/document-state.ts";
import type { OutlineHeading } from "../../documents/Outline.tsx";
import { useLanguage } from "../../words/language.ts";
import type { Room } from "./room.ts";

export interface NotesHandle {
  /** The element of an item's heading, if the notes have one. */
  headings: () => readonly OutlineHeading[];
  elementOf: (key: string) => HTMLElement | null;
  /** Puts the card of a record (back) into the text. */
  putBack: (kind: RecordKind, id: string) => void;
  /** Begins to capture the line where the caret is, or a new one; asks as what when nothing is said. */
  capture: (kind?: RecordKind) => void;
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
  let text: TextHandle | undefined;
  onMount(() => {
    props.ref({
      headings,
      elementOf: (key) => text?.elementOf(key) ?? null,
      putBack: (kind, id) => text?.putBack(kind, id),
      capture: (kind) => (kind ? void text?.capture(kind) : text?.captureMenu()),
    });
    const { doc } = props.document.connection;
    doc.on("update", props.onChange);
    onCleanup(() => doc.off("update", props.onChange));
  });
  createEffect(on([headings, props.document.hasText], () => props.onChange()));
  return (
    <Notes
      meeting={props.room.meeting()!}
      currentItemId={props.room.meeting()?.current?.itemId ?? null}
      document={props.document}
      lang={language()}
      isEditable={props.isEditable}
      toolbarIn={props.toolbarIn}
      onHeadings={setHeadings}
      onCards={props.onChange}
      onOpen={props.onOpen}
      ref={(it) => {
        text = it;
      }}
    />
  );
}
