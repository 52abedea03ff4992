import { createEffect, For, onCleanup, Show } from "solid-js";
import popover from "../ui/popover.module.css";
import { useWords } from "../words/words.ts";
import { type Act, letters } from "./acts.ts";
import styles from "./status-menu.module.css";
import { words } from "./words.ts";

/** The letters after `S`: a small menu that takes the letter, the arrows or a press. */
export function StatusMenu(props: {
  /** What can be said; the menu is open while there is something. */
  acts: Act[] | undefined;
  count: number;
  /** Whether some of it is said for others, after a call. */
  onBehalf: boolean;
  onChoose: (act: Act) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  let menu: HTMLDivElement | undefined;
  const entries = () => [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

  createEffect(() => {
    if (!menu) return;
    const isOpen = menu.matches(":popover-open");
    if (props.acts && !isOpen) {
      menu.showPopover();
      place(menu);
      (entries()[0] ?? menu).focus();
    } else if (!props.acts && isOpen) menu.hidePopover();
  });
  onCleanup(() => menu?.matches(":popover-open") && menu.hidePopover());

  function onKeyDown(event: KeyboardEvent) {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const act = props.acts?.find((it) => letters[it] === event.key.toLowerCase());
    if (to !== undefined) all[(to + all.length) % all.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") props.onClose();
    else if (act && !event.ctrlKey && !event.metaKey && !event.altKey) props.onChoose(act);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      popover="auto"
      class={popover.popover}
      role="menu"
      tabindex="-1"
      aria-label={t("setStatus", { count: props.count })}
      onKeyDown={onKeyDown}
      onToggle={(event) => event.newState === "closed" && props.acts && props.onClose()}
    >
      <Show when={props.acts}>
        <div class={popover.heading} role="presentation">
          {t("setStatus", { count: props.count })}
        </div>
        <For each={props.acts}>
          {(act) => (
            <button
              type="button"
              role="menuitem"
              tabindex="-1"
              class={popover.item}
              onClick={() => props.onChoose(act)}
            >
              <span aria-hidden="true">
                <kbd>{letters[act].toUpperCase()}</kbd>
              </span>
              {t(`act_${act}`)}
            </button>
          )}
        </For>
        <Show when={props.acts?.length === 0}>
          <p class={styles.none}>{t("nothingToSay")}</p>
        </Show>
        <Show when={props.onBehalf && props.acts?.length}>
          <p class={styles.none}>{t("onBehalfNote")}</p>
        </Show>
      </Show>
    </div>
  );
}

/** Beside the row that keys are about, inside the window. */
function place(menu: HTMLElement) {
  const row = document.activeElement?.closest("[data-row]")?.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const edge = 8;
  const left = row ? row.left + 60 : (innerWidth - width) / 2;
  const top = row ? row.bottom + 4 : (innerHeight - height) / 2;
  menu.style.setProperty("left", `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`);
  menu.style.setProperty("top", `${Math.max(edge, Math.min(top, innerHeight - height - edge))}px`);
}
