import {
  $getNodeByKey,
  type ElementNode,
  type LexicalEditor,
  type NodeKey,
  SKIP_DOM_SELECTION_TAG,
} from "lexical";
import { createSignal } from "solid-js";
import { $choose, $isCapture } from "../../shared/documents/capture.ts";
import { isHeadingOf } from "../../shared/documents/item-heading.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import { newId } from "../../shared/ids.ts";
import { NEW_STEP_COMMAND } from "../documents/binding.ts";
import { isOnline } from "../online.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { useWords } from "../words/words.ts";
import type { Captures } from "./captures.ts";
import { type CaptureMeeting, compose, type Field, type Place } from "./compose.ts";
import { type Directory, readCommitment } from "./draft.ts";
import { unsettledIn } from "./fields.ts";
import { kindOf } from "./kinds.ts";
import { $captureLine, $headingAbove, $readCapture, type CaptureAt, finishCapture } from "./lines.ts";
import type { NotesContext } from "./notes-context.ts";
import type { Records } from "./records.ts";
import type { Section } from "./servables.ts";
import { useWhyNotWho } from "./WhoField.tsx";
import { words } from "./words.ts";

interface RecordingOptions {
  editor(): LexicalEditor | undefined;
  meeting(): CaptureMeeting;
  /** The item that the room is at. */
  currentItemId(): string | null;
  known(): Directory;
  sections(): readonly Section[];
  captures: Captures;
  records: Records;
  nameOf(kind: RecordKind, target: string): string;
  /** Brings the keyboard to a field of a line. */
  focus(key: NodeKey, field: Field): void;
}

/** The way from a line to its record: begun, its fields, what is still missing, and told to the server. */
export function createRecording(options: RecordingOptions) {
  const t = useWords(words);
  const me = useMe();
  const whyNotWho = useWhyNotWho();

  const readAt = (key: NodeKey) =>
    options.editor()?.read(() => {
      const line = $getNodeByKey(key);
      return $isCapture(line) ? $readCapture(line) : undefined;
    });

  function placeOf(key: NodeKey): Place {
    const heading = options.editor()?.read(() => {
      const line = $getNodeByKey(key);
      return line ? $headingAbove(line) : undefined;
    });
    const meeting = options.meeting();
    const item = heading && meeting.agenda.find((it) => isHeadingOf(heading, it));
    return { meeting, itemId: item?.id ?? options.currentItemId(), directory: options.known() };
  }

  const isRecorded = (target: string) =>
    options.captures.find(target) !== undefined || options.records.has(target);

  /** Tells what is missing, and brings the keyboard there. */
  function ask(field: Field, at: CaptureAt) {
    const who = field === "who" ? unsettledIn(readCommitment(at, options.known()), "who") : undefined;
    const said = {
      what: t("missingWords"),
      who: who ? whyNotWho(who) : t("whoAsk"),
      by: t("byAsk"),
      which: t("whichAsk"),
      serves: t("servesFind"),
      helps: t("helpsFind"),
      stands: t("stands"),
      reading: t("valueWrong"),
      record: t("record"),
    }[field];
    announce(said, "assertive");
    options.focus(at.key, field);
  }

  function record(key: NodeKey) {
    const editor = options.editor();
    const at = readAt(key);
    if (!editor || !at) return;
    if (isRecorded(at.target)) return finishCapture(editor, key, at.kind, at.target);
    const composed = compose(at, placeOf(key));
    if ("unsettled" in composed) return ask(composed.unsettled, at);
    if (composed.told)
      options.captures.put({
        id: at.target,
        kind: at.kind,
        meetingId: options.meeting().id,
        body: composed.told,
        at: Date.now(),
      });
    // In the same turn, but after the request has left: everybody else waits for that, and for nothing of this.
    queueMicrotask(() => {
      finishCapture(editor, key, composed.kind, composed.target);
      editor.focus();
      const kept = options.captures.queue.keepsAll() ? "capturedOffline" : "capturedNotKept";
      announce(t(isOnline() ? "captured" : kept, { kind: t(at.kind) }));
    });
  }

  /** The line for which a heading, a list or a link was asked in vain: its hint says why until its words change. */
  const [refused, setRefused] = createSignal<Pick<CaptureAt, "key" | "text">>();
  function refuse(key: NodeKey) {
    // After the change that is being made: its words are then those that the hint goes with.
    queueMicrotask(() => {
      setRefused(readAt(key));
      announce(t("staysPlain"));
    });
  }

  /** Makes a capture of the line where the caret is. */
  const $begin = (kind: RecordKind): ElementNode | undefined =>
    $captureLine({ kind, target: newId(kindOf(kind).prefix), by: me().person.id });

  return {
    get me() {
      return me();
    },
    placeOf,
    sections: options.sections,
    isRecorded,
    nameOf: options.nameOf,
    choose(key, choices) {
      options.editor()?.update(
        () => {
          const line = $getNodeByKey(key);
          if ($isCapture(line)) $choose(line, choices);
        },
        // The keyboard is in the fields.
        { tag: SKIP_DOM_SELECTION_TAG },
      );
    },
    wasRefused: ({ key, text }) => refused()?.key === key && refused()?.text === text,
    refuse,
    record,
    $begin,
    /** Begins a capture as a step of its own, and says so. Answers the line's place. */
    start(editor, kind) {
      let key: NodeKey | undefined;
      editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
      editor.update(
        () => {
          key = $begin(kind)?.getKey();
        },
        { discrete: true },
      );
      announce(key === undefined ? t("nothingToCapture") : `${t(kind)}. ${t("fieldsHint")}`);
      return key;
    },
  } satisfies NotesContext & {
    refuse: typeof refuse;
    $begin: typeof $begin;
    start(editor: LexicalEditor, kind: RecordKind): NodeKey | undefined;
  };
}
