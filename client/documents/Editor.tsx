import {
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
} from "lexical";
import {
  createEffect,
  createSignal,
  createUniqueId,
  type JSX,
  onCleanup,
  onMount,
  Show,
  untrack,
} from "solid-js";
import { Portal } from "solid-js/web";
import type { BoundDocument } from "../../shared/documents/bind.ts";
import { announce } from "../ui/announce.ts";
import { useLanguage } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { collaborate } from "./binding.ts";
import caretStyles from "./carets.module.css";
import type { Carets } from "./carets.ts";
import type { DocumentConnection } from "./connection.ts";
import styles from "./document.module.css";
import { textEntries } from "./entries.ts";
import { followLink, sayHowToFollow } from "./follow-link.ts";
import { $formats, type Block, type Formats, noFormats, RESHAPE_COMMAND, toggleBlock } from "./formats.ts";
import { $headings, goTo, sameHeadings } from "./headings.ts";
import { holdLetters } from "./hold-letters.ts";
import { editorKey } from "./keys.ts";
import type { LinkDialog } from "./LinkDialog.tsx";
import type { MenuEntry, Opener } from "./menu.ts";
import type { OutlineHeading } from "./Outline.tsx";
import { createDocumentEditor, registerWriting, type Writing } from "./setup.ts";
import { TextMenu } from "./TextMenu.tsx";
import { focusTool, openToTab, Toolbar } from "./Toolbar.tsx";
import textStyles from "./text.module.css";
import { words } from "./words.ts";

/** What the page around the text may ask of it. */
export interface EditorHandle {
  editor: LexicalEditor;
  elementOf(key: string): HTMLElement | null;
  /** Brings a heading into view and the focus to it. */
  goTo(key: string): void;
  binding: BoundDocument["binding"];
  /** The editable text. */
  text: HTMLElement;
  /** Lies over the text, as large as the text, for what the page wants to show there. */
  over: HTMLElement;
}

/** More than a plain text: the notes of a meeting hold records, and lines that become records. */
export interface Addition {
  writing: Writing;
  /** What `/` offers first. */
  entries: readonly MenuEntry[];
  /** What `#` offers. */
  servables: readonly MenuEntry[];
  /** Whether a sign opens its menu at a node of the text. */
  $opens: (opener: Opener, at: LexicalNode) => boolean;
  /** What lies over the text and takes part in it; drawn inside the sheet, once the editor is there. */
  over: (made: LexicalEditor, text: HTMLElement) => JSX.Element;
}

