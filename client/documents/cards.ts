import {
  $createNodeSelection,
  $createParagraphNode,
  $findMatchingParent,
  $getNodeByKey,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isRangeSelection,
  $isRootOrShadowRoot,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_DELETE_COMMAND,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  type NodeKey,
} from "lexical";
import {
  type Accessor,
  createRoot,
  createSignal,
  getOwner,
  type JSX,
  onCleanup,
  runWithOwner,
} from "solid-js";
import { insert } from "solid-js/web";
import { $isLeftBehind, $isTwin } from "../../shared/documents/capture.ts";
import { $isRecord, type RecordKind, RecordNode } from "../../shared/documents/record.ts";
import { NEW_STEP_COMMAND } from "./binding.ts";

/** A record's place in the text, for the page that draws its card. */
export interface Card {
  key: NodeKey;
  kind: RecordKind;
  target: string;
  /** Its card was deleted here. */
  isGone: Accessor<boolean>;
  /** The keyboard is on it. */
  isSelected: Accessor<boolean>;
}

export interface CardActions {
  /** Draws the card; the page knows what the record says. */
  render: (card: Card) => JSX.Element;
  /** The keyboard came to a card. */
  onReach(card: Card): void;
  /** Enter, or a double press. */
  onOpen(card: Card): void;
  /** A card was deleted here and now its place says so; once more leaves it out. */
  onGone(card: Card): void;
  /** Somebody else's card has come into the text; `isKnown` where the record had a card here before. */
  onCame?(card: Card, isKnown: boolean): void;
  /** A card left the text together with what was around it (`text`), or because an undo took it back (`undo`). */
  onTaken(kind: RecordKind, target: string, how: "text" | "undo"): void;
}

interface Mounted extends Card {
  element: HTMLElement;
  setGone(is: boolean): void;
  setSelected(is: boolean): void;
  dispose(): void;
}

/**
 * Draws the cards of the records in the text, lets the keyboard reach, open and delete them. What was deleted is
 * never the record: at first its place stays and says so.
 */
