import { $createHorizontalRuleNode } from "@lexical/extension";
import { INSERT_TABLE_COMMAND } from "@lexical/table";
import { $insertNodeToNearestRoot } from "@lexical/utils";
import { $getSelection, $isParagraphNode, $isRangeSelection, type LexicalEditor } from "lexical";
import type { Phrases } from "../words/words.ts";
import { type Block, toggleBlock } from "./formats.ts";
import { icons } from "./icons.ts";
import type { MenuEntry } from "./menu.ts";
import { words } from "./words.ts";

const block = (to: Block) => (editor: LexicalEditor) => toggleBlock(editor, to);

/** The line where the caret is, when there are no words in it. */
function $emptyLine() {
  const selection = $getSelection();
  const line = $isRangeSelection(selection) ? selection.anchor.getNode().getTopLevelElement() : null;
  return $isParagraphNode(line) && line.isEmpty() ? line : undefined;
}

/** In the place of an empty line; the caret goes into its first cell. */
function $insertTable(editor: LexicalEditor) {
  const line = $emptyLine();
  editor.dispatchCommand(INSERT_TABLE_COMMAND, {
    rows: "3",
    columns: "3",
    includeHeaders: { rows: true, columns: false },
  });
  line?.remove();
}

/** Above an empty line, where one goes on writing. */
function $insertDivider() {
  const rule = $createHorizontalRuleNode();
  const line = $emptyLine();
  if (line) line.insertBefore(rule);
  else $insertNodeToNearestRoot(rule);
}

const kinds: { id: string; icon: string; shortcut?: string; $run(editor: LexicalEditor): void }[] = [
  { id: "heading", icon: icons.heading2, shortcut: "##", $run: block("h2") },
  { id: "subheading", icon: icons.heading3, shortcut: "###", $run: block("h3") },
  { id: "bullets", icon: icons.bullets, shortcut: "-", $run: block("bullet") },
  { id: "numbers", icon: icons.numbers, shortcut: "1.", $run: block("number") },
  { id: "checks", icon: icons.checks, shortcut: "[]", $run: block("check") },
  { id: "quote", icon: icons.quote, shortcut: ">", $run: block("quote") },
  { id: "table", icon: icons.table, $run: $insertTable },
  {
    id: "divider",
    icon: icons.divider,
    shortcut: "---",
    $run: $insertDivider,
  },
];

/** The kinds of text that `/` offers, named in the language of the interface and found in both. */
export function textEntries(language: "en" | "es"): MenuEntry[] {
  const phrase = (of: Phrases, key: string) => of[key]!;
  return kinds.map((kind) => ({
    ...kind,
    label: phrase(words[language], kind.id),
    hint: phrase(words[language], `${kind.id}Hint`),
    names: [phrase(words.en, kind.id), phrase(words.es, kind.id)],
  }));
}
