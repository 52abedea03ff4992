import type { ElementTransformer, Transformer } from "@lexical/markdown";
import { $hasUpdateTag, defineExtension, PASTE_TAG } from "lexical";
import { $toLine, CaptureNode } from "./capture.ts";
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

/** What the notes of a meeting may hold: everything that a document may, records, and lines that become records. */
export const NotesSchema = defineExtension({
  name: "common-thread/notes",
  nodes: () => [RecordNode, CaptureNode],
  dependencies: [DocumentSchema],
  register: (editor) =>
    // A capture that was copied is a line of text: two of them would make one record twice.
    editor.registerNodeTransform(CaptureNode, (node) => {
      if ($hasUpdateTag(PASTE_TAG)) $toLine(node);
    }),
});

/** `[commitment](commitment:com_4k0w…)` on a line of its own; struck through where the card was deleted. */
const record: ElementTransformer = {
  type: "element",
  dependencies: [RecordNode],
  regExp: recordLineShape,
  export: (node) => {
    if (!$isRecord(node)) return null;
    const line = recordLine(node.getKind(), node.getTarget());
    return node.isGone() ? `~~${line}~~` : line;
  },
  replace: (block, _children, match, isImport) => {
    // Typed by hand it stays what it is: only what was exported comes back as a card.
    if (!isImport) return false;
    block.replace($createRecord(match[2] as RecordKind, match[3]!).setGone(match[1] !== undefined));
  },
};

/** A line that has not become a record yet leaves as a line. */
const capture: ElementTransformer = {
  type: "element",
  dependencies: [CaptureNode],
  regExp: /^(?!)/,
  export: (node, exportChildren) => (node instanceof CaptureNode ? exportChildren(node) : null),
  replace: () => false,
};

/** Markdown as notes understand it: see `documentTransformers`. */
export const notesTransformers: Transformer[] = [record, capture, ...documentTransformers];
