import type { ElementTransformer } from "@lexical/markdown";
import { NotesSchema, notesTransformers } from "../../shared/documents/notes-schema.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import type { Writing } from "../documents/setup.ts";
import { plain } from "../words/plain.ts";
import { kinds } from "./kinds.ts";

/**
 * How notes are written: `/c` and a space at the beginning of a line captures it, without a menu. `$begin` makes the
 * capture of the line where the caret is.
 */
export function notesWriting($begin: (kind: RecordKind) => unknown): Writing {
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
      $begin(found.kind);
    },
  };
  return { schema: NotesSchema, transformers: [command, ...notesTransformers] };
}
