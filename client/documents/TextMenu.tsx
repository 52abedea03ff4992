import { $isCodeNode } from "@lexical/code-core";
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  BLUR_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
} from "lexical";
import { createEffect, createMemo, createSignal, createUniqueId, For, onCleanup, Show } from "solid-js";
import { announce } from "../ui/announce.ts";
import { Icon } from "../ui/Icon.tsx";
import { useWords } from "../words/words.ts";
import { NEW_STEP_COMMAND } from "./binding.ts";
import { findEntries, type MenuEntry, type Opener, typedAfter } from "./menu.ts";
import { optionsThatFit, placeAtCaret } from "./menu-place.ts";
import styles from "./text-menu.module.css";
import { words } from "./words.ts";

/** What is typed and where: the menu is open as long as this holds. */
interface Typed {
  opener: Opener;
  query: string;
  key: string;
  /** How many options there is room for, above or below the line. */
  room: number;
}

/**
 * The menu that `/` and `@` open in the text. The focus stays in the text; the chosen option, its place and their
 * number are said aloud, because not every screen reader follows an active option out of a text.
 */
export function TextMenu(props: {
  editor: LexicalEditor;
  /** The editable text: it holds the focus and points to the chosen option. */
  text: HTMLElement;
  entries: Record<Opener, readonly MenuEntry[]>;
  /** Whether a sign opens its menu at a node of the text; without it, `#` never does. */
  $opens?: ((opener: Opener, at: LexicalNode) => boolean) | undefined;
}) {
  const t = useWords(words);
  const id = createUniqueId();
  const [typed, setTyped] = createSignal<Typed>();
  const [chosen, setChosen] = createSignal(0);
  const found = createMemo(() => {
    const now = typed();
    return now ? findEntries(props.entries[now.opener], now.query, now.room) : [];
  });
  /** Where somebody closed the menu with Esc; it stays closed there. */
  let dismissed: string | undefined;

  const close = () => setTyped(undefined);
  const pick = (entry: MenuEntry) => {
    const now = typed();
    close();
    if (!now) return;
    const startStep = () => void props.editor.dispatchCommand(NEW_STEP_COMMAND, undefined);
    startStep();
    props.editor.update(
      () => {
        $takeOut(now);
        entry.$run(props.editor);
      },
      // What is written next is taken back before what the menu brought.
      { onUpdate: startStep },
    );
    props.editor.focus();
  };

  const look = () => {
    const now = props.editor.read(() => $typed(props.$opens));
    if (!now || document.activeElement !== props.text) {
      dismissed = undefined;
      return close();
    }
    const place = `${now.key}${now.opener}`;
    if (dismissed === place) return;
    // A name has spaces; a sentence after an @ is none.
    if (
      now.opener !== "/" &&
      now.query.includes(" ") &&
      findEntries(props.entries[now.opener], now.query).length === 0
    )
      return close();
    setTyped((was) => {
      if (was?.query !== now.query) setChosen(0);
      // Measured once: the menu does not change its size while one moves in it.
      const room = was?.key === now.key ? was.room : optionsThatFit(props.text);
      return { ...now, room };
    });
  };

  const onKey = (command: LexicalCommand<KeyboardEvent>, does: (entry: MenuEntry | undefined) => boolean) =>
    props.editor.registerCommand(
      command,
      (event) => {
        if (!typed() || !does(found()[chosen()])) return false;
        event?.preventDefault();
        event?.stopPropagation();
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    );
  const onOptional = (command: LexicalCommand<KeyboardEvent | null>, does: Parameters<typeof onKey>[1]) =>
    onKey(command as LexicalCommand<KeyboardEvent>, does);
  const move = (by: number) => () => {
    const count = found().length;
    if (count > 0) setChosen((was) => (was + by + count) % count);
    return count > 0;
  };
  const take = (entry: MenuEntry | undefined) => {
    if (entry) pick(entry);
    return entry !== undefined;
  };
  onCleanup(
    mergeRegister(
      props.editor.registerUpdateListener(({ tags, dirtyLeaves, dirtyElements }) => {
        const isFromOthers = tags.has("collaboration");
        // Moving the caret to an old "/" opens nothing; only typing does.
        if (!isFromOthers && (typed() || dirtyLeaves.size > 0 || dirtyElements.size > 0)) look();
      }),
      onKey(KEY_ARROW_DOWN_COMMAND, move(1)),
      onKey(KEY_ARROW_UP_COMMAND, move(-1)),
      onOptional(KEY_ENTER_COMMAND, take),
      onKey(KEY_TAB_COMMAND, take),
      onKey(KEY_ESCAPE_COMMAND, () => {
        dismissed = `${typed()?.key}${typed()?.opener}`;
        close();
        return true;
      }),
      props.editor.registerCommand(
        BLUR_COMMAND,
        () => {
          close();
          return false;
        },
        COMMAND_PRIORITY_LOW,
      ),
    ),
  );

  const name = () => t(menuNames[typed()?.opener ?? "/"]);
  createEffect(() => {
    const isOpen = typed() !== undefined;
    const entry = found()[chosen()];
    const set = (attribute: string, value: string | undefined) =>
      value === undefined ? props.text.removeAttribute(attribute) : props.text.setAttribute(attribute, value);
    set("aria-autocomplete", isOpen ? "list" : undefined);
    set("aria-controls", isOpen ? id : undefined);
    set("aria-activedescendant", isOpen && entry ? `${id}-${entry.id}` : undefined);
    if (!isOpen) return;
    announce(
      entry ? t("option", { label: entry.label, at: chosen() + 1, total: found().length }) : t("noMatch"),
    );
  });
  onCleanup(() => {
    for (const it of ["aria-autocomplete", "aria-controls", "aria-activedescendant"])
      props.text.removeAttribute(it);
  });

  return (
    <Show when={typed()}>
      <div class={styles.menu} ref={(it) => queueMicrotask(() => placeAtCaret(it, props.text))}>
        <div id={id} role="listbox" aria-label={name()}>
          <For each={found()}>
            {(entry, index) => (
              <div
                id={`${id}-${entry.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={index() === chosen()}
                class={styles.option}
                onPointerDown={(event) => {
                  event.preventDefault();
                  pick(entry);
                }}
              >
                <span class={styles.icon} data-hue={entry.hue} data-kind={entry.tint}>
                  <Icon of={entry.icon} />
                </span>
                <span class={styles.words}>
                  <b>{entry.label}</b>
                  <Show when={entry.hint}>
                    <small>{entry.hint}</small>
                  </Show>
                </span>
                <Show when={entry.shortcut}>
                  <kbd>{entry.shortcut}</kbd>
                </Show>
              </div>
            )}
          </For>
        </div>
        <Show when={found().length === 0}>
          <p class={styles.none}>{t("noMatchFor", { query: typed()?.query ?? "" })}</p>
        </Show>
      </div>
    </Show>
  );
}

const menuNames = { "/": "insertMenu", "@": "mentionMenu", "#": "servesMenu" } as const;

function $typed(
  $opens: (opener: Opener, at: LexicalNode) => boolean = (opener): boolean => opener !== "#",
): Omit<Typed, "room"> | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node) || node.hasFormat("code") || $findMatchingParent(node, $isCodeNode))
    return undefined;
  const before = node.getTextContent().slice(0, selection.anchor.offset);
  for (const opener of ["/", "@", "#"] as const) {
    const query = typedAfter(opener, before);
    if (query !== undefined && $opens(opener, node)) return { opener, query, key: node.getKey() };
  }
  return undefined;
}

/** Takes the typed words out again, the opening sign included. */
function $takeOut({ query }: Pick<Typed, "query">) {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const { offset } = selection.anchor;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node)) return;
  node.select(offset - query.length - 1, offset).removeText();
}
