import { buildEditorFromExtensions, type LexicalEditorWithDispose } from "@lexical/extension";
import { $isListItemNode } from "@lexical/list";
import { registerMarkdownShortcuts, type Transformer } from "@lexical/markdown";
import { TableExtension } from "@lexical/table";
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  type AnyLexicalExtensionArgument,
  COMMAND_PRIORITY_LOW,
  configExtension,
  INDENT_CONTENT_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  OUTDENT_CONTENT_COMMAND,
} from "lexical";
import { documentTransformers } from "../../shared/documents/markdown.ts";
import { DocumentSchema } from "../../shared/documents/schema.ts";
import { documentPaste } from "./paste.ts";
import { registerPlainPaste } from "./plain-paste.ts";
import { registerTableTab } from "./table-tab.ts";
import { textTheme } from "./text-theme.ts";
import { registerTidyTyping } from "./tidy-typing.ts";

/** What a kind of document may hold, and how Markdown reads in it. */
export interface Writing {
  schema: AnyLexicalExtensionArgument;
  transformers: readonly Transformer[];
  /** Whether the line around a node stays a line of words: nothing else is made of it, and no link is made in it. */
  $staysPlain?: (at: LexicalNode) => boolean;
}

/** What every document may hold. */
export const plainWriting: Writing = { schema: DocumentSchema, transformers: documentTransformers };

/** An editor for documents, without a document yet. `onError` hears of an update that could not be shown. */
export const createDocumentEditor = (
  onError: (error: Error) => void,
  { schema, transformers, $staysPlain }: Writing = plainWriting,
): LexicalEditorWithDispose =>
  buildEditorFromExtensions({
    name: "common-thread/editor",
    namespace: "common-thread",
    // The text comes from the server or the offline copy, never from here.
    $initialEditorState: null,
    theme: textTheme,
    onError,
    dependencies: [
      schema,
      documentPaste(transformers, $staysPlain),
      configExtension(TableExtension, { hasHorizontalScroll: true, hasTabHandler: true }),
    ],
  });

/**
 * What writing is like: Markdown while typing and in pastes, links out of addresses, Tab in lists and tables. Esc is
 * Lexical's own: it takes the focus out of the text, so that Tab is no trap, unless a menu used it up.
 */
export function registerWriting(
  editor: LexicalEditor,
  { transformers, $staysPlain }: Writing = plainWriting,
) {
  return mergeRegister(
    registerMarkdownShortcuts(editor, [...transformers]),
    registerTidyTyping(editor, $staysPlain),
    $staysPlain ? registerPlainPaste(editor, $staysPlain) : () => {},
    registerTableTab(editor),
    editor.registerCommand(
      KEY_TAB_COMMAND,
      (event) => {
        const selection = $getSelection();
        if (!$isRangeSelection(selection)) return false;
        if (!$findMatchingParent(selection.anchor.getNode(), $isListItemNode)) return false;
        event.preventDefault();
        return editor.dispatchCommand(
          event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND,
          undefined,
        );
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}
