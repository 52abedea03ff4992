import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findCellNode,
  $findTableNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
} from "@lexical/table";
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_BEFORE_HIGH,
  KEY_TAB_COMMAND,
  type LexicalEditor,
} from "lexical";
import type { MenuItem } from "../ui/Menu.tsx";
import { NEW_STEP_COMMAND } from "./binding.ts";

type TableWord =
  | "rowAbove"
  | "rowBelow"
  | "columnLeft"
  | "columnRight"
  | "deleteRow"
  | "deleteColumn"
  | "deleteTable";

/** What can be done to the table around the caret. */
export function tableItems(editor: LexicalEditor, say: (key: TableWord) => string): MenuItem[] {
  const change = ($does: () => void) => () => {
    editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
    editor.update($does);
    editor.focus();
  };
  const item = (key: TableWord, $does: () => void): MenuItem => ({
    label: say(key),
    onSelect: change($does),
  });
  return [
    item("rowAbove", () => $insertTableRowAtSelection(false)),
    item("rowBelow", () => $insertTableRowAtSelection(true)),
    item("columnLeft", () => $insertTableColumnAtSelection(false)),
    item("columnRight", () => $insertTableColumnAtSelection(true)),
    "divider",
    item("deleteRow", () => $deleteTableRowAtSelection()),
    item("deleteColumn", () => $deleteTableColumnAtSelection()),
    item("deleteTable", () => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return;
      const cell = $findCellNode(selection.anchor.getNode());
      const table = cell && $findTableNode(cell);
      if (!table) return;
      table.selectPrevious();
      table.remove();
    }),
  ];
}

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
