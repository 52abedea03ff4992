import {
  $createTextNode,
  $getNodeByKey,
  type LexicalEditor,
  type NodeKey,
  SKIP_DOM_SELECTION_TAG,
} from "lexical";
import { Show } from "solid-js";
import { $isCapture } from "../../shared/documents/capture.ts";
import type { RecordKind } from "../../shared/documents/record.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { useWords } from "../words/words.ts";
import { CaptureFields, type FieldsHandle } from "./CaptureFields.tsx";
import type { Field } from "./compose.ts";
import type { CaptureAt } from "./lines.ts";
import styles from "./notes.module.css";
import type { NotesContext } from "./notes-context.ts";
import { words } from "./words.ts";

const titles = {
  commitment: "newCommitment",
  decision: "newDecision",
  indicator: "newIndicator",
  passage: "newPassage",
  parked: "newParked",
} as const satisfies Record<RecordKind, string>;

/**
 * The same line and the same fields as in the text, as a sheet for a phone. What is typed here stands in the text at
 * once, so that everybody sees it come.
 */
export function CaptureSheet(props: {
  editor: LexicalEditor;
  at: CaptureAt | undefined;
  context: NotesContext;
  onClose: () => void;
  ref: (handle: { focus(field: Field): void }) => void;
}) {
  const t = useWords(words);
  let fields: FieldsHandle | undefined;
  props.ref({ focus: (field) => fields?.focus(field, true) });
  return (
    <Dialog
      shape="sheet"
      open={props.at !== undefined}
      onClose={() => props.onClose()}
      title={t(titles[props.at?.kind ?? "commitment"])}
    >
      <Show when={props.at}>
        {(at) => (
          <div class={styles.sheet}>
            <label>
              <span>{t("words")}</span>
              <textarea
                rows="3"
                autofocus
                value={at().text}
                onInput={(event) => write(props.editor, at().key, event.currentTarget.value)}
              />
              <Show when={at().kind === "commitment"}>
                <small>{t("wordsHint")}</small>
              </Show>
            </label>
            <CaptureFields
              at={at()}
              place={props.context.placeOf(at().key)}
              sections={props.context.sections()}
              onChoose={(choices) => props.context.choose(at().key, choices)}
              onRecord={() => props.context.record(at().key)}
              onLeave={() => props.onClose()}
              ref={(it) => {
                fields = it;
              }}
            />
          </div>
        )}
      </Show>
    </Dialog>
  );
}

/** Writes the words of a capture anew; a mention among them becomes its words. The keyboard stays in the sheet. */
function write(editor: LexicalEditor, key: NodeKey, text: string) {
  editor.update(
    () => {
      const node = $getNodeByKey(key);
      if (!$isCapture(node)) return;
      const [only] = node.getChildren();
      if (node.getChildrenSize() === 1 && only?.getType() === "text")
        (only as ReturnType<typeof $createTextNode>).setTextContent(text);
      else node.clear().append($createTextNode(text));
    },
    { tag: SKIP_DOM_SELECTION_TAG },
  );
}
