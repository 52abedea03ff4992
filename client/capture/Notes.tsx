import type { LexicalEditor, NodeKey } from "lexical";
import { createMemo, createSignal, onCleanup, onMount, Show } from "solid-js";
import { notesDocument } from "../../shared/documents/name.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { may } from "../../shared/roles.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { NEW_STEP_COMMAND } from "../documents/binding.ts";
import { areCaretsHidden } from "../documents/CaretSwitch.tsx";
import { $recordsIn } from "../documents/cards.ts";
import { DocumentSkeleton } from "../documents/DocumentSkeleton.tsx";
import { createDocument, type OpenDocument } from "../documents/document-state.ts";
import { dropCopy } from "../documents/drop-copy.ts";
import { Editor, type EditorHandle } from "../documents/Editor.tsx";
import type { Opener } from "../documents/menu.ts";
import type { OutlineHeading } from "../documents/Outline.tsx";
import { isOnline } from "../online.ts";
import { loadPartners } from "../organizations/organizations.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { createMedia } from "../ui/media.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { sayWhatBecame } from "./became.ts";
import { CaptureLayer, createCapturesIn } from "./CaptureLayer.tsx";
import { CAPTURE_MENU_COMMAND, CaptureMenu } from "./CaptureMenu.tsx";
import { CaptureSheet } from "./CaptureSheet.tsx";
import { registerCaptureKeys } from "./capture-keys.ts";
import { capturesOf } from "./captures.ts";
import type { CaptureMeeting, Field } from "./compose.ts";
import { useFaces } from "./faces.tsx";
import { markLines } from "./line-marks.ts";
import { $captureAtCaret, $putBack, dropCapture } from "./lines.ts";
import { Mend } from "./Mend.tsx";
import { mountNotesCards } from "./notes-cards.tsx";
import { createNotesMenus } from "./notes-menus.ts";
import { notesWriting } from "./notes-writing.ts";
import { createRecording } from "./recording.ts";
import { createRecords, type Held } from "./records.ts";
import type { CapturedRecord } from "./send.ts";
import { agendaSections, directory, loadServables } from "./servables.ts";
import { UnsavedCopy } from "./UnsavedCopy.tsx";
import { words } from "./words.ts";

/** What the room around the notes may ask of them. */
export interface NotesHandle extends EditorHandle {
  /** The card of a record in the text, for the line that joins it to the rail. */
  cardElement(target: string): HTMLElement | null;
  /** The records that stand in the text, deleted cards left out. */
  inText(): ReadonlySet<string>;
  /** Puts the card of a record (back) into the text. */
  putBack(kind: RecordKind, target: string): void;
  /** Begins to capture the line where the caret is, or a new one. Answers the capture's place. */
  capture(kind: RecordKind): NodeKey | undefined;
  /** Asks as what the line at the caret is to be captured, as `Ctrl Shift Enter` does. */
  captureMenu(): void;
  /** Brings the keyboard to the card of a record. */
  focusLine(target: string): boolean;
}

/** The meeting as the notes need it. */
export type NotesMeeting = CaptureMeeting & Pick<MeetingWithAgenda, "title" | "status" | "parkingLot">;

/** Opens the notes of a meeting for as long as the component that asks lives. */
export function openNotes(meeting: Pick<MeetingWithAgenda, "id" | "status">): OpenDocument {
  const me = useMe()();
  return createDocument({
    name: notesDocument(meeting.id),
    personId: me.person.id,
    epoch: me.initiative.epoch,
    mayEdit: may.writeNotes(me.person, meeting),
  });
}

/**
 * The live notes of a meeting: a text that everybody writes in, the cards of what was captured in it, and the way from
 * a line to its record. The room draws what is around: saving, who is here, the rail.
 */
