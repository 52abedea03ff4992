import {
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  KEY_DOWN_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  mergeRegister,
} from "lexical";
import { createSignal, createUniqueId, For, onCleanup, Show } from "solid-js";
import type { RecordKind } from "../../shared/documents/record.ts";
import { placeAtCaret } from "../documents/menu-place.ts";
import { announce } from "../ui/announce.ts";
import { Icon } from "../ui/Icon.tsx";
import { useWords } from "../words/words.ts";
import styles from "./fields.module.css";
import { kinds } from "./kinds.ts";
import { words } from "./words.ts";

/** Opens the menu at the line where the caret is, as the chord does. */
export const CAPTURE_MENU_COMMAND: LexicalCommand<void> = createCommand("CAPTURE_MENU_COMMAND");

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The chord that captures the line where the caret is: Ctrl (Command on a Mac), Shift and Enter. */
export const isCaptureChord = (
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
) => event.key === "Enter" && event.shiftKey && !event.altKey && (isMac ? event.metaKey : event.ctrlKey);

/**
 * The tiny menu that the chord opens at the line: a letter takes a kind at once, Enter the marked one, Esc none. The
 * focus stays in the text.
 */
export function CaptureMenu(props: {
  editor: LexicalEditor;
  text: HTMLElement;
  onPick: (kind: RecordKind) => void;
}) {
  const t = useWords(words);
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const [at, setAt] = createSignal(0);
  const say = () => {
    const it = kinds[at()]!;
    announce(`${t(it.kind)}, ${it.letter.toUpperCase()}`);
  };
  const close = () => setOpen(false);
  const pick = (kind: RecordKind) => {
    close();
    props.onPick(kind);
    props.editor.focus();
  };

  const open = () => {
    setAt(0);
    setOpen(true);
    announce(t("captureAs"));
    say();
  };
  const stop = mergeRegister(
    props.editor.registerCommand(
      CAPTURE_MENU_COMMAND,
      () => {
        open();
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    props.editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        if (event.isComposing || !props.editor.isEditable()) return false;
        if (isCaptureChord(event)) {
          event.preventDefault();
          if (isOpen()) close();
          else open();
          return true;
        }
        if (!isOpen() || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return false;
        const byLetter = kinds.find((it) => it.letter === event.key.toLowerCase());
        const plainKey = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (byLetter && plainKey) pick(byLetter.kind);
        else if (event.key === "Enter") pick(kinds[at()]!.kind);
        else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          setAt((was) => (was + (event.key === "ArrowDown" ? 1 : -1) + kinds.length) % kinds.length);
          say();
        } else {
          close();
          if (event.key !== "Escape") return false;
        }
        event.preventDefault();
        event.stopPropagation();
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  );
  onCleanup(stop);
  const onBlur = () => close();
  const { text } = props;
  text.addEventListener("blur", onBlur);
  onCleanup(() => text.removeEventListener("blur", onBlur));

  return (
    <Show when={isOpen()}>
      <div
        id={id}
        class={styles.tiny}
        role="listbox"
        aria-label={t("captureAs")}
        ref={(it) => queueMicrotask(() => placeAtCaret(it, props.text))}
      >
        <For each={kinds}>
          {(it, index) => (
            <div
              role="option"
              tabIndex={-1}
              aria-selected={index() === at()}
              data-kind={it.kind}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(it.kind);
              }}
            >
              <Icon of={it.icon} />
              <span>{t(it.kind)}</span>
              <kbd>{it.letter.toUpperCase()}</kbd>
            </div>
          )}
        </For>
      </div>
    </Show>
  );
}
