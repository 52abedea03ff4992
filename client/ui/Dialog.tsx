import { createEffect, createUniqueId, type JSX, onCleanup, Show } from "solid-js";
import { useWords } from "../words/words.ts";
import { Button } from "./Button.tsx";
import styles from "./dialog.module.css";
import { releaseFocus, rememberFocus } from "./focus.ts";
import { xIcon } from "./icons.ts";
import { Toasts } from "./Toasts.tsx";
import { words } from "./words.ts";

interface DialogProps {
  open: boolean;
  /** Called for Esc, the close button and a press beside the dialog; the owner then sets `open` to false. */
  onClose: () => void;
  title: JSX.Element;
  /** The title is that of its kind until the own one has come, which is longer. */
  isUntitled?: boolean;
  children: JSX.Element;
  /** Buttons at the end; the one that does it comes last. */
  footer?: JSX.Element;
  /**
   * `sheet` comes from the side on wide screens and from below on phones. `record` and `reading`, with room for a text,
   * do so as well, and are at once as high as they may become: their words are still on their way. `full` is the whole
   * screen.
   */
  shape?: "dialog" | "sheet" | "record" | "reading" | "full";
}

/** A modal dialog on the native element: it keeps the focus inside and gives it back when it closes. */
export function Dialog(props: DialogProps) {
  const t = useWords(words);
  const id = createUniqueId();
  let element: HTMLDialogElement | undefined;
  let giveBack: (() => void) | undefined;

  createEffect(() => {
    if (!element || element.open === props.open) return;
    if (props.open) {
      giveBack = rememberFocus();
      element.showModal();
    } else {
      releaseFocus(element);
      element.close();
    }
  });
  onCleanup(() => {
    if (element?.open) giveBack?.();
  });

  /** Whether a press came down on the dialog's own backdrop: inside is one child that covers it all. */
  const isBeside = (event: MouseEvent) => event.target === element;

  return (
    <dialog
      ref={element}
      class={`${styles.dialog} ${styles[props.shape ?? "dialog"]}`}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== element) return;
        event.preventDefault();
        props.onClose();
      }}
      onClose={() => {
        giveBack?.();
        giveBack = undefined;
        if (props.open) props.onClose();
      }}
      onMouseDown={(event) => isBeside(event) && props.onClose()}
    >
      <Show when={props.open}>
        <div class={styles.inside}>
          <header class={styles.head}>
            <h2 id={id} data-untitled={props.isUntitled ? "" : undefined}>
              {props.title}
            </h2>
            <Button kind="ghost" icon={xIcon} aria-label={t("close")} onClick={() => props.onClose()} />
          </header>
          <div class={styles.body}>{props.children}</div>
          <Show when={props.footer}>
            <footer class={styles.foot}>{props.footer}</footer>
          </Show>
        </div>
        {/* What lies outside a modal dialog cannot be pressed, so its messages appear inside as well. */}
        <Toasts />
      </Show>
    </dialog>
  );
}
