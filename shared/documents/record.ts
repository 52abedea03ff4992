import {
  $applyNodeReplacement,
  DecoratorNode,
  type DOMExportOutput,
  type LexicalNode,
  type LexicalUpdateJSON,
  type NodeKey,
  type SerializedLexicalNode,
  type Spread,
} from "lexical";

/** What a line of the notes can become. */
export const recordKinds = ["commitment", "decision", "indicator", "passage", "parked"] as const;
export type RecordKind = (typeof recordKinds)[number];

export type SerializedRecord = Spread<
  { kind: RecordKind; target: string; isGone?: boolean },
  SerializedLexicalNode
>;

/**
 * The place of a record in the text. It holds the record's id and nothing else of it, so that no edit of the text can
 * change a promise. When its card is deleted the place stays for a while and says so: `isGone`.
 * Every own property that begins with `__` travels through Yjs, and the binding makes blank nodes first, so the
 * constructor works without arguments.
 */
export class RecordNode extends DecoratorNode<null> {
  __kind: RecordKind;
  __target: string;
  __isGone: boolean;

  static override getType() {
    return "record";
  }

  static override clone(node: RecordNode) {
    return new RecordNode(node.__kind, node.__target, node.__isGone, node.__key);
  }

  constructor(kind: RecordKind = "commitment", target = "", isGone = false, key?: NodeKey) {
    super(key);
    this.__kind = kind;
    this.__target = target;
    this.__isGone = isGone;
  }

  getKind() {
    return this.getLatest().__kind;
  }

  getTarget() {
    return this.getLatest().__target;
  }

  /** Its card was deleted here; the record is where it always was. */
  isGone() {
    return this.getLatest().__isGone;
  }

  setGone(isGone: boolean) {
    const self = this.getWritable();
    self.__isGone = isGone;
    return self;
  }

  static override importJSON(json: SerializedRecord) {
    return $createRecord(json.kind, json.target).updateFromJSON(json);
  }

  override updateFromJSON(json: LexicalUpdateJSON<SerializedRecord>): this {
    const self = super.updateFromJSON(json);
    self.__kind = recordKinds.find((it) => it === json.kind) ?? "commitment";
    self.__target = String(json.target);
    self.__isGone = json.isGone === true;
    return self;
  }

  override exportJSON(): SerializedRecord {
    const said = { ...super.exportJSON(), kind: this.getKind(), target: this.getTarget() };
    return this.isGone() ? { ...said, isGone: true } : said;
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement("p");
    element.textContent = this.getTextContent();
    return { element };
  }

  override createDOM(): HTMLElement {
    const element = document.createElement("div");
    element.contentEditable = "false";
    this.#say(element);
    return element;
  }

  override updateDOM(_prev: RecordNode, element: HTMLElement) {
    this.#say(element);
    return false;
  }

  #say(element: HTMLElement) {
    element.dataset.record = this.__target;
    element.dataset.kind = this.__kind;
    element.toggleAttribute("data-gone", this.__isGone);
  }

  override isInline(): false {
    return false;
  }

  override isKeyboardSelectable() {
    return true;
  }

  /** The text does not know the record's words: see `withRecords` in `record-words.ts`. */
  override getTextContent() {
    return this.isGone() ? "" : recordLine(this.getKind(), this.getTarget());
  }

  override decorate(): null {
    return null;
  }
}

/** How a record stands in Markdown and in plain text, on a line of its own. */
export const recordLine = (kind: RecordKind, target: string, words: string = kind) =>
  `[${words.replace(/[[\]]/g, "").replace(/\s+/g, " ").trim() || kind}](${kind}:${target})`;

/** The same line, read: kind, id, and whether its card was deleted. */
export const recordLineShape =
  /^(~~)?\[[^[\]\n]{1,400}\]\((commitment|decision|indicator|passage|parked):([\w:-]{1,64})\)(?:~~)?\s*$/;

/** The place of the record with the id `target`. */
export const $createRecord = (kind: RecordKind, target: string) =>
  $applyNodeReplacement(new RecordNode(kind, target));

export const $isRecord = (node: LexicalNode | null | undefined): node is RecordNode =>
  node instanceof RecordNode;
