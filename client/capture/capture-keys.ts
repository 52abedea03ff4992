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
import { $captureAtCaret, $isAtBeginning, dropCapture } from "./lines.ts";

/** What the keys do in a line that is being captured: Enter records, Tab goes to the fields, Esc gives it up. */
export function registerCaptureKeys(
  editor: LexicalEditor,
  does: { record(key: NodeKey): void; focusFields(key: NodeKey, at: "first" | "last"): void },
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
  );
}
