import { $convertToMarkdownString } from "@lexical/markdown";
import type { LexicalEditor } from "lexical";
import { documentTransformers } from "../../shared/documents/markdown.ts";
import { safeMarkdown } from "../../shared/documents/safe-markdown.ts";

/** The whole text as Markdown. */
export const asMarkdown = (editor: LexicalEditor) =>
  editor.read(() => $convertToMarkdownString(documentTransformers));

/** Puts the whole text on the clipboard as Markdown. Rejects when the browser does not allow it. */
export const copyAsMarkdown = (editor: LexicalEditor) =>
  navigator.clipboard.writeText(safeMarkdown(asMarkdown(editor)));