interface EditorProps {
  connection: DocumentConnection;
  /** What a screen reader calls the text. */
  label: string;
  /** The language of the text. */
  lang: string;
  isEditable: boolean;
  showsCarets: boolean;
  /** Where the page wants the toolbar: outside what scrolls, so that it never covers the line being written. */
  toolbarIn: HTMLElement;
  /** Whom `@` offers; the page knows them. */
  mentions: readonly MenuEntry[];
  /** What the page adds to a text of its kind. */
  addition?: Addition;
  onHeadings: (headings: OutlineHeading[]) => void;
  ref: (handle: EditorHandle) => void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const followWord = isMac ? "linkFollowMac" : "linkFollow";

/** The text itself: everybody writes in it at once. Mount it when there is text to show, never before. */
export function Editor(props: EditorProps) {
  const t = useWords(words);
  const language = useLanguage();
  const hintId = createUniqueId();
  let text!: HTMLDivElement;
  let layer!: HTMLDivElement;
  let over!: HTMLDivElement;
  let bar: HTMLDivElement | undefined;
  const [editor, setEditor] = createSignal<LexicalEditor>();
  const [formats, setFormats] = createSignal<Formats>(noFormats, { equals: sameFormats });
  const [canUndo, setCanUndo] = createSignal(false);
  const [canRedo, setCanRedo] = createSignal(false);
  const [asksLink, setAsksLink] = createSignal(false);
  const [linkDialog, setLinkDialog] = createSignal<typeof LinkDialog>();
  // Nobody needs it to read or to write the first words: it comes right after them.
  const loadLinkDialog = () =>
    import("./LinkDialog.tsx").then(
      (it) => setLinkDialog(() => it.LinkDialog),
      () => setAsksLink(false),
    );
  const askLink = () => {
    setAsksLink(true);
    if (!linkDialog()) void loadLinkDialog();
  };

  const tryLink = (made: LexicalEditor) => {
    if (!made.dispatchCommand(RESHAPE_COMMAND, undefined)) askLink();
  };

  onMount(() => {
    // An update that cannot be shown leaves the document as it is; the text is then drawn anew from it.
    const made = createDocumentEditor((error) => {
      console.error(error);
      queueMicrotask(() => collaboration.redraw());
    }, props.addition?.writing);
    const $staysPlain = props.addition?.writing.$staysPlain;
    const collaboration = collaborate(made, props.connection.doc, props.connection.awareness);
    made.setRootElement(text);
    // Where others write may be drawn a moment after the text is there.
    const [carets, setCarets] = createSignal<Carets>();
    let isOver = false;
    void import("./carets.ts").then(
      ({ drawCarets }) => {
        const { binding } = collaboration;
        if (!isOver)
          setCarets(drawCarets({ editor: made, binding, awareness: props.connection.awareness, layer }));
      },
      // Without the file, a new version has come; the text itself goes on.
      () => {},
    );
    createEffect(() => carets()?.show(props.showsCarets));
    createEffect(() => made.setEditable(props.isEditable));
    // Somebody is in the middle of a word when the right to write goes: the rest of it must not command the page.
    createEffect((was) => {
      if (was && !props.isEditable && document.activeElement === text) holdLetters(text);
      return props.isEditable;
    });
    const stop = mergeRegister(
      registerWriting(made, props.addition?.writing),
      made.registerUpdateListener(({ editorState, dirtyElements, dirtyLeaves, tags }) =>
        editorState.read(() => {
          const now = $formats($staysPlain);
          if (now) {
            const isOwnChange = dirtyElements.size > 0 && !tags.has("collaboration");
            if (isOwnChange && now.block !== untrack(formats).block) sayBlock(now.block);
            setFormats(now);
          }
          if (dirtyElements.size > 0 || dirtyLeaves.size > 0) tellHeadings($headings());
        }),
      ),
      made.registerCommand(KEY_DOWN_COMMAND, (event) => onKey(made, event), COMMAND_PRIORITY_CRITICAL),
      made.registerCommand(CAN_UNDO_COMMAND, (can) => tell(() => setCanUndo(can)), COMMAND_PRIORITY_LOW),
      made.registerCommand(CAN_REDO_COMMAND, (can) => tell(() => setCanRedo(can)), COMMAND_PRIORITY_LOW),
    );
    tellHeadings(made.read($headings));
    props.ref({
      editor: made,
      elementOf: (key) => made.getElementByKey(key),
      goTo: (key) => goTo(made, key, props.isEditable),
      binding: collaboration.binding,
      text,
      over,
    });
    setEditor(made);
    void loadLinkDialog();
    onCleanup(() => {
      stop();
      isOver = true;
      carets()?.dispose();
      collaboration.dispose();
      made.setRootElement(null);
      made.dispose();
    });
  });

  /** Headings, lists and the like, where the line can become one. */
  const reshaping = () => (formats().staysPlain ? [] : textEntries(language()));

  let told: OutlineHeading[] = [];
  function tellHeadings(now: OutlineHeading[]) {
    if (sameHeadings(told, now)) return;
    told = now;
    props.onHeadings(now);
  }

  /** What a line has become by a sign typed or a key pressed; plain text goes without saying. */
  function sayBlock(block: Block) {
    const word = blockWords[block];
    if (word) announce(t(word));
  }

  function onKey(made: LexicalEditor, event: KeyboardEvent) {
    const asked = editorKey(event, isMac);
    if (!asked || !props.isEditable) return false;
    event.preventDefault();
    if (asked.does === "block") toggleBlock(made, asked.block);
    else if (asked.does === "link") tryLink(made);
    else if (bar) focusTool(bar);
    return true;
  }

  return (
    <div class={styles.editor} data-editable={props.isEditable}>
      <Show when={props.isEditable && editor()}>
        {(made) => (
          <Portal mount={props.toolbarIn}>
            <Toolbar
              editor={made()}
              formats={formats()}
              canUndo={canUndo()}
              canRedo={canRedo()}
              hasMentions={props.mentions.length > 0}
              onLink={() => tryLink(made())}
              ref={(it) => {
                bar = it;
                queueMicrotask(() => openToTab(it));
              }}
            />
          </Portal>
        )}
      </Show>
      <div class={styles.sheet}>
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-multiline is there only while it is a textbox. */}
        <div
          ref={text}
          class={textStyles.text}
          lang={props.lang}
          contentEditable={props.isEditable}
          // Reading with the keyboard scrolls and selects here, too.
          tabIndex={0}
          role={props.isEditable ? "textbox" : "article"}
          aria-multiline={props.isEditable ? "true" : undefined}
          aria-label={props.label}
          aria-describedby={props.isEditable ? hintId : undefined}
          spellcheck={true}
          data-testid="document-text"
          onClick={(event) => followLink(event, props.isEditable)}
          onPointerOver={(event) => sayHowToFollow(event, t(props.isEditable ? followWord : "linkOpen"))}
        />
        <Show when={props.isEditable}>
          <p id={hintId} class="sr-only">
            {t("keysHint")}
          </p>
        </Show>
        <div ref={layer} class={caretStyles.layer} aria-hidden="true" />
        <div ref={over} class={styles.over} />
        <Show when={editor()}>{(made) => props.addition?.over(made(), text)}</Show>
        <Show when={props.isEditable && editor()}>
          {(made) => (
            <TextMenu
              editor={made()}
              text={text}
              entries={{
                "/": [...(props.addition?.entries ?? []), ...reshaping()],
                "@": props.mentions,
                "#": props.addition?.servables ?? [],
              }}
              $opens={props.addition?.$opens}
            />
          )}
        </Show>
      </div>
      <Show when={props.isEditable && editor()}>
        {(made) => (
          <Show when={linkDialog()} keyed>
            {(Ask) => <Ask editor={made()} open={asksLink()} onClose={() => setAsksLink(false)} />}
          </Show>
        )}
      </Show>
    </div>
  );
}

const blockWords = {
  h2: "heading",
  h3: "subheading",
  h4: "heading4",
  bullet: "bullets",
  number: "numbers",
  check: "checks",
  quote: "quote",
  code: undefined,
  paragraph: undefined,
} as const satisfies Record<Block, string | undefined>;

/** Hears a command and leaves it to the others. */
function tell(does: () => void) {
  does();
  return false;
}

const sameFormats = (a: Formats, b: Formats) =>
  (Object.keys(a) as (keyof Formats)[]).every((key) => a[key] === b[key]);