export function Notes(props: {
  meeting: NotesMeeting;
  /** The item that the room is at; what is captured belongs to it unless it stands under another one's heading. */
  currentItemId: string | null;
  document: OpenDocument;
  /** The records that the room shows beside the text. */
  held: Held;
  /** The language of the text. */
  lang: string;
  /** Where the toolbar goes. */
  toolbarIn: HTMLElement;
  isEditable?: boolean;
  onHeadings?: (headings: OutlineHeading[]) => void;
  /** Called whenever cards come or go, or change their place. */
  onCards?: () => void;
  onOpen: (kind: RecordKind, target: string) => void;
  ref?: (handle: NotesHandle) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const me = useMe();
  const records = createRecords(props.held);
  const captures = capturesOf(me().person.id);
  const [captureLayer, setCaptureLayer] = createSignal<{
    focus(key: string, field: Field | "first" | "last", opens?: boolean): void;
  }>();
  const [handle, setHandle] = createSignal<EditorHandle>();
  const [mending, setMending] = createSignal<CapturedRecord>();
  /** The capture whose fields stand in a sheet, on a phone. */
  const [inSheet, setInSheet] = createSignal<NodeKey>();
  let sheet: { focus(field: Field): void } | undefined;
  const isPhone = createMedia("(max-width: 720px)");

  onMount(() => {
    void loadPartners();
    void loadServables();
    void commonAgenda.need();
    void agendaSections(language()).need();
    records.open();
    void captures.queue.flush();
  });

  const known = createMemo(() => directory(language(), Date.now()));
  const faces = useFaces({
    known: records.of,
    waiting: captures.find,
    parked: () => props.meeting.parkingLot,
    agenda: () => commonAgenda.value(),
    section: (target) =>
      agendaSections(language())
        .value()
        ?.find((it) => it.target === target),
    isOnline,
    today: known().today,
  });
  const waitingEdits = () => {
    const state = props.document.state();
    return "edits" in state ? state.edits : 0;
  };
  const isEditable = () =>
    props.document.mayEdit() && props.isEditable !== false && !props.document.isEnded();

  sayWhatBecame({ captures, records, meetingId: () => props.meeting.id, nameOf: faces.nameOf });

  const recording = createRecording({
    editor: () => handle()?.editor,
    meeting: () => props.meeting,
    currentItemId: () => props.currentItemId,
    known,
    sections: () => agendaSections(language()).value() ?? [],
    captures,
    records,
    parked: (target) => props.meeting.parkingLot.find((it) => it.id === target),
    nameOf: faces.nameOf,
    focus(key, field) {
      if (inSheet() === key) sheet?.focus(field);
      else if (field !== "what") captureLayer()?.focus(key, field, true);
    },
  });
  /** The card of a reading is its indicator's. */
  const refusedReading = (indicatorId: string) =>
    captures
      .all()
      .find((it) => it.refusal && it.body.is === "reading" && it.body.indicatorId === indicatorId);
  const menus = createNotesMenus(recording.$begin);
  function startCapture(editor: LexicalEditor, kind: RecordKind) {
    const key = recording.start(editor, kind);
    if (isPhone() && key !== undefined) setInSheet(key);
    else editor.focus();
    return key;
  }

  const over = (editor: LexicalEditor, text: HTMLElement) => {
    onCleanup(markLines(editor));
    const all = createCapturesIn(editor);
    const cards = mountNotesCards(editor, {
      faces,
      waiting: (target) => captures.find(target) ?? refusedReading(target),
      isOwn: recording.isOwn,
      isOfOwnLine: recording.isOfOwnLine,
      isEditable,
      onMend: setMending,
      onOpen: (kind, target) => props.onOpen(kind, target),
      onPutBack: putBack,
    });
    records.standing();
    onCleanup(
      registerCaptureKeys(editor, {
        record: recording.record,
        focusFields: (key, at) => captureLayer()?.focus(key, at),
        refuse: recording.refuse,
      }),
    );
    onCleanup(editor.registerUpdateListener(() => props.onCards?.()));

    function putBack(kind: RecordKind, target: string) {
      editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
      editor.update(() => $putBack(kind, target));
      announce(t("putBackSaid", { number: faces.nameOf(kind, target) }));
    }
    props.ref?.({
      ...handle()!,
      editor,
      cardElement: cards.elementOf,
      inText: () =>
        new Set(
          editor.read(() =>
            $recordsIn(editor)
              .filter((it) => !it.isGone())
              .map((it) => it.getTarget()),
          ),
        ),
      putBack,
      capture: (kind) => startCapture(editor, kind),
      captureMenu() {
        editor.focus(() => editor.dispatchCommand(CAPTURE_MENU_COMMAND, undefined), {
          defaultSelection: "rootEnd",
        });
      },
      focusLine(target) {
        const found = cards.select(target);
        if (found) editor.getRootElement()?.focus({ preventScroll: true });
        return found;
      },
    });
    return (
      <>
        <CaptureLayer
          editor={editor}
          all={all()}
          context={recording}
          isEditable={isEditable()}
          ref={setCaptureLayer}
        />
        <CaptureMenu editor={editor} text={text} onPick={(kind) => startCapture(editor, kind)} />
        <CaptureSheet
          editor={editor}
          at={all().find((it) => it.key === inSheet())}
          context={recording}
          onClose={() => {
            const at = all().find((it) => it.key === inSheet());
            setInSheet(undefined);
            // What has no words yet leaves nothing behind.
            if (at?.text.trim() === "") dropCapture(editor, at.key);
          }}
          ref={(it) => {
            sheet = it;
          }}
        />
      </>
    );
  };

  return (
    <>
      <Show when={!props.document.mayEdit() && waitingEdits() > 0}>
        <UnsavedCopy
          editor={handle()?.editor}
          onDrop={() => {
            props.document.connection.close();
            void dropCopy(me().person.id, notesDocument(props.meeting.id), me().initiative.epoch);
          }}
        />
      </Show>
      <Show when={props.document.hasText()} fallback={<DocumentSkeleton state={props.document.state()} />}>
        <Editor
          connection={props.document.connection}
          label={t("notes")}
          lang={props.lang}
          isEditable={isEditable()}
          toolbarIn={props.toolbarIn}
          showsCarets={!areCaretsHidden(me().person.id)}
          mentions={menus.mentions()}
          addition={{
            writing: notesWriting({
              $begin: recording.$begin,
              $refuse() {
                const line = $captureAtCaret();
                if (line) recording.refuse(line.getKey());
              },
            }),
            get entries() {
              return menus.entries();
            },
            get servables() {
              return menus.served();
            },
            $opens: (opener: Opener) => opener !== "#" || $captureAtCaret() !== undefined,
            over,
          }}
          onHeadings={(headings) => props.onHeadings?.(headings)}
          ref={setHandle}
        />
      </Show>
      <Mend
        it={mending()}
        onClose={() => setMending(undefined)}
        onSend={(it) => {
          if (it.refusal?.isSecond) recording.recordBesides(it);
          else captures.put(it);
          setMending(undefined);
        }}
        onDrop={(it) => {
          captures.queue.drop(it.id);
          setMending(undefined);
        }}
      />
    </>
  );
}
