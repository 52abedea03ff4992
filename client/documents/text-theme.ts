import type { EditorThemeClasses } from "lexical";
import styles from "./text.module.css";

const name = (of: string) => styles[of] ?? "";

/** The classes that the editor puts on what people write. */
export const textTheme: EditorThemeClasses = {
  text: {
    bold: name("bold"),
    italic: name("italic"),
    underline: name("underline"),
    strikethrough: name("strikethrough"),
    underlineStrikethrough: name("underlineStrikethrough"),
    code: name("code"),
  },
  list: {
    ul: name("bullets"),
    ol: name("numbers"),
    checklist: name("checks"),
    listitemChecked: name("checked"),
    listitemUnchecked: name("unchecked"),
    nested: { listitem: name("nested") },
  },
  table: name("table"),
  tableScrollableWrapper: name("tableScroll"),
  tableCell: name("cell"),
  tableCellHeader: name("headerCell"),
  tableCellSelected: name("cellSelected"),
  hr: name("divider"),
  hrSelected: name("dividerSelected"),
  code: name("codeBlock"),
  quote: name("quote"),
  link: name("link"),
};
