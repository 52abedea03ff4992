import { $convertToMarkdownString } from "@lexical/markdown";
import type { LexicalEditor } from "lexical";
import { documentTransformers } from "../../shared/documents/markdown.ts";

/** Puts the whole text on the clipboard as Markdown. Rejects when the browser does not allow it. */
export const copyAsMarkdown = (editor: LexicalEditor) =>
  navigator.clipboard.writeText(editor.read(() => $convertToMarkdownString(documentTransformers)));
