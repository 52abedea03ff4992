import { createSignal, createUniqueId, type JSX, onCleanup, Show } from "solid-js";
import { placeBeside } from "./place.ts";
import styles from "./popover.module.css";

interface PopoverProps {
  /** Draws the thing that opens it; spread what it gets on the button. */
  trigger: (button: {
    ref: (it: HTMLButtonElement) => void;
    popovertarget: string;
    "aria-haspopup": "dialog";
    "aria-expanded": boolean;
  }) => JSX.Element;
  label: string;
  children: (close: () => void) => JSX.Element;
  align?: "start" | "end";
}

/** A small window beside its button, on the native popover: a press elsewhere or Esc closes it. */
export function Popover(props: PopoverProps) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let popover: HTMLDivElement | undefined;
  const place = () => popover && button && placeBeside(popover, button, props.align);
  const stop = () => removeEventListener("resize", place);
  onCleanup(stop);
  return (
    <>
      {props.trigger({
        ref: (it) => {
          button = it;
        },
        popovertarget: id,
        "aria-haspopup": "dialog",
        get "aria-expanded"() {
          return isOpen();
        },
      })}
      <div
        ref={popover}
        id={id}
        popover="auto"
        class={styles.popover}
        role="dialog"
        aria-label={props.label}
        onToggle={(event) => {
          const opens = event.newState === "open";
          setOpen(opens);
          if (!opens) return stop();
          place();
          addEventListener("resize", place);
        }}
      >
        <Show when={isOpen()}>{(_) => props.children(() => popover?.hidePopover())}</Show>
      </div>
    </>
  );
}
