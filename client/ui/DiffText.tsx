import { createMemo, For } from "solid-js";
import { wordDiff } from "../../shared/decisions/diff.ts";

/** A text with what became of it: new words underlined, words that went crossed out. */
export function DiffText(props: { was: string; now: string }) {
  const pieces = createMemo(() => wordDiff(props.was, props.now));
  return (
    <For each={pieces()}>
      {(piece) => {
        if (piece.is === "added") return <ins>{piece.text}</ins>;
        return piece.is === "removed" ? <del>{piece.text}</del> : piece.text;
      }}
    </For>
  );
}
