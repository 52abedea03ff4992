import { createMemo } from "solid-js";
import type { ConnectionState } from "../documents/connection-state.ts";
import type { OpenDocument, ToldDocument } from "../documents/document-state.ts";

/** What most needs a word comes first: what is not saved, then what is on its way. */
const order = [
  "not-saved",
  "restored",
  "signed-out",
  "no-access",
  "gone",
  "offline",
  "loading",
  "saving",
  "saved",
] as const satisfies readonly ConnectionState["is"][];

const editsOf = (state: ConnectionState) => ("edits" in state ? state.edits : 0);

/** Several open documents as one, for whoever only wants to know how it stands; `undefined` when there are none. */
export function asOne(documents: readonly OpenDocument[]): ToldDocument | undefined {
  const [first] = documents;
  if (!first) return undefined;
  const worst = createMemo(() =>
    documents.reduce((a, b) => (order.indexOf(b.state().is) < order.indexOf(a.state().is) ? b : a)),
  );
  const state = createMemo<ConnectionState>(() => {
    const { is } = worst().state();
    if (is === "loading" || is === "saved") return { is };
    return { is, edits: documents.reduce((sum, it) => sum + editsOf(it.state()), 0) };
  });
  return {
    state,
    hasText: () => documents.some((it) => it.hasText()),
    // That one only reads the plan of another group is said where they would write, not over the whole page.
    mayEdit: () => worst().mayEdit() || editsOf(worst().state()) === 0,
    backWith: () => {
      const back = documents.flatMap((it) => it.backWith() ?? []);
      return back.length > 0 ? back.reduce((sum, it) => sum + it) : undefined;
    },
    aside: () => documents.flatMap((it) => it.aside()),
    dropAside: async (name) => {
      await documents.find((it) => it.aside().includes(name))?.dropAside(name);
    },
    connection: {
      retry: () => {
        for (const it of documents) it.connection.retry();
      },
    },
  };
}
