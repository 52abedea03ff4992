import { createSignal, createUniqueId, For, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { Icon } from "./Icon.tsx";
import { checkIcon } from "./icons.ts";
import { placeBeside } from "./place.ts";
import styles from "./popover.module.css";

export type MenuItem =
  | {
      label: string;
      icon?: string;
      onSelect: () => void;
      /** Given for one of several choices: whether it is the one that holds. */
      isChecked?: boolean;
      isDanger?: boolean;
      /** The language the label is in, when it is not the screen's. */
      lang?: string;
    }
  | { heading: string }
  | "divider";

interface MenuProps {
  label: string;
  /** Read when the menu opens. */
  items: () => MenuItem[];
  trigger: (button: {
    ref: (it: HTMLButtonElement) => void;
    popovertarget: string;
    "aria-haspopup": "menu";
    "aria-expanded": boolean;
  }) => JSX.Element;
  align?: "start" | "end";
}

/** A menu beside its button: arrows, Home, End and first letters move in it, Esc and Tab close it. */
export function Menu(props: MenuProps) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let menu: HTMLDivElement | undefined;
  const place = () => menu && button && placeBeside(menu, button, props.align);
  const stop = () => removeEventListener("resize", place);
  onCleanup(stop);

  const entries = () => [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  const close = () => {
    menu?.hidePopover();
    button?.focus();
  };
  function move(event: KeyboardEvent) {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + (at < 0 ? 1 : 0), Home: 0, End: all.length - 1 }[
      event.key
    ];
    if (to !== undefined) all[(to + all.length) % all.length]?.focus();
    else if (event.key === "Tab" || event.key === "Escape") close();
    else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      after.find((it) => it.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      {props.trigger({
        ref: (it) => {
          button = it;
        },
        popovertarget: id,
        "aria-haspopup": "menu",
        get "aria-expanded"() {
          return isOpen();
        },
      })}
      <div
        ref={menu}
        id={id}
        popover="auto"
        class={styles.popover}
        role="menu"
        tabindex="-1"
        aria-label={props.label}
        onKeyDown={move}
        onToggle={(event) => {
          const opens = event.newState === "open";
          setOpen(opens);
          if (!opens) return stop();
          place();
          entries()[0]?.focus();
          addEventListener("resize", place);
        }}
      >
        <Show when={isOpen()}>
          <For each={props.items()}>
            {(item) => (
              <Switch>
                <Match when={item === "divider"}>
                  <hr class={styles.divider} />
                </Match>
                <Match when={typeof item === "object" && "heading" in item && item}>
                  {(it) => (
                    <div class={styles.heading} role="presentation">
                      {it().heading}
                    </div>
                  )}
                </Match>
                <Match when={typeof item === "object" && "label" in item && item}>
                  {(it) => (
                    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is menuitemradio where it is checked.
                    <button
                      type="button"
                      role={it().isChecked === undefined ? "menuitem" : "menuitemradio"}
                      aria-checked={it().isChecked}
                      tabindex="-1"
                      lang={it().lang}
                      class={`${styles.item} ${it().isDanger ? styles.danger : ""}`}
                      onClick={() => {
                        close();
                        it().onSelect();
                      }}
                    >
                      <Show when={it().icon}>{(icon) => <Icon of={icon()} />}</Show>
                      {it().label}
                      <Show when={it().isChecked !== undefined}>
                        <Icon of={checkIcon} class={styles.check} />
                      </Show>
                    </button>
                  )}
                </Match>
              </Switch>
            )}
          </For>
        </Show>
      </div>
    </>
  );
}
