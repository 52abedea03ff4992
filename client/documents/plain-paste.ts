import { $isLinkNode } from "@lexical/link";
import { $isTableNode } from "@lexical/table";
import {
  $createTextNode,
  $isDecoratorNode,
  $isElementNode,
  $isRangeSelection,
  $isTabNode,
  $isTextNode,
  COMMAND_PRIORITY_HIGH,
  type LexicalEditor,
  type LexicalNode,
  SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
} from "lexical";

/** Text as it stands in one line. */
export const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ");

/** What is pasted into a line that stays plain becomes words of it; a card or a table among it stands below the line. */
export const registerPlainPaste = (editor: LexicalEditor, $staysPlain: (at: LexicalNode) => boolean) =>
  editor.registerCommand(
    SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
    ({ nodes, selection }) => {
      if (!$isRangeSelection(selection)) return false;
      const line = selection.anchor.getNode();
      if (!$staysPlain(line)) return false;
      const below = line.getTopLevelElementOrThrow();
      for (const node of nodes.filter($standsAlone).reverse()) below.insertAfter(node);
      selection.insertNodes($words(nodes.filter((node) => !$standsAlone(node))));
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );

const $standsAlone = (node: LexicalNode) =>
  $isTableNode(node) || ($isDecoratorNode(node) && !node.isInline());

/** The words of `nodes`, with a blank where one line ended and the next began. */
function $words(nodes: readonly LexicalNode[]): LexicalNode[] {
  const words: LexicalNode[] = [];
  for (const node of nodes) {
    const isLine = $isElementNode(node) && !node.isInline();
    if (isLine && words.length > 0) words.push($createTextNode(" "));
    words.push(...$wordsOf(node));
  }
  return words;
}

function $wordsOf(node: LexicalNode): LexicalNode[] {
  if ($isLinkNode(node)) {
    const said = node.getTextContent();
    const url = node.getURL();
    const isSaid = said.includes(url.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/, "").replace(/\/$/, ""));
    // Its address would be lost with the link.
    return isSaid
      ? $words(node.getChildren())
      : [...$words(node.getChildren()), $createTextNode(` (${url})`)];
  }
  if ($isElementNode(node)) return $words(node.getChildren());
  if ($isTabNode(node) || !($isTextNode(node) || $isDecoratorNode(node))) return [$createTextNode(" ")];
  return [node];
}
