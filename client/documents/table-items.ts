import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findCellNode,
  $findTableNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
} from "@lexical/table";
import { $getSelection, $isRangeSelection, type LexicalEditor } from "lexical";
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
