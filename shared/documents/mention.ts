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

export type MentionKind = "person" | "organization";

export type SerializedMention = Spread<
  { kind: MentionKind; target: string; label: string },
  SerializedLexicalNode
>;

/**
 * Somebody named in the text: the id says who, the label is how they were called when it was written.
 * Every own property that begins with `__` travels through Yjs, and the binding makes blank nodes first,
 * so the constructor works without arguments.
 */
export class MentionNode extends DecoratorNode<null> {
  __kind: MentionKind;
  __target: string;
  __label: string;

  static override getType() {
    return "mention";
  }

  static override clone(node: MentionNode) {
    return new MentionNode(node.__kind, node.__target, node.__label, node.__key);
  }

  constructor(kind: MentionKind = "person", target = "", label = "", key?: NodeKey) {
    super(key);
    this.__kind = kind;
    this.__target = target;
    this.__label = label;
  }

  getKind() {
    return this.getLatest().__kind;
  }

  getTarget() {
    return this.getLatest().__target;
  }

  getLabel() {
    return this.getLatest().__label;
  }

  static override importJSON(json: SerializedMention) {
    return $createMention(json.kind, json.target, json.label);
  }

  override updateFromJSON(json: LexicalUpdateJSON<SerializedMention>): this {
    const self = super.updateFromJSON(json);
    self.__kind = json.kind;
    self.__target = json.target;
    self.__label = json.label;
    return self;
  }

  override exportJSON(): SerializedMention {
    return {
      ...super.exportJSON(),
      kind: this.getKind(),
      target: this.getTarget(),
      label: this.getLabel(),
    };
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement("span");
    element.textContent = this.getTextContent();
    return { element };
  }

  override createDOM(): HTMLElement {
    const element = document.createElement("span");
    element.dataset.mention = this.__kind;
    element.contentEditable = "false";
    element.textContent = this.getTextContent();
    return element;
  }

  override updateDOM(prev: MentionNode, element: HTMLElement) {
    if (prev.__label !== this.__label) element.textContent = this.getTextContent();
    return prev.__kind !== this.__kind;
  }

  override isInline(): true {
    return true;
  }

  override isKeyboardSelectable() {
    return true;
  }

  override getTextContent() {
    return `@${this.getLabel()}`;
  }

  override decorate(): null {
    return null;
  }
}

/** A mention of the person or organization with the id `target`. */
export const $createMention = (kind: MentionKind, target: string, label: string) =>
  $applyNodeReplacement(new MentionNode(kind, target, label));

export const $isMention = (node: LexicalNode | null | undefined): node is MentionNode =>
  node instanceof MentionNode;
