import {
  $createParagraphNode,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  FORMAT_TEXT_COMMAND,
  type LexicalEditor,
  type ParagraphNode,
  REDO_COMMAND,
  UNDO_COMMAND,
} from "lexical";
import { createSignal, For, type JSX, onMount, Show } from "solid-js";
import { Icon } from "../ui/Icon.tsx";
import { Menu } from "../ui/Menu.tsx";
import { useWords } from "../words/words.ts";
import { type Block, type Formats, toggleBlock } from "./formats.ts";
import { icons } from "./icons.ts";
import type { tableItems } from "./table-items.ts";
import styles from "./toolbar.module.css";
import { words } from "./words.ts";

/** The quiet bar above the text (below it on phones): one stop for Tab, arrows inside, Alt F10 from the text. */
export function Toolbar(props: {
  editor: LexicalEditor;
  formats: Formats;
  canUndo: boolean;
  canRedo: boolean;
  hasMentions: boolean;
  onLink: () => void;
  ref: (bar: HTMLDivElement) => void;
  children?: JSX.Element;
}) {
  const t = useWords(words);
  const blocks: { block: Block; label: string; icon: string; key?: string }[] = [
    { block: "h2", label: "heading", icon: icons.heading2, key: "Ctrl Alt 1" },
    { block: "h3", label: "subheading", icon: icons.heading3, key: "Ctrl Alt 2" },
    { block: "bullet", label: "bullets", icon: icons.bullets, key: "Ctrl Shift 8" },
    { block: "number", label: "numbers", icon: icons.numbers, key: "Ctrl Shift 7" },
    { block: "check", label: "checks", icon: icons.checks, key: "Ctrl Shift 9" },
    { block: "quote", label: "quote", icon: icons.quote },
  ];
  // Loaded after the text: a table comes later than the first words.
  const [tableTools, setTableTools] = createSignal<typeof tableItems>();
  onMount(() => {
    void import("./table-items.ts").then(
      (it) => setTableTools(() => it.tableItems),
      () => {},
    );
  });
  const then = (does: () => void) => () => {
    does();
    props.editor.focus();
  };
  const format = (kind: "bold" | "italic") =>
    then(() => props.editor.dispatchCommand(FORMAT_TEXT_COMMAND, kind));
  const write = ($does: () => void) => then(() => props.editor.update($does));

  return (
    <div
      ref={props.ref}
      class={styles.bar}
      role="toolbar"
      aria-label={t("formatting")}
      aria-orientation="horizontal"
      onKeyDown={(event) => moveInside(event, () => props.editor.focus())}
      // The selection stays in the text while a button is pressed.
      onMouseDown={(event) => event.preventDefault()}
    >
      <Tool label={t("insertMenu")} shortcut="/" icon={icons.insert} onClick={write($openInsertMenu)} />
      <Show when={props.hasMentions}>
        <Tool label={t("mention")} shortcut="@" icon={icons.mention} onClick={write($openMentionMenu)} />
      </Show>
      <Gap />
      <For each={blocks}>
        {(it) => (
          <Tool
            label={t(it.label as "heading")}
            shortcut={it.key}
            icon={it.icon}
            isPressed={props.formats.block === it.block}
            isRefused={props.formats.staysPlain}
            onClick={then(() => toggleBlock(props.editor, it.block))}
          />
        )}
      </For>
      <Gap />
      <Tool
        label={t("bold")}
        shortcut="Ctrl B"
        icon={icons.bold}
        isPressed={props.formats.isBold}
        onClick={format("bold")}
      />
      <Tool
        label={t("italic")}
        shortcut="Ctrl I"
        icon={icons.italic}
        isPressed={props.formats.isItalic}
        onClick={format("italic")}
      />
      <Tool
        label={t("link")}
        shortcut="Ctrl K"
        icon={icons.link}
        isPressed={props.formats.isLink}
        isRefused={props.formats.staysPlain}
        onClick={props.onLink}
      />
      <Show when={props.formats.isInTable}>
        <Gap />
        <Menu
          label={t("tableTools")}
          items={() => tableTools()?.(props.editor, (key) => t(key)) ?? []}
          trigger={(button) => (
            <button type="button" class={styles.tool} tabindex="-1" title={t("tableTools")} {...button}>
              <Icon of={icons.table} />
              <span class="sr-only">{t("tableTools")}</span>
            </button>
          )}
        />
      </Show>
      <Gap />
      <Tool
        label={t("undo")}
        shortcut="Ctrl Z"
        icon={icons.undo}
        isDisabled={!props.canUndo}
        onClick={then(() => props.editor.dispatchCommand(UNDO_COMMAND, undefined))}
      />
      <Tool
        label={t("redo")}
        shortcut="Ctrl Y"
        icon={icons.redo}
        isDisabled={!props.canRedo}
        onClick={then(() => props.editor.dispatchCommand(REDO_COMMAND, undefined))}
      />
      {props.children}
    </div>
  );
}

/** What is inserted stands on its own: after the block with the caret, unless that is an empty line. */
function $openInsertMenu() {
  const selection = $getSelection();
  const block = $isRangeSelection(selection) ? selection.anchor.getNode().getTopLevelElement() : null;
  if (!block) return;
  const isEmptyLine = $isParagraphNode(block) && block.isEmpty();
  const line = isEmptyLine ? block : block.insertAfter($createParagraphNode());
  (line as ParagraphNode).select().insertText("/");
}

/** A name stands where the caret is, a space before it. */
function $openMentionMenu() {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const before = selection.anchor.getNode().getTextContent().slice(0, selection.anchor.offset);
  selection.insertText(before === "" || before.endsWith(" ") ? "@" : " @");
}

const Gap = () => <span class={styles.gap} aria-hidden="true" />;

/** One button of the bar. A disabled one keeps its place for the arrows and says that it is. */
function Tool(props: {
  label: string;
  shortcut?: string | undefined;
  icon: string;
  isPressed?: boolean;
  isDisabled?: boolean;
  /** It is not for the line where the caret is; whoever presses it is told why. */
  isRefused?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class={styles.tool}
      tabindex="-1"
      aria-label={props.label}
      aria-pressed={props.isPressed}
      aria-disabled={props.isDisabled || props.isRefused || undefined}
      title={props.shortcut ? `${props.label} (${props.shortcut})` : props.label}
      onClick={() => props.isDisabled || props.onClick()}
    >
      <Icon of={props.icon} />
    </button>
  );
}

/** One tab stop: the arrows move between the buttons, Esc goes back to the text. */
function moveInside(event: KeyboardEvent & { currentTarget: HTMLElement }, leave: () => void) {
  const tools = toolsOf(event.currentTarget);
  const at = tools.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key];
  if (event.key === "Escape") leave();
  else if (to !== undefined && at >= 0) focusTool(event.currentTarget, (to + tools.length) % tools.length);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const toolsOf = (bar: HTMLElement) =>
  [...bar.querySelectorAll<HTMLElement>("button")].filter((it) => !it.closest("[popover]"));

/** Puts the focus on a button of the bar, and makes it the one that Tab finds. */
export function focusTool(bar: HTMLElement, index = 0) {
  const tools = toolsOf(bar);
  for (const [at, tool] of tools.entries()) tool.tabIndex = at === index ? 0 : -1;
  tools[index]?.focus();
}

/** Makes the first button the bar's tab stop. */
export const openToTab = (bar: HTMLElement) => {
  const [first] = toolsOf(bar);
  if (first) first.tabIndex = 0;
};
