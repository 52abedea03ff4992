import { LinkNode } from "@lexical/link";
import type {
  ElementTransformer,
  MultilineElementTransformer,
  TextMatchTransformer,
  Transformer,
} from "@lexical/markdown";
import type { LexicalNode } from "lexical";
import { NotesSchema, notesTransformers } from "../../shared/documents/notes-schema.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { Writing } from "../documents/setup.ts";
import { plain } from "../words/plain.ts";
import { kinds } from "./kinds.ts";
import { $isInCapture } from "./lines.ts";

/**
 * How notes are written: `/c` and a space at the beginning of a line captures it, without a menu. `$begin` makes the
 * capture of the line where the caret is; `$refuse` hears that a sign in such a line asked for a heading, a list or a
 * link.
 */
export function notesWriting(does: {
  $begin: (kind: RecordKind) => unknown;
  $refuse: () => unknown;
}): Writing {
  const command: ElementTransformer = {
    type: "element",
    dependencies: [],
    regExp: /^\/(\p{L}+)\s/u,
    export: () => null,
    replace: (_block, _children, match, isImport) => {
      const asked = plain(match[1]!);
      const found = kinds.find((it) => it.names.some((name) => plain(name) === asked));
      if (isImport || !found) return false;
      // The command itself is taken out of the line right after.
      does.$begin(found.kind);
    },
  };
  return {
    schema: NotesSchema,
    transformers: [command, ...notesTransformers.map((it) => notInCaptures(it, does.$refuse))],
    $staysPlain: $isInCapture,
  };
}

/** The same, but its sign stays as it was typed where a line is being captured. */
function notInCaptures(transformer: Transformer, $refuse: () => unknown): Transformer {
  const $refused = (at: LexicalNode) => {
    const is = $isInCapture(at);
    if (is) $refuse();
    return is;
  };
  if (transformer.type === "element") {
    const { replace } = transformer;
    const inLines: ElementTransformer["replace"] = (block, children, match, isImport) =>
      !isImport && $refused(block) ? false : replace(block, children, match, isImport);
    return { ...transformer, replace: inLines };
  }
  if (transformer.type === "multiline-element") {
    const { replace } = transformer;
    const inLines: MultilineElementTransformer["replace"] = (
      block,
      children,
      start,
      end,
      between,
      isImport,
    ) => (!isImport && $refused(block) ? false : replace(block, children, start, end, between, isImport));
    return { ...transformer, replace: inLines };
  }
  if (transformer.type === "text-match" && transformer.dependencies.includes(LinkNode)) {
    const { replace } = transformer;
    const inLines: TextMatchTransformer["replace"] = (node, match) =>
      $refused(node) ? undefined : replace?.(node, match);
    return { ...transformer, replace: inLines };
  }
  return transformer;
}
