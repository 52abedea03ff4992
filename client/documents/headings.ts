import { $isHeadingNode } from "@lexical/rich-text";
import { $getNodeByKey, $getRoot, $isElementNode, type LexicalEditor } from "lexical";
import { headingTag } from "../../shared/documents/schema.ts";
import type { OutlineHeading } from "./Outline.tsx";

/** The document's headings, in their order. */
export function $headings(): OutlineHeading[] {
  return $getRoot()
    .getChildren()
    .filter($isHeadingNode)
    .map((node) => ({
      key: node.getKey(),
      level: Number(headingTag(node.getTag())[1]) as OutlineHeading["level"],
      text: node.getTextContent(),
    }));
}

/** Brings a heading into view, and the focus or the caret to it. */
export function goTo(editor: LexicalEditor, key: string, isEditable: boolean) {
  const element = editor.getElementByKey(key);
  if (!element) return;
  element.scrollIntoView({ block: "start", behavior: "instant" });
  if (!isEditable) {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    return;
  }
  editor.update(
    () => {
      const node = $getNodeByKey(key);
      if ($isElementNode(node)) node.selectStart();
    },
    { onUpdate: () => editor.getRootElement()?.focus({ preventScroll: true }) },
  );
}

/** Whether an outline would look the same. */
export const sameHeadings = (a: readonly OutlineHeading[], b: readonly OutlineHeading[]) =>
  a.length === b.length &&
  a.every((it, at) => it.key === b[at]!.key && it.level === b[at]!.level && it.text === b[at]!.text);
