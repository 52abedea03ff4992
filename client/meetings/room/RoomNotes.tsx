import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { mentionEntries } from "../../common-agenda/mentions.ts";
import { areCaretsHidden } from "../../documents/CaretSwitch.tsx";
import { DocumentSkeleton } from "../../documents/DocumentSkeleton.tsx";
import type { OpenDocument } from "../../documents/document-state.ts";
import { Editor, type EditorHandle } from "../../documents/Editor.tsx";
import type { OutlineHeading } from "../../documents/Outline.tsx";
import { useMe } from "../../sign-in/me.ts";
import { useLanguage } from "../../words/language.ts";
import { useWords } from "../../words/words.ts";
import type { Room } from "./room.ts";
import { words } from "./words.ts";

export interface NotesHandle {
  /** The element of an item's heading, if the notes have one. */
  headings: () => readonly OutlineHeading[];
  elementOf: (key: string) => HTMLElement | null;
}

/** The live notes of the meeting. */
export function RoomNotes(props: {
  room: Room;
  document: OpenDocument;
  isEditable: boolean;
  toolbarIn: HTMLElement;
  onChange: () => void;
  ref: (handle: NotesHandle) => void;
}): JSX.Element {
  const t = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const [headings, setHeadings] = createSignal<readonly OutlineHeading[]>([]);
  const mentions = createMemo(() => mentionEntries({ person: t("person"), organization: t("partner") }));
  let editor: EditorHandle | undefined;
  onMount(() => {
    props.ref({ headings, elementOf: (key) => editor?.elementOf(key) ?? null });
    const { doc } = props.document.connection;
    doc.on("update", props.onChange);
    onCleanup(() => doc.off("update", props.onChange));
  });
  createEffect(on([headings, props.document.hasText], () => props.onChange()));
  return (
    <Show
      when={props.document.hasText() && props.room.meeting()?.status !== "held"}
      fallback={<DocumentSkeleton state={props.document.state()} />}
    >
      <Editor
        connection={props.document.connection}
        label={t("notesLabel", { title: props.room.meeting()?.title ?? "" })}
        lang={language()}
        isEditable={props.isEditable}
        toolbarIn={props.toolbarIn}
        showsCarets={!areCaretsHidden(me().person.id)}
        mentions={mentions()}
        onHeadings={setHeadings}
        ref={(it) => {
          editor = it;
        }}
      />
    </Show>
  );
}
