import { createEffect, on, onCleanup } from "solid-js";
import type { EditorHandle } from "../documents/Editor.tsx";
import { canMark, highlightOf } from "./marks.ts";
import { $findPassage, $rangeOf } from "./passage-places.ts";

/** A quote that nobody holds a place of: only its words can be looked for. */
const nowhere = { from: "", to: "" };

/**
 * Brings words into view that a record quotes from this text, and marks them while the address names them. `gone` is
 * told when the text does not say them, or says them more than once. Words that others were written between are found
 * by their beginning and end.
 */
export function showSoughtWords(
  { editor, binding }: EditorHandle,
  sought: () => string | undefined,
  gone: () => void,
) {
  let drawn: Range | undefined;
  const letGo = () => {
    if (drawn) highlightOf("passage-open").delete(drawn);
    drawn = undefined;
  };
  const find = (words: string) =>
    editor.read(() => {
      const quote = words.trim().replaceAll(/\s+/gu, " ");
      const place = $findPassage(editor, binding, { quote, anchor: nowhere });
      return place.is === "gone" ? undefined : $rangeOf(editor, place);
    });
  const mark = (words: string) => {
    letGo();
    const range = find(words);
    if (!range || !canMark) return range;
    highlightOf("passage-open").add(range);
    drawn = range;
    return range;
  };
  createEffect(
    on(sought, (words) => {
      letGo();
      if (!words) return;
      const element = mark(words)?.startContainer.parentElement;
      if (!element) return gone();
      element.scrollIntoView({ block: "center", behavior: "instant" });
    }),
  );
  const unlisten = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
    const words = sought();
    if (words && (dirtyElements.size > 0 || dirtyLeaves.size > 0)) mark(words);
  });
  onCleanup(() => {
    unlisten();
    letGo();
  });
}
