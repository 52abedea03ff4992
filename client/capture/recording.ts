import {
  $getEditor,
  $getNodeByKey,
  $getRoot,
  type ElementNode,
  type LexicalEditor,
  type NodeKey,
  SKIP_DOM_SELECTION_TAG,
} from "lexical";
import { createSignal } from "solid-js";
import { $captureOf, $choose, $isCapture, $timesRecorded } from "../../shared/documents/capture.ts";
import { isHeadingOf } from "../../shared/documents/item-heading.ts";
import { $createRecord, type RecordKind } from "../../shared/documents/record.ts";
import { newId } from "../../shared/ids.ts";
import { NEW_STEP_COMMAND, placeInDocument } from "../documents/binding.ts";
import { $recordsIn } from "../documents/cards.ts";
import { isOnline } from "../online.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { useWords } from "../words/words.ts";
import type { Captures } from "./captures.ts";
import { type CaptureMeeting, compose, type Field, type Place } from "./compose.ts";
import { type Directory, readCommitment } from "./draft.ts";
import { unsettledIn } from "./fields.ts";
import { kindOf } from "./kinds.ts";
import { idOfLine } from "./line-id.ts";
import {
  $captureLine,
  $capturesIn,
  $headingAbove,
  $readCapture,
  type CaptureAt,
  finishCapture,
} from "./lines.ts";
import type { NotesContext } from "./notes-context.ts";
import type { Records } from "./records.ts";
import type { CapturedRecord, Told } from "./send.ts";
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
  /** Whether it stands in the parking lot. */
  isParked(target: string): boolean;
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
    options.captures.find(target) !== undefined || options.records.has(target) || options.isParked(target);

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

  const own = new Set<string>();

  /** A capture whose line was somebody else's record first becomes one more, right below it. */
  function recordBesides({ refusal: _, ...it }: CapturedRecord) {
    const id = newId(kindOf(it.kind).prefix);
    own.add(id);
    options.captures.queue.drop(it.id);
    options.captures.put({ ...it, id, body: { ...it.body, json: { ...it.body.json, id } } as Told });
    const editor = options.editor();
    if (!editor || it.body.is === "reading") return;
    editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
    editor.update(() => {
      const first = $recordsIn(editor).find((one) => one.getTarget() === it.id);
      const card = $createRecord(it.kind, id);
      if (first) first.insertAfter(card);
      else $getRoot().append(card);
    });
  }

  function record(key: NodeKey) {
    const editor = options.editor();
    const at = readAt(key);
    if (!editor || !at) return;
    own.add(at.target);
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
    own.add(composed.target);
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
  const $begin = (kind: RecordKind): ElementNode | undefined => {
    const { prefix } = kindOf(kind);
    const mark = { kind, target: newId(prefix), by: me().person.id };
    return $captureLine(mark, (line, words) => {
      const place = placeInDocument($getEditor(), line);
      if (place === undefined) return mark.target;
      const where = { meetingId: options.meeting().id, place, words, times: $timesRecorded(line) };
      const inText = new Set([
        ...$recordsIn($getEditor()).map((it) => it.getTarget()),
        ...$capturesIn().map((it) => $captureOf(it)!.target),
      ]);
      return idOfLine(prefix, where, (id) => inText.has(id));
    });
  };

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
    isOwn: (target) => own.has(target) || options.captures.find(target) !== undefined,
    recordBesides,
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
    /** Whether the record was captured here. */
    isOwn(target: string): boolean;
    recordBesides: typeof recordBesides;
    $begin: typeof $begin;
    start(editor: LexicalEditor, kind: RecordKind): NodeKey | undefined;
  };
}
