import { $getRoot, $getSelection, $isRangeSelection, type LexicalEditor, type LexicalNode } from "lexical";
import { $captureOf, $isLeftBehind, $isTwin } from "../../shared/documents/capture.ts";

/**
 * Shows what the lines of the text are besides their words: one that is being captured is marked with its record, and
 * one that nobody has written in since its words became a record is not shown, unless the caret is in it. Nor is the
 * second card of one record.
 */
export function markLines(editor: LexicalEditor) {
  const mark = (line: LexicalNode, isAtCaret: boolean) => {
    const element = editor.getElementByKey(line.getKey());
    if (!element) return;
    set(element, "twin", $isTwin(line) ? "" : undefined);
    if (element.dataset.record) return;
    const capture = $captureOf(line);
    set(element, "capture", capture?.target);
    set(element, "kind", capture?.kind);
    set(element, "left", $isLeftBehind(line) && !isAtCaret ? "" : undefined);
  };
  const look = () =>
    editor.read(() => {
      const selection = $getSelection();
      const at = $isRangeSelection(selection) ? selection.anchor.getNode().getTopLevelElement() : null;
      for (const line of $getRoot().getChildren()) mark(line, line.is(at));
    });
  look();
  return editor.registerUpdateListener(look);
}

function set(element: HTMLElement, name: "capture" | "kind" | "left" | "twin", said: string | undefined) {
  if (element.dataset[name] === said) return;
  if (said === undefined) delete element.dataset[name];
  else element.dataset[name] = said;
}
