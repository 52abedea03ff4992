import {
  type BindingV2,
  createBindingV2__EXPERIMENTAL,
  type Provider,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL,
  syncYjsChangesToLexicalV2__EXPERIMENTAL,
  syncYjsStateToLexicalV2__EXPERIMENTAL,
} from "@lexical/yjs";
import {
  $isElementNode,
  $isRootNode,
  type Klass,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  SKIP_COLLAB_TAG,
  type TextNode,
  type UpdateListenerPayload,
} from "lexical";
import { type Doc, type Transaction, UndoManager, XmlElement, XmlText, type YEvent } from "yjs";

/** What the binding asks of presence; a headless editor has none. */
export type BindingAwareness = Provider["awareness"];

export interface BoundDocument {
  binding: BindingV2;
  /** Shows the document anew, when the editor could not follow a change. */
  redraw(): void;
  unbind(): void;
}

/**
 * Ties `editor` to the text of `doc`, both ways, and shows at once what `doc` holds already. Only the server writes
 * a document's first paragraph: bind an editor in a browser only to a document that has one.
 */
export function bindDocument(
  editor: LexicalEditor,
  doc: Doc,
  awareness: BindingAwareness = nobody,
): BoundDocument {
  const provider = { awareness } as Provider;
  const binding = createBindingV2__EXPERIMENTAL(editor, "main", doc, new Map([["main", doc]]), {
    excludedProperties: withoutStyles(editor),
  });
  const root = binding.root;
  const onYjs = (events: YEvent<XmlElement | XmlText>[], transaction: Transaction) => {
    if (transaction.origin === binding) return;
    forgetLostNodes(binding, events);
    const isUndo = transaction.origin instanceof UndoManager;
    const isUnseen = events.some(({ target }) => isUnknownMention(binding, target));
    syncYjsChangesToLexicalV2__EXPERIMENTAL(binding, provider, events, transaction, isUndo);
    if (isUnseen) redraw();
  };
  root.observeDeep(onYjs as Parameters<typeof root.observeDeep>[0]);
  const unbind = mergeRegister(
    () => root.unobserveDeep(onYjs as Parameters<typeof root.observeDeep>[0]),
    editor.registerUpdateListener((update) => {
      if (update.tags.has(SKIP_COLLAB_TAG)) return;
      recognizeLines(binding, update);
      const release = keepTexts(binding, update);
      syncLexicalUpdateToYjsV2__EXPERIMENTAL(
        binding,
        provider,
        update.prevEditorState,
        update.editorState,
        update.dirtyElements,
        update.dirtyLeaves,
        update.normalizedNodes,
        update.tags,
      );
      release();
    }),
  );
  const redraw = () => {
    if (root.length > 0) syncYjsStateToLexicalV2__EXPERIMENTAL(binding, provider);
  };
  redraw();
  return { binding, redraw, unbind };
}

/**
 * The binding can keep a node that the editor has dropped meanwhile (it was replaced by one with the same words);
 * the next change from outside would then write into the dropped node and throw. What it has lost it makes anew.
 */
function forgetLostNodes({ mapping, editor }: BindingV2, events: YEvent<XmlElement | XmlText>[]) {
  const alive = (editor._pendingEditorState ?? editor._editorState)._nodeMap;
  for (const { target } of events) {
    const element = target instanceof XmlText ? target.parent : target;
    if (!(element instanceof XmlElement)) continue;
    for (const type of [element, ...element.toArray()] as (XmlElement | XmlText)[]) {
      const mapped = mapping.get(type as XmlElement) as LexicalNode | TextNode[] | undefined;
      const nodes = Array.isArray(mapped) ? mapped : mapped ? [mapped] : [];
      if (nodes.some((node) => !alive.has(node.getKey()))) mapping.delete(type);
    }
  }
}

/**
 * The binding does not know a mention that was written here by its element; when somebody else gives it another name
 * (a person was erased), it would make a second node and show it nowhere.
 */
const isUnknownMention = ({ mapping }: BindingV2, target: unknown) =>
  target instanceof XmlElement && target.nodeName === "mention" && mapping.get(target) === undefined;

/**
 * The binding compares versions of a node, and takes a line that has changed for another one: beside a new line it may
 * then write the one into the place of the other, and what somebody else writes meanwhile lands in the wrong line.
 */
function recognizeLines({ mapping }: BindingV2, { editorState, dirtyElements }: UpdateListenerPayload) {
  for (const key of dirtyElements.keys()) {
    const node = editorState._nodeMap.get(key);
    const type = node && mapping.getSharedType(node);
    if (type instanceof XmlElement) mapping.set(type, node!);
  }
}

/**
 * A line that was emptied here keeps its texts, emptied too, so that words which somebody else is writing into it
 * survive. The binding does so only where the line was one text; around a mention there are two. Answers with what
 * ends it.
 */
function keepTexts({ mapping }: BindingV2, { editorState, dirtyElements }: UpdateListenerPayload) {
  const kept: XmlElement[] = [];
  for (const key of dirtyElements.keys()) {
    const node = editorState._nodeMap.get(key);
    if (!$isElementNode(node) || node.__size > 0 || $isRootNode(node)) continue;
    const line = mapping.getSharedType(node);
    if (!(line instanceof XmlElement) || line.length < 2) continue;
    // For a line without children, the binding deletes all that it has, in one call.
    line.delete = (index, length = 1) => {
      for (const child of line.slice(index, index + length).reverse())
        if (child instanceof XmlText) child.delete(0, child.length);
        else XmlElement.prototype.delete.call(line, line.toArray().indexOf(child), 1);
    };
    kept.push(line);
  }
  return () => {
    for (const line of kept) Reflect.deleteProperty(line, "delete");
  };
}

/** Inline styles never travel: a peer could lay one sentence over the whole page. */
function withoutStyles(editor: LexicalEditor) {
  const styles = new Set(["__style", "__textStyle"]);
  return new Map<Klass<LexicalNode>, Set<string>>(
    Array.from(editor._nodes.values(), (node) => [node.klass, styles]),
  );
}

const nothing = () => {};

const nobody: BindingAwareness = {
  getLocalState: () => null,
  getStates: () => new Map(),
  on: nothing,
  off: nothing,
  setLocalState: nothing,
  setLocalStateField: nothing,
};
