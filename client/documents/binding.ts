import {
  BLUR_COMMAND,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  FOCUS_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  PASTE_COMMAND,
  REDO_COMMAND,
  UNDO_COMMAND,
} from "lexical";
import type { Awareness } from "y-protocols/awareness";
import { type Doc, type Transaction, UndoManager } from "yjs";
import { type BoundDocument, bindDocument } from "../../shared/documents/bind.ts";
import { caretAwareness } from "./caret.ts";

/** What follows is undone by itself, not together with the words typed just before. */
export const NEW_STEP_COMMAND: LexicalCommand<void> = createCommand("NEW_STEP_COMMAND");

export interface Collaboration {
  binding: BoundDocument["binding"];
  /** Undoes what this editor wrote, and nothing else. */
  undo: UndoManager;
  /** Shows the document anew, when the editor could not follow a change. */
  redraw(): void;
  dispose(): void;
}

const bindings = new WeakMap<LexicalEditor, BoundDocument["binding"]>();

/**
 * Which part of the document a node of the text is, by the number that everybody's copy knows it under, whoever made
 * it and when. Nothing for what has not come into the document yet.
 */
export function placeInDocument(editor: LexicalEditor, node: LexicalNode): string | undefined {
  const id = bindings.get(editor)?.mapping.getSharedType(node)?._item?.id;
  return id && `${id.client}:${id.clock}`;
}

/** Lets `editor` write in `doc` together with everybody else who has it open. */
export function collaborate(editor: LexicalEditor, doc: Doc, awareness: Awareness): Collaboration {
  const caret = caretAwareness(awareness, doc);
  const { binding, redraw, unbind } = bindDocument(editor, doc, caret.awareness);
  bindings.set(editor, binding);
  // Not the library's own: that one tracks what has no origin, and one undo could empty a document that a provider
  // has just loaded.
  const undo = new UndoManager(binding.root, {
    trackedOrigins: new Set([binding]),
    captureTransaction: () => !binding.isBootstrapping,
  });
  const tellUndo = () => {
    editor.dispatchCommand(CAN_UNDO_COMMAND, undo.canUndo());
    editor.dispatchCommand(CAN_REDO_COMMAND, undo.canRedo());
  };
  undo.on("stack-item-added", tellUndo);
  undo.on("stack-item-popped", tellUndo);
  undo.on("stack-cleared", tellUndo);
  const onTransaction = (transaction: Transaction) => {
    if (transaction.changed.size > 0 && (transaction.origin === binding || transaction.origin === undo)) {
      caret.typed();
    }
  };
  doc.on("afterTransaction", onTransaction);
  const answer = (does: () => void) => () => {
    does();
    return true;
  };
  const startStep = () => {
    undo.stopCapturing();
    return false;
  };
  const focus = (focusing: boolean) => () => {
    caret.setFocusing(focusing);
    return false;
  };
  const dispose = mergeRegister(
    unbind,
    () => undo.destroy(),
    () => doc.off("afterTransaction", onTransaction),
    caret.dispose,
    editor.registerCommand(
      UNDO_COMMAND,
      answer(() => undo.undo()),
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      REDO_COMMAND,
      answer(() => undo.redo()),
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(NEW_STEP_COMMAND, startStep, COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(PASTE_COMMAND, startStep, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(FOCUS_COMMAND, focus(true), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(BLUR_COMMAND, focus(false), COMMAND_PRIORITY_CRITICAL),
  );
  return { binding, undo, redraw, dispose };
}