export function mountCards(editor: LexicalEditor, actions: CardActions) {
  const owner = getOwner();
  const mounted = new Map<NodeKey, Mounted>();
  /** Every record that has had a card here. */
  const targets = new Set<string>();

  function mount(key: NodeKey) {
    const element = editor.getElementByKey(key);
    const said = editor.read(() => {
      const node = $getNodeByKey(key);
      return $isRecord(node)
        ? { kind: node.getKind(), target: node.getTarget(), isGone: node.isGone() }
        : undefined;
    });
    const was = mounted.get(key);
    if (!element || !said) return;
    if (was?.element === element && was.target === said.target) return was.setGone(said.isGone);
    was?.dispose();
    runWithOwner(owner, () =>
      createRoot((dispose) => {
        const [isGone, setGone] = createSignal(said.isGone);
        const [isSelected, setSelected] = createSignal(false);
        const card: Mounted = { key, ...said, element, isGone, isSelected, setGone, setSelected, dispose };
        mounted.set(key, card);
        targets.add(card.target);
        element.replaceChildren();
        insert(element, () => actions.render(card));
      }),
    );
  }

  function showSelection() {
    const keys = editor.read($selectedKeys);
    for (const card of mounted.values()) {
      const is = keys.has(card.key);
      if (is && !card.isSelected()) actions.onReach(card);
      card.setSelected(is);
    }
  }

  /** Does something with the records that are selected; false when none is. */
  const withSelected = (does: (records: RecordNode[]) => void) => {
    const records = $selectedRecords();
    if (records.length > 0) does(records);
    return records.length > 0;
  };
  const onKey = (does: (records: RecordNode[]) => void) => (event: KeyboardEvent | null) => {
    const isOurs = withSelected(does);
    if (isOurs) event?.preventDefault();
    return isOurs;
  };
  const remove = (records: RecordNode[]) => {
    editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
    for (const node of records) {
      if (node.isGone()) $leaveOut(node);
      else {
        node.setGone(true);
        const card = mounted.get(node.getKey());
        if (card) actions.onGone(card);
      }
    }
  };
  const open = ([node]: RecordNode[]) => {
    const card = node && mounted.get(node.getKey());
    if (!card) return;
    if (node.isGone()) putBackHere(editor, card.key);
    else actions.onOpen(card);
  };

  onCleanup(
    mergeRegister(
      editor.registerMutationListener(RecordNode, (mutations, { updateTags, prevEditorState }) => {
        for (const [key, what] of mutations) {
          if (what !== "destroyed") {
            const seen = new Set(targets);
            mount(key);
            const card = mounted.get(key);
            if (card && what === "created" && updateTags.has("collaboration"))
              actions.onCame?.(card, seen.has(card.target));
          } else {
            const card = mounted.get(key);
            card?.dispose();
            mounted.delete(key);
            const was = prevEditorState.read(() => $getNodeByKey(key));
            if (!$isRecord(was) || was.__isGone || updateTags.has("collaboration")) continue;
            const isStillThere = editor.read(() =>
              $recordsIn(editor).some((it) => it.getTarget() === was.__target),
            );
            if (!isStillThere)
              actions.onTaken(was.__kind, was.__target, updateTags.has("historic") ? "undo" : "text");
          }
        }
        showSelection();
      }),
      editor.registerUpdateListener(showSelection),
      editor.registerCommand(KEY_BACKSPACE_COMMAND, onKey(remove), COMMAND_PRIORITY_HIGH),
      editor.registerCommand(KEY_DELETE_COMMAND, onKey(remove), COMMAND_PRIORITY_HIGH),
      editor.registerCommand(KEY_ENTER_COMMAND, onKey(open), COMMAND_PRIORITY_HIGH),
      editor.registerCommand(
        CLICK_COMMAND,
        (event) => {
          const place = event.target instanceof Element ? event.target.closest("[data-record]") : null;
          const card = [...mounted.values()].find((it) => it.element === place);
          if (!card || (event.target as Element).closest("a, button")) return false;
          select(card.key);
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
      registerArrows(editor),
      editor.registerCommand(KEY_BACKSPACE_COMMAND, $backToCard, COMMAND_PRIORITY_HIGH),
    ),
  );
  onCleanup(() => {
    for (const card of mounted.values()) card.dispose();
  });

  const shownCards = () =>
    editor.read(() => [...mounted.values()].filter((it) => !$isTwin($getNodeByKey(it.key))));
  function select(key: NodeKey) {
    editor.update(() => $select(key));
  }

  return {
    elementOf: (target: string) =>
      shownCards().find((it) => it.target === target && !it.isGone())?.element ?? null,
    select(target: string) {
      const card = shownCards().find((it) => it.target === target);
      if (!card) return false;
      select(card.key);
      card.element.scrollIntoView({ block: "center", behavior: "instant" });
      return true;
    },
  };
}

/** Every record that stands in the text. */
export function $recordsIn(editor: LexicalEditor): RecordNode[] {
  const state = editor.getEditorState();
  return [...state._nodeMap.values()].filter((it): it is RecordNode => $isRecord(it) && it.isAttached());
}

/** A card that was deleted comes back to its place. */
export function putBackHere(editor: LexicalEditor, key: NodeKey) {
  editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
  editor.update(() => {
    const node = $getNodeByKey(key);
    if ($isRecord(node)) node.setGone(false);
  });
}

/** The place of a deleted card goes too. */
export function leaveOutHere(editor: LexicalEditor, key: NodeKey) {
  editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
  editor.update(() => {
    const node = $getNodeByKey(key);
    if ($isRecord(node)) $leaveOut(node);
  });
}

function $leaveOut(node: RecordNode) {
  const next = siblingOf(node, false);
  const before = siblingOf(node, true);
  // A second card of the record would come out from behind it.
  for (const it of node.getNextSiblings().filter($isTwin)) if ($isSame(it, node)) it.remove();
  if ($isElementNode(next)) next.selectStart();
  else if ($isElementNode(before)) before.selectEnd();
  else node.insertAfter($createParagraphNode()).selectStart();
  node.remove();
}

const $isSame = (one: LexicalNode, other: RecordNode) =>
  $isRecord(one) && one.getTarget() === other.getTarget();

function $selectedRecords() {
  const selection = $getSelection();
  return $isNodeSelection(selection) ? selection.getNodes().filter($isRecord) : [];
}

const $selectedKeys = () => new Set($selectedRecords().map((it) => it.getKey()));

function $select(key: NodeKey) {
  const selection = $createNodeSelection();
  selection.add(key);
  $setSelection(selection);
}

/** The arrows reach a card from the line beside it, and leave it on the other side. */
function registerArrows(editor: LexicalEditor) {
  const to = (isBack: boolean, isByLine: boolean) => (event: KeyboardEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    const [record] = $selectedRecords();
    const does = record ? $leave(record, isBack) : $enter(editor, isBack, isByLine);
    if (does) event.preventDefault();
    return does;
  };
  return mergeRegister(
    editor.registerCommand(KEY_ARROW_UP_COMMAND, to(true, true), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_ARROW_LEFT_COMMAND, to(true, false), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_ARROW_DOWN_COMMAND, to(false, true), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_ARROW_RIGHT_COMMAND, to(false, false), COMMAND_PRIORITY_HIGH),
  );
}

/** The next thing that people see: beside a card there may be a line, or a second card of it, that is not shown. */
function siblingOf(node: LexicalNode, isBack: boolean): LexicalNode | null {
  const next = isBack ? node.getPreviousSibling() : node.getNextSibling();
  return next && ($isLeftBehind(next) || $isTwin(next)) ? siblingOf(next, isBack) : next;
}

/** At the beginning of the line below a card, Backspace goes to the card, not into a line that is not shown. */
function $backToCard(event: KeyboardEvent | null) {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const block = selection.anchor.getNode().getTopLevelElement();
  const card = block && siblingOf(block, true);
  if (!block || !$isRecord(card) || !$isLeftBehind(block.getPreviousSibling())) return false;
  if (!$isAtEdge(block, true)) return false;
  event?.preventDefault();
  $select(card.getKey());
  return true;
}

function $leave(record: RecordNode, isBack: boolean) {
  const next = siblingOf(record, isBack);
  if ($isRecord(next)) $select(next.getKey());
  else if ($isElementNode(next)) {
    if (isBack) next.selectEnd();
    else next.selectStart();
  } else if (next) return false;
  else {
    // Before the first card and behind the last there is always a line to write in.
    const line = $createParagraphNode();
    if (isBack) record.insertBefore(line);
    else record.insertAfter(line);
    line.select();
  }
  return true;
}

function $enter(editor: LexicalEditor, isBack: boolean, isByLine: boolean) {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const node = selection.anchor.getNode();
  const block = $findMatchingParent(node, (it) => {
    const parent = it.getParent();
    return parent !== null && $isRootOrShadowRoot(parent);
  });
  const next = block && siblingOf(block, isBack);
  if (!block || !$isRecord(next)) return false;
  if (isByLine ? !isOnEdgeLine(editor, block.getKey(), isBack) : !$isAtEdge(block, isBack)) return false;
  $select(next.getKey());
  return true;
}

/** Whether the caret stands at the very beginning or end of a block. */
function $isAtEdge(block: LexicalNode, isBack: boolean) {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !$isElementNode(block)) return false;
  const edge = isBack ? block.getFirstDescendant() : block.getLastDescendant();
  const { anchor } = selection;
  const node = anchor.getNode();
  if (edge && !node.is(edge) && !node.is(block)) return false;
  return (
    anchor.offset ===
    (isBack ? 0 : anchor.type === "text" ? node.getTextContentSize() : block.getChildrenSize())
  );
}

/** Whether the caret is in the first or last of a block's lines, as the page breaks them. */
function isOnEdgeLine(editor: LexicalEditor, key: NodeKey, isBack: boolean) {
  const element = editor.getElementByKey(key);
  const selection = getSelection();
  const caret = selection?.rangeCount ? selection.getRangeAt(0).getClientRects()[0] : undefined;
  if (!element || !caret) return true;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const line = Number.parseFloat(style.lineHeight) || caret.height;
  return isBack
    ? caret.top - box.top - Number.parseFloat(style.paddingTop) < line * 0.8
    : box.bottom - Number.parseFloat(style.paddingBottom) - caret.bottom < line * 0.8;
}
