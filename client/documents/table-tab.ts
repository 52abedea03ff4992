import { $findCellNode, $insertTableRowAtSelection } from "@lexical/table";
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_BEFORE_HIGH,
  KEY_TAB_COMMAND,
  type LexicalEditor,
} from "lexical";
import { NEW_STEP_COMMAND } from "./binding.ts";

/** Tab makes a row where the table ends, as everywhere; each cell is a step of its own for undo. */
export function registerTableTab(editor: LexicalEditor) {
  // After the menus in the text, which Tab chooses from, and before Lexical's own.
  return editor.registerCommand(
    KEY_TAB_COMMAND,
    (event) => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
      const cell = $findCellNode(selection.anchor.getNode());
      if (!cell) return false;
      editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
      const isLast = !cell.getNextSibling() && !cell.getParent()?.getNextSibling();
      // It then goes on to the next cell, which is the new row's first.
      if (isLast && !event.shiftKey) $insertTableRowAtSelection(true);
      return false;
    },
    COMMAND_PRIORITY_BEFORE_HIGH,
  );
}
