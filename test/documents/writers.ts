import { buildEditorFromExtensions } from "@lexical/extension";
import { HeadlessExtension } from "@lexical/headless/HeadlessExtension";
import type { LexicalEditor, SerializedLexicalNode } from "lexical";
import { Awareness } from "y-protocols/awareness";
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from "yjs";
import { type Collaboration, collaborate } from "../../client/documents/binding.ts";
import { NotesSchema } from "../../shared/documents/notes-schema.ts";

/** Somebody with the document open: the same editor and binding as in a browser, without one. */
export interface Writer extends Collaboration {
  doc: Doc;
  editor: LexicalEditor;
}

/** Opens the document that `update` holds for one more writer. */
export function openWriter(update: Uint8Array, clientId?: number): Writer {
  const doc = new Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  applyUpdate(doc, update, "network");
  const editor = buildEditorFromExtensions({
    name: "writer",
    dependencies: [NotesSchema, HeadlessExtension],
    $initialEditorState: null,
    onError: (error) => {
      throw error;
    },
  });
  const collaboration = collaborate(editor, doc, new Awareness(doc));
  return {
    ...collaboration,
    doc,
    editor,
    dispose: () => {
      collaboration.dispose();
      editor.dispose();
      doc.destroy();
    },
  };
}

/** Everybody hears from everybody, until nobody has anything new to say. */
export async function meet(...writers: Writer[]) {
  for (let round = 0; round < 3; round++) {
    for (const from of writers) {
      for (const to of writers) {
        if (from === to) continue;
        applyUpdate(to.doc, encodeStateAsUpdate(from.doc, encodeStateVector(to.doc)), "network");
      }
    }
    await settle();
  }
}

/** Lexical ends its updates in microtasks. */
export async function settle() {
  for (let i = 0; i < 4; i++) await Promise.resolve();
}

/** What the editor shows, as far as people can see it. */
export const shown = (editor: LexicalEditor) => JSON.stringify(seen(editor.getEditorState().toJSON().root));

function seen(node: SerializedLexicalNode): unknown {
  const { children, ...said } = node as SerializedLexicalNode & Record<string, unknown>;
  const visible = ["type", "text", "format", "tag", "label", "kind", "target", "isGone"];
  return {
    ...Object.fromEntries(visible.map((name) => [name, said[name]])),
    marks: Object.entries(said.$ ?? {})
      .filter(([, mark]) => (mark ?? null) !== null)
      .toSorted(),
    children: (children as SerializedLexicalNode[])?.map(seen),
  };
}
