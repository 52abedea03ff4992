import type { ElementTransformer, Transformer } from "@lexical/markdown";
import { QuoteNode } from "@lexical/rich-text";
import {
  $hasUpdateTag,
  defineExtension,
  type ElementNode,
  mergeRegister,
  PASTE_TAG,
  ParagraphNode,
} from "lexical";
import { $isCapture, $isTwin, $toLine } from "./capture.ts";
import { documentTransformers } from "./markdown.ts";
import {
  $createRecord,
  $isRecord,
  type RecordKind,
  RecordNode,
  recordLine,
  recordLineShape,
} from "./record.ts";
import { DocumentSchema } from "./schema.ts";

/** What the notes of a meeting may hold: everything that a document may, and records. */
export const NotesSchema = defineExtension({
  name: "common-thread/notes",
  nodes: () => [RecordNode],
  dependencies: [DocumentSchema],
  register: (editor) => {
    // A capture that was copied is a line of text: two of them would make one record twice.
    const $forget = (line: ElementNode) => {
      const isNew = !editor.getEditorState()._nodeMap.has(line.getKey());
      if (isNew && $hasUpdateTag(PASTE_TAG) && $isCapture(line)) $toLine(line);
    };
    return mergeRegister(
      editor.registerNodeTransform(ParagraphNode, $forget),
      editor.registerNodeTransform(QuoteNode, $forget),
    );
  },
});

/** `[commitment](commitment:com_4k0w…)` on a line of its own; struck through where the card was deleted. */
const record: ElementTransformer = {
  type: "element",
  dependencies: [RecordNode],
  regExp: recordLineShape,
  export: (node) => {
    if (!$isRecord(node)) return null;
    if ($isTwin(node)) return "";
    const line = recordLine(node.getKind(), node.getTarget());
    return node.isGone() ? `~~${line}~~` : line;
  },
  replace: (block, _children, match, isImport) => {
    // Typed by hand it stays what it is: only what was exported comes back as a card.
    if (!isImport) return false;
    block.replace($createRecord(match[2] as RecordKind, match[3]!).setGone(match[1] !== undefined));
  },
};

/** Markdown as notes understand it: see `documentTransformers`. */
export const notesTransformers: Transformer[] = [record, ...documentTransformers];
