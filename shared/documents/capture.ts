import {
  $applyNodeReplacement,
  $createParagraphNode,
  type DOMExportOutput,
  ElementNode,
  type LexicalNode,
  type LexicalUpdateJSON,
  type NodeKey,
  type RangeSelection,
  type SerializedElementNode,
  type Spread,
} from "lexical";
import { type RecordKind, recordKinds } from "./record.ts";

/** What somebody chose in the fields below the line; what is empty is read from the line itself. */
export interface CaptureChoices {
  /** The organization, and who of it. */
  owner: string;
  person: string;
  /** A day. */
  due: string;
  /** Ids, with commas between. */
  serves: string;
  helps: string;
  /** What a kind needs besides: how a decision stands, the value of a reading. */
  more: string;
}

export const noChoices: CaptureChoices = { owner: "", person: "", due: "", serves: "", helps: "", more: "" };

export type SerializedCapture = Spread<
  { kind: RecordKind; target: string; by: string; choices: CaptureChoices },
  SerializedElementNode
>;

/**
 * A line on its way to become a record: its words, which everybody sees and may write in, what was chosen below it,
 * who captures it, and the id that the record will have.
 */
export class CaptureNode extends ElementNode {
  __kind: RecordKind;
  __target: string;
  __by: string;
  __owner = "";
  __person = "";
  __due = "";
  __serves = "";
  __helps = "";
  __more = "";

  static override getType() {
    return "capture";
  }

  static override clone(node: CaptureNode) {
    return new CaptureNode(node.__kind, node.__target, node.__by, node.__key);
  }

  constructor(kind: RecordKind = "commitment", target = "", by = "", key?: NodeKey) {
    super(key);
    this.__kind = kind;
    this.__target = target;
    this.__by = by;
  }

  override afterCloneFrom(prev: this) {
    super.afterCloneFrom(prev);
    this.#choose(prev.#choices());
  }

  getKind() {
    return this.getLatest().__kind;
  }

  getTarget() {
    return this.getLatest().__target;
  }

  /** The person who captures it. */
  getBy() {
    return this.getLatest().__by;
  }

  getChoices(): CaptureChoices {
    return this.getLatest().#choices();
  }

  choose(choices: Partial<CaptureChoices>) {
    const self = this.getWritable();
    self.#choose({ ...self.#choices(), ...choices });
    return self;
  }

  #choices(): CaptureChoices {
    const { __owner: owner, __person: person, __due: due } = this;
    return { owner, person, due, serves: this.__serves, helps: this.__helps, more: this.__more };
  }

  #choose(it: CaptureChoices) {
    this.__owner = it.owner;
    this.__person = it.person;
    this.__due = it.due;
    this.__serves = it.serves;
    this.__helps = it.helps;
    this.__more = it.more;
  }

  static override importJSON(json: SerializedCapture) {
    return $createCapture(json.kind, json.target, json.by).updateFromJSON(json);
  }

  override updateFromJSON(json: LexicalUpdateJSON<SerializedCapture>): this {
    const self = super.updateFromJSON(json);
    self.__kind = recordKinds.find((it) => it === json.kind) ?? "commitment";
    self.__target = String(json.target);
    self.__by = String(json.by);
    self.#choose({ ...noChoices, ...json.choices });
    return self;
  }

  override exportJSON(): SerializedCapture {
    return {
      ...super.exportJSON(),
      kind: this.getKind(),
      target: this.getTarget(),
      by: this.getBy(),
      choices: this.getChoices(),
    };
  }

  override exportDOM(): DOMExportOutput {
    return { element: document.createElement("p") };
  }

  override createDOM(): HTMLElement {
    const element = document.createElement("p");
    element.dataset.capture = this.__target;
    element.dataset.kind = this.__kind;
    return element;
  }

  override updateDOM(prev: CaptureNode, element: HTMLElement) {
    if (prev.__target !== this.__target) element.dataset.capture = this.__target;
    if (prev.__kind !== this.__kind) element.dataset.kind = this.__kind;
    return false;
  }

  /** At its beginning, Backspace makes it a line of text again. */
  override collapseAtStart() {
    $toLine(this);
    return true;
  }

  override insertNewAfter(_selection: RangeSelection, restoreSelection = true) {
    const line = $createParagraphNode();
    this.insertAfter(line, restoreSelection);
    return line;
  }

  override canBeEmpty(): true {
    return true;
  }
}

/** A line that is to become the record with the id `target`. */
export const $createCapture = (kind: RecordKind, target: string, by: string) =>
  $applyNodeReplacement(new CaptureNode(kind, target, by));

export const $isCapture = (node: LexicalNode | null | undefined): node is CaptureNode =>
  node instanceof CaptureNode;

/** Turns a capture back into a line of text, with its words and the caret in them. */
export const $toLine = (node: CaptureNode) => node.replace($createParagraphNode(), true);
