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
import {
  $captureOf,
  $choose,
  $isCapture,
  $timesRecorded,
  noChoices,
} from "../../shared/documents/capture.ts";
import { isHeadingOf } from "../../shared/documents/item-heading.ts";
import { $createRecord, type RecordKind } from "../../shared/documents/record.ts";
import { newId } from "../../shared/ids.ts";
import type { ParkedItem } from "../../shared/meetings/meeting.ts";
import { NEW_STEP_COMMAND, placeInDocument } from "../documents/binding.ts";
import { $recordsIn } from "../documents/cards.ts";
import { isOnline } from "../online.ts";
import { useMe } from "../sign-in/me.ts";
import { announce } from "../ui/announce.ts";
import { useWords } from "../words/words.ts";
import { useWhyNotBy } from "./ByField.tsx";
import type { Captures } from "./captures.ts";
import { type CaptureMeeting, compose, type Field, type Place } from "./compose.ts";
import { type Directory, readCommitment } from "./draft.ts";
import { unsettledIn } from "./fields.ts";
import { kindOf } from "./kinds.ts";
import { idOfLine, isOfLine, type LinePlace } from "./line-id.ts";
import {
  $captureLine,
  $capturesIn,
  $headingAbove,
  $readCapture,
  type CaptureAt,
  finishCapture,
} from "./lines.ts";
import type { NotesContext } from "./notes-context.ts";
import { parkedLine, type RecordedLine, recordedLine, saysAgain, waitingLine } from "./recorded.ts";
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
  /** The matter in the parking lot. */
  parked(target: string): ParkedItem | undefined;
  nameOf(kind: RecordKind, target: string): string;
  /** Brings the keyboard to a field of a line. */
  focus(key: NodeKey, field: Field): void;
}

/** The way from a line to its record: begun, its fields, what is still missing, and told to the server. */
export function createRecording(options: RecordingOptions) {
  const t = useWords(words);
  const me = useMe();
  const whyNotWho = useWhyNotWho();
  const whyNotBy = useWhyNotBy();

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

  /** What is recorded under an id, if anything is. */
  function recordedAs(kind: RecordKind, target: string): RecordedLine | undefined {
    const waits = options.captures.find(target);
    if (waits) return waitingLine(waits);
    const parked = options.parked(target);
    if (parked) return parkedLine(parked);
    const known = options.records.has(target) ? options.records.of(kind, target) : undefined;
    const { person, organization } = me();
    return known?.is === "here"
      ? recordedLine(known, { personId: person.id, organizationId: organization.id })
      : undefined;
  }
  function isRecorded(at: Pick<CaptureAt, "kind" | "target" | "text" | "choices">) {
    const was = recordedAs(at.kind, at.target);
    return was !== undefined && saysAgain(at, was);
  }

  /** Tells what is missing, and brings the keyboard there. */
  function ask(field: Field, at: CaptureAt) {
    const draft = readCommitment(at, options.known());
    const who = field === "who" ? unsettledIn(draft, "who") : undefined;
    const by = field === "by" ? unsettledIn(draft, "by") : undefined;
    const said = {
      what: t("missingWords"),
      who: who ? whyNotWho(who) : t("whoAsk"),
      by: by ? whyNotBy(by) : t("byAsk"),
      which: t(at.kind === "passage" ? "passageAsk" : "whichAsk"),
      serves: t("servesFind"),
      helps: t("helpsFind"),
      stands: t("stands"),
      reading: t("valueWrong"),
      record: t("record"),
    }[field];
    announce(said, "assertive");
    options.focus(at.key, field);
  }

  /** What was recorded here. */
  const own = new Set<string>();
  /** Which line a capture that was begun here is of. */
  const lines = new Map<string, LinePlace>();
  const isOwn = (target: string) => own.has(target) || options.captures.find(target) !== undefined;
  const isMine = (kind: RecordKind, target: string) =>
    own.has(target) || recordedAs(kind, target)?.isMine === true;

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
    if (isRecorded(at)) {
      own.add(at.target);
      return finishCapture(editor, key, at.kind, at.target);
    }
    // Other words than those that I recorded of this line before are another record; those of somebody else may be
    // what this line is just becoming, and whoever is second is asked (`recordBesides`).
    const isOther = recordedAs(at.kind, at.target) !== undefined && isMine(at.kind, at.target);
    const id = isOther ? newId(kindOf(at.kind).prefix) : at.target;
    const composed = compose({ ...at, target: id }, placeOf(key));
    if ("unsettled" in composed) return ask(composed.unsettled, at);
    own.add(id);
    const line = lines.get(at.target);
    if (line) lines.set(id, line);
    if (composed.told)
      options.captures.put({
        id,
        kind: at.kind,
        meetingId: options.meeting().id,
        body: composed.told,
        ...(line && { line }),
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
      const text = words || line.getTextContent();
      const says = (target: string) => isRecorded({ kind, target, text, choices: noChoices });
      const id = idOfLine(
        prefix,
        where,
        (it) => inText.has(it) || (isMine(kind, it) && !says(it)),
        (it) => !inText.has(it) && says(it),
      );
      lines.set(id, where);
      return id;
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
    isOwn,
    isOfOwnLine({ kind, target }) {
      const { prefix } = kindOf(kind);
      const waiting = options.captures.all().flatMap(({ id, line }) => (line ? [[id, line] as const] : []));
      return [...lines, ...waiting].some(
        ([id, line]) => isOwn(id) && !id.startsWith(`${prefix}_`) && isOfLine(target, prefix, line),
      );
    },
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
    /** Whether a record is of a line of which one of another kind was captured here. */
    isOfOwnLine(record: { kind: RecordKind; target: string }): boolean;
    recordBesides: typeof recordBesides;
    $begin: typeof $begin;
    start(editor: LexicalEditor, kind: RecordKind): NodeKey | undefined;
  };
}
