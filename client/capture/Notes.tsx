import {
  $getNodeByKey,
  COMMAND_PRIORITY_HIGH,
  KEY_BACKSPACE_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from "lexical";
import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from "solid-js";
import { $choicesOf, $choose, $isCapture, type CaptureChoices } from "../../shared/documents/capture.ts";
import { isHeadingOf } from "../../shared/documents/item-heading.ts";
import { notesDocument } from "../../shared/documents/name.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import { newId } from "../../shared/ids.ts";
import type { MeetingWithAgenda } from "../../shared/meetings/meeting.ts";
import { may } from "../../shared/roles.ts";
import { commonAgenda } from "../common-agenda/common-agenda.ts";
import { mentionEntries } from "../common-agenda/mentions.ts";
import { NEW_STEP_COMMAND } from "../documents/binding.ts";
import { areCaretsHidden } from "../documents/CaretSwitch.tsx";
import { $recordsIn, type Card, leaveOutHere, mountCards, putBackHere } from "../documents/cards.ts";
import { DocumentSkeleton } from "../documents/DocumentSkeleton.tsx";
import { createDocument, type OpenDocument } from "../documents/document-state.ts";
import { dropCopy } from "../documents/drop-copy.ts";
import { Editor, type EditorHandle } from "../documents/Editor.tsx";
import type { MenuEntry, Opener } from "../documents/menu.ts";
import type { OutlineHeading } from "../documents/Outline.tsx";
import { isOnline } from "../online.ts";
import { loadPartners, organizations } from "../organizations/organizations.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { createMedia } from "../ui/media.ts";
import { toast } from "../ui/toast.ts";
import { sayWeekday } from "../words/dates.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { CaptureLayer, createCapturesIn } from "./CaptureLayer.tsx";
import { CAPTURE_MENU_COMMAND, CaptureMenu } from "./CaptureMenu.tsx";
import { CaptureSheet } from "./CaptureSheet.tsx";
import { GonePlace, RecordCard } from "./Card.tsx";
import { capturesOf } from "./captures.ts";
import { type CaptureMeeting, compose, type Field, type Place } from "./compose.ts";
import { useFaces } from "./faces.tsx";
import { kindOf, kinds } from "./kinds.ts";
import { markLines } from "./line-marks.ts";
import {
  $captureAtCaret,
  $captureLine,
  $headingAbove,
  $isAtBeginning,
  $putBack,
  $readCapture,
  dropCapture,
  finishCapture,
} from "./lines.ts";
import { Mend, Trouble } from "./Mend.tsx";
import type { NotesContext } from "./notes-context.ts";
import { notesWriting } from "./notes-writing.ts";
import { createRecords } from "./records.ts";
import type { CapturedRecord } from "./send.ts";
import { agendaSections, directory, loadServables, servables } from "./servables.ts";
import { UnsavedCopy } from "./UnsavedCopy.tsx";
import { words } from "./words.ts";

/** What the room around the notes may ask of them. */
export interface NotesHandle {
  editor: LexicalEditor;
  elementOf(key: string): HTMLElement | null;
  goTo(key: string): void;
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
  const records = createRecords();
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

  onCleanup(
    captures.onSent((it, recorded) => {
      if (recorded) records.put(it.id, recorded);
      if (it.body.is === "reading") records.again(it.body.indicatorId);
      if (it.meetingId !== props.meeting.id || !recorded) return;
      if (recorded.kind === "commitment") {
        const { number, dueOn, ownerOrganizationId, status } = recorded.it;
        const who = organizations.value()?.find((one) => one.id === ownerOrganizationId)?.shortName ?? "";
        const said = { number: `C-${number}`, who, day: sayWeekday(dueOn) };
        announce(status === "offered" ? t("offeredTo", said) : t("recordedFor", said));
      } else announce(t("recordedAs", { number: faces.nameOf(recorded.kind, it.id) }));
    }),
  );
  // What could not be recorded is told at once; its card says it as well.
  createEffect((told: ReadonlySet<string> = new Set()) => {
    const refused = captures.all().filter((it) => it.refusal);
    for (const it of refused)
      if (!told.has(it.id)) announce(`${t("refused")}. ${it.refusal!.message}`, "assertive");
    return new Set(refused.map((it) => it.id));
  });

  function placeOf(key: NodeKey): Place {
    const heading = handle()?.editor.read(() => {
      const node = $getNodeByKey(key);
      return node ? $headingAbove(node) : undefined;
    });
    const item = heading && props.meeting.agenda.find((it) => isHeadingOf(heading, it));
    return {
      meeting: props.meeting,
      itemId: item?.id ?? props.currentItemId,
      directory: known(),
    };
  }

  const isRecorded = (target: string) => {
    if (captures.find(target)) return true;
    return records.has(target);
  };

  function say(field: Field, key: NodeKey) {
    const said = {
      what: t("missingWords"),
      who: t("whoAsk"),
      by: t("byAsk"),
      which: t("whichAsk"),
      serves: t("servesFind"),
      helps: t("helpsFind"),
      stands: t("stands"),
      reading: t("valueWrong"),
      record: t("record"),
    }[field];
    announce(said, "assertive");
    if (inSheet() === key) sheet?.focus(field);
    else if (field !== "what") captureLayer()?.focus(key, field, true);
  }

  function record(key: NodeKey) {
    const editor = handle()?.editor;
    const at = editor?.read(() => {
      const node = $getNodeByKey(key);
      return $isCapture(node) ? $readCapture(node) : undefined;
    });
    if (!editor || !at) return;
    if (isRecorded(at.target)) return finishCapture(editor, key, at.kind, at.target);
    const composed = compose(at, placeOf(key));
    if ("unsettled" in composed) return say(composed.unsettled, key);
    if (composed.told)
      captures.put({
        id: at.target,
        kind: at.kind,
        meetingId: props.meeting.id,
        body: composed.told,
        at: Date.now(),
      });
    finishCapture(editor, key, composed.kind, composed.target);
    editor.focus();
    const kept = captures.queue.keepsAll() ? "capturedOffline" : "capturedNotKept";
    announce(t(isOnline() ? "captured" : kept, { kind: t(at.kind) }));
  }

  const context: NotesContext = {
    get me() {
      return me();
    },
    placeOf,
    sections: () => agendaSections(language()).value() ?? [],
    isRecorded,
    nameOf: (kind, target) => faces.nameOf(kind, target),
    choose(key: NodeKey, choices: Partial<CaptureChoices>) {
      handle()?.editor.update(() => {
        const node = $getNodeByKey(key);
        if ($isCapture(node)) $choose(node, choices);
      });
    },
    record,
  };

  const begin = (kind: RecordKind) =>
    $captureLine({ kind, target: newId(kindOf(kind).prefix), by: me().person.id });
  function startCapture(editor: LexicalEditor, kind: RecordKind): NodeKey | undefined {
    let key: NodeKey | undefined;
    editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
    editor.update(
      () => {
        key = begin(kind)?.getKey();
      },
      { discrete: true },
    );
    if (key === undefined) announce(t("nothingToCapture"));
    else announce(`${t(kind)}. ${t("fieldsHint")}`);
    if (isPhone() && key !== undefined) setInSheet(key);
    else editor.focus();
    return key;
  }

  const entries = createMemo((): MenuEntry[] =>
    kinds.map((it) => ({
      id: it.kind,
      label: t(it.kind),
      hint: t(`${it.kind}Hint`),
      names: it.names,
      shortcut: `/${it.letter}`,
      icon: it.icon,
      tint: it.kind,
      $run: () => void begin(it.kind),
    })),
  );
  /** What `#` finds is chosen in the field: its name need not stand in the sentence. */
  const served = createMemo((): MenuEntry[] =>
    servables(language()).map((it) => ({
      id: it.id,
      label: it.label,
      names: it.names,
      hint: t(it.kind),
      icon: kindOf("indicator").icon,
      $run: () => {
        const node = $captureAtCaret();
        if (!node) return;
        const serves = $choicesOf(node).serves.split(",").filter(Boolean);
        $choose(node, { serves: [...new Set([...serves, it.id])].join(",") });
      },
    })),
  );
  const mentions = createMemo(() => mentionEntries({ person: "", organization: t("partner") }));

  function register(editor: LexicalEditor) {
    /** Does something with the capture that the caret is in; false when it is in none. */
    const inCapture =
      (does: (key: NodeKey, event: KeyboardEvent | null) => void) => (event: KeyboardEvent | null) => {
        const node = editor.isEditable() ? $captureAtCaret() : undefined;
        if (!node || event?.isComposing) return false;
        event?.preventDefault();
        does(node.getKey(), event);
        return true;
      };
    return mergeRegister(
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        // After the command, so that no update runs inside another one.
        inCapture((key) => queueMicrotask(() => record(key))),
        COMMAND_PRIORITY_HIGH,
      ),
      editor.registerCommand(
        KEY_TAB_COMMAND,
        inCapture((key, event) => captureLayer()?.focus(key, event?.shiftKey ? "last" : "first")),
        COMMAND_PRIORITY_HIGH,
      ),
      editor.registerCommand(
        KEY_BACKSPACE_COMMAND,
        (event) => {
          const line = editor.isEditable() ? $captureAtCaret() : undefined;
          if (!line || !$isAtBeginning(line)) return false;
          event.preventDefault();
          queueMicrotask(() => dropCapture(editor, line.getKey()));
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
      editor.registerCommand(
        KEY_ESCAPE_COMMAND,
        inCapture((key) => queueMicrotask(() => dropCapture(editor, key))),
        COMMAND_PRIORITY_HIGH,
      ),
    );
  }

  const drawCard = (editor: LexicalEditor) => (card: Card) => {
    const waits = () => captures.find(card.target);
    return (
      <Show
        when={!card.isGone()}
        fallback={
          <GonePlace
            number={faces.nameOf(card.kind, card.target)}
            isEditable={isEditable()}
            isSelected={card.isSelected()}
            onPutBack={() => putBackHere(editor, card.key)}
            onLeaveOut={() => leaveOutHere(editor, card.key)}
          />
        }
      >
        <RecordCard
          face={faces.faceOf(card.kind, card.target)}
          label={faces.labelOf(card.kind, card.target)}
          isSelected={card.isSelected()}
          trouble={
            <Show when={waits()?.refusal}>
              {(refusal) => <Trouble message={refusal().message} onMend={() => setMending(waits())} />}
            </Show>
          }
        />
      </Show>
    );
  };

  const over = (editor: LexicalEditor, text: HTMLElement) => {
    onCleanup(markLines(editor));
    const all = createCapturesIn(editor);
    const cards = mountCards(editor, {
      render: drawCard(editor),
      onReach: (card) =>
        announce(
          card.isGone()
            ? t("saidGone", { number: faces.nameOf(card.kind, card.target) })
            : faces.labelOf(card.kind, card.target),
        ),
      onOpen: (card) => {
        const waits = captures.find(card.target);
        if (waits?.refusal) setMending(waits);
        else props.onOpen(card.kind, card.target);
      },
      onGone: (card) => announce(t("goneSaid", { number: faces.nameOf(card.kind, card.target) })),
      onTaken: (kind, target, how) => {
        const number = faces.nameOf(kind, target);
        if (how === "undo") announce(t("undoneSaid", { number }));
        else toast(t("takenSaid", { number }), () => putBack(kind, target));
      },
    });
    onCleanup(register(editor));
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
          context={context}
          isEditable={isEditable()}
          ref={setCaptureLayer}
        />
        <CaptureMenu editor={editor} text={text} onPick={(kind) => startCapture(editor, kind)} />
        <CaptureSheet
          editor={editor}
          at={all().find((it) => it.key === inSheet())}
          context={context}
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
            void dropCopy(me().person.id, notesDocument(props.meeting.id));
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
          mentions={mentions()}
          addition={{
            writing: notesWriting(begin),
            get entries() {
              return entries();
            },
            get servables() {
              return served();
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
          captures.put(it);
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
