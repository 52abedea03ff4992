import { type LexicalEditor, SKIP_DOM_SELECTION_TAG } from "lexical";
import { $addItemHeading, $secondHeadings, type HeadedItem } from "../../../shared/documents/item-heading.ts";
import { NEW_STEP_COMMAND } from "../../documents/binding.ts";

/** Gives an item its heading in the notes where it has none, and leaves the caret where it is. */
export function giveHeading(editor: LexicalEditor, item: HeadedItem, agenda: readonly HeadedItem[]) {
  editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
  editor.update(() => void $addItemHeading(item, agenda), { discrete: true, tag: SKIP_DOM_SELECTION_TAG });
  editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
}

/** Two who led the room on at once may both have written the heading: one of them stays. Answers with what ends it. */
export const keepOneHeading = (editor: LexicalEditor) =>
  editor.registerUpdateListener(({ tags }) => {
    if (!tags.has("collaboration") || editor.read($secondHeadings).length === 0) return;
    // After this update, so that none runs inside another one.
    queueMicrotask(() =>
      editor.update(
        () => {
          for (const it of $secondHeadings()) it.remove();
        },
        { tag: SKIP_DOM_SELECTION_TAG },
      ),
    );
  });
