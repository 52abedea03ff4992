import { $insertGeneratedNodes } from "@lexical/clipboard";
import { $isCodeNode } from "@lexical/code-core";
import { $generateNodesFromMarkdownString } from "@lexical/markdown";
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  type LexicalEditor,
  PASTE_COMMAND,
} from "lexical";
import { documentTransformers } from "../../shared/documents/markdown.ts";

const blockMark = /^ {0,3}(#{1,6} |[-*+] |\d{1,3}[.)] |> |\|.*\||(---|\*\*\*)\s*$|```)/m;
const inlineMark = /\*\*\S[^\n]*?\*\*|\[[^\]\n]+\]\((https?:|mailto:|tel:)[^)\s]+\)/;

/** Whether plain text reads as Markdown: it has a mark at the start of a line, a link or bold words. */
export const looksLikeMarkdown = (text: string) => blockMark.test(text) || inlineMark.test(text);

/**
 * Pastes plain text that is Markdown as what it means. Pastes that carry HTML or come from another document go the
 * editor's own way; the schema's rules take out what does not belong.
 */
export const registerMarkdownPaste = (editor: LexicalEditor) =>
  editor.registerCommand(
    PASTE_COMMAND,
    (event) => {
      const data = event instanceof ClipboardEvent ? event.clipboardData : null;
      if (!data || data.types.includes("text/html") || data.types.includes("application/x-lexical-editor"))
        return false;
      const text = data.getData("text/plain").replace(/\r\n?/g, "\n");
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || !looksLikeMarkdown(text)) return false;
      if ($findMatchingParent(selection.anchor.getNode(), $isCodeNode)) return false;
      event.preventDefault();
      $insertGeneratedNodes(editor, $generateNodesFromMarkdownString(text, documentTransformers), selection);
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
