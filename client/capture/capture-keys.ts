import {
  COMMAND_PRIORITY_HIGH,
  KEY_BACKSPACE_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from "lexical";
import { RESHAPE_COMMAND } from "../documents/formats.ts";
import { $captureAtCaret, $captureInSelection, $isAtBeginning, dropCapture } from "./lines.ts";

/** What the keys do in a line that is being captured: Enter records, Tab goes to the fields, Esc gives it up. */
export function registerCaptureKeys(
  editor: LexicalEditor,
  does: {
    record(key: NodeKey): void;
    focusFields(key: NodeKey, at: "first" | "last"): void;
    /** Somebody asked for a heading, a list or a link where a line is being captured. */
    refuse(key: NodeKey): void;
  },
) {
  /** Does something with the capture that the caret is in; false when it is in none. */
  const inCapture =
    (act: (key: NodeKey, event: KeyboardEvent | null) => void) => (event: KeyboardEvent | null) => {
      const line = editor.isEditable() ? $captureAtCaret() : undefined;
      if (!line || event?.isComposing) return false;
      event?.preventDefault();
      act(line.getKey(), event);
      return true;
    };
  // After the command, so that no update runs inside another one.
  const giveUp = inCapture((key) => queueMicrotask(() => dropCapture(editor, key)));
  return mergeRegister(
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      inCapture((key) => queueMicrotask(() => does.record(key))),
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      KEY_TAB_COMMAND,
      inCapture((key, event) => does.focusFields(key, event?.shiftKey ? "last" : "first")),
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(KEY_ESCAPE_COMMAND, giveUp, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      KEY_BACKSPACE_COMMAND,
      (event) => {
        const line = $captureAtCaret();
        return line !== undefined && $isAtBeginning(line) && giveUp(event);
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      RESHAPE_COMMAND,
      () => {
        // Made into something else, the line would be another one, and no capture any more.
        const line = $captureInSelection();
        if (line) does.refuse(line.getKey());
        return line !== undefined;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}
