import type { LexicalEditor } from "lexical";
import { createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { people } from "../organizations/organizations.ts";
import { Icon } from "../ui/Icon.tsx";
import { useWords } from "../words/words.ts";
import { CaptureFields, type FieldsHandle } from "./CaptureFields.tsx";
import type { Field } from "./compose.ts";
import { kindOf } from "./kinds.ts";
import { $capturesIn, $readCapture, type CaptureAt } from "./lines.ts";
import styles from "./notes.module.css";
import type { NotesContext } from "./notes-context.ts";
import { words } from "./words.ts";

/** The captures that stand in the text, followed from one change to the next. */
export function createCapturesIn(editor: LexicalEditor) {
  const [all, setAll] = createSignal<readonly CaptureAt[]>([], {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  const look = () => setAll(editor.read(() => $capturesIn().map($readCapture)));
  onCleanup(editor.registerUpdateListener(({ dirtyElements }) => void (dirtyElements.size > 0 && look())));
  look();
  return all;
}

/**
 * Lies over the text: around each line that is being captured, its kind and who writes it above, and its fields below.
 * Outside the text itself, so that the fields never become part of what people write.
 */
export function CaptureLayer(props: {
  editor: LexicalEditor;
  all: readonly CaptureAt[];
  context: NotesContext;
  isEditable: boolean;
  ref: (handle: { focus(key: string, field: Field | "first" | "last", opens?: boolean): void }) => void;
}) {
  const fields = new Map<string, FieldsHandle>();
  props.ref({ focus: (key, field, opens) => fields.get(key)?.focus(field, opens) });
  const keys = () => props.all.map((it) => it.key);
  return (
    <For each={keys()}>
      {(key) => (
        <CaptureFrame
          editor={props.editor}
          at={() => props.all.find((it) => it.key === key)}
          elementKey={key}
          context={props.context}
          isEditable={props.isEditable}
          ref={(handle) => fields.set(key, handle)}
        />
      )}
    </For>
  );
}

function CaptureFrame(props: {
  editor: LexicalEditor;
  at: () => CaptureAt | undefined;
  elementKey: string;
  context: NotesContext;
  isEditable: boolean;
  ref: (handle: FieldsHandle) => void;
}) {
  const t = useWords(words);
  let frame!: HTMLDivElement;
  let below!: HTMLDivElement;

  onMount(() => {
    const element = props.editor.getElementByKey(props.elementKey);
    const text = props.editor.getRootElement();
    if (!element || !text) return;
    const place = () => {
      element.style.setProperty("--fields", `${below.offsetHeight}px`);
      frame.style.setProperty("top", `${element.offsetTop + text.offsetTop}px`);
      frame.style.setProperty("left", `${element.offsetLeft + text.offsetLeft}px`);
      frame.style.setProperty("width", `${element.offsetWidth}px`);
      frame.style.setProperty("height", `${element.offsetHeight}px`);
    };
    const resized = new ResizeObserver(place);
    for (const it of [element, below, text]) resized.observe(it);
    const unlisten = props.editor.registerUpdateListener(() => requestAnimationFrame(place));
    place();
    onCleanup(() => {
      resized.disconnect();
      unlisten();
    });
  });

  const writer = () => people.value()?.find((it) => it.id === props.at()?.by)?.name;
  const isOther = () => props.at()?.by !== props.context.me.person.id;
  return (
    <div ref={frame} class={styles.frame} data-kind={props.at()?.kind}>
      <div class={styles.head} aria-hidden="true">
        <span class={styles.kindIcon}>
          <Icon of={kindOf(props.at()?.kind ?? "commitment").icon} />
        </span>
        <b>{t(props.at()?.kind ?? "commitment")}</b>
        <Show when={isOther() && writer()}>
          {(name) => (
            <span class={styles.headEnd}>{t("isWriting", { name: name().split(" ")[0] ?? "" })}</span>
          )}
        </Show>
      </div>
      <div ref={below} class={styles.below} inert={!props.isEditable}>
        <Show when={props.at()}>
          {(at) => (
            <Show
              when={!props.context.isRecorded(at())}
              fallback={
                <p class={styles.already}>
                  {t("recordedAlready", { what: props.context.nameOf(at().kind, at().target) })}
                </p>
              }
            >
              <CaptureFields
                at={at()}
                place={props.context.placeOf(at().key)}
                sections={props.context.sections()}
                onChoose={(choices) => props.context.choose(at().key, choices)}
                onRecord={() => props.context.record(at().key)}
                onLeave={() => props.editor.focus()}
                ref={props.ref}
              />
              <Show when={props.context.wasRefused(at())}>
                <p class={styles.staysPlain}>{t("staysPlain")}</p>
              </Show>
            </Show>
          )}
        </Show>
      </div>
    </div>
  );
}
