import { buildEditorFromExtensions } from "@lexical/extension";
import { HeadlessExtension } from "@lexical/headless/HeadlessExtension";
import { $convertFromMarkdownString, $convertToMarkdownString } from "@lexical/markdown";
import { $getRoot, type LexicalEditor } from "lexical";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { bindDocument } from "./bind.ts";
import { $isLeftBehind, $isTwin } from "./capture.ts";
import { withoutBadLinks } from "./links.ts";
import { NotesSchema, notesTransformers } from "./notes-schema.ts";

/**
 * A new document that says `markdown`, as one Yjs update. Takes about a millisecond per two paragraphs.
 * Each call writes under a new client id, so the answer differs in bytes and must be stored once.
 */
export function markdownToUpdate(markdown: string): Uint8Array {
  const doc = new Doc();
  withEditor(doc, (editor) =>
    editor.update(() => $convertFromMarkdownString(markdown, notesTransformers), { discrete: true }),
  );
  return encodeStateAsUpdate(doc);
}

/** The document that `update` holds, as Markdown. Off the main thread for more than a few hundred paragraphs. */
export const updateToMarkdown = (update: Uint8Array): string =>
  withoutBadLinks(readUpdate(update, () => $convertToMarkdownString(notesTransformers)));

/** The words of the document alone, a blank line between its blocks: for search. What people see once is there once. */
export const updateToText = (update: Uint8Array): string =>
  readUpdate(update, () =>
    $getRoot()
      .getChildren()
      .filter((it) => !$isTwin(it) && !$isLeftBehind(it))
      .map((it) => it.getTextContent())
      .join("\n\n"),
  );

function readUpdate(update: Uint8Array, read: () => string) {
  const doc = new Doc();
  applyUpdate(doc, update);
  return withEditor(doc, (editor) => editor.read(read));
}

/** Opens a headless editor on `doc` for as long as `use` runs. */
function withEditor<T>(doc: Doc, use: (editor: LexicalEditor) => T): T {
  const editor = buildEditorFromExtensions({
    name: "common-thread/headless",
    dependencies: [NotesSchema, HeadlessExtension],
    $initialEditorState: null,
    onError: (error) => {
      throw error;
    },
  });
  const { unbind } = bindDocument(editor, doc);
  try {
    return use(editor);
  } finally {
    unbind();
    editor.dispose();
  }
}
