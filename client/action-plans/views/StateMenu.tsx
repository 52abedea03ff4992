import { createEffect, For, onCleanup, Show } from "solid-js";
import { type ActivityStatus, activityStatuses } from "../../../shared/action-plans/activity.ts";
import { Icon } from "../../ui/Icon.tsx";
import { checkIcon } from "../../ui/icons.ts";
import { placeBeside } from "../../ui/place.ts";
import popover from "../../ui/popover.module.css";
import { useWords } from "../../words/words.ts";
import { words as planWords } from "../words.ts";
import { stateLetters } from "./board.ts";
import { words } from "./words.ts";

/** The letters after `S`: a small menu that takes the letter, the arrows or a press. */
export function StateMenu(props: {
  isOpen: boolean;
  code: string;
  now: ActivityStatus | undefined;
  anchor: () => HTMLElement | undefined | null;
  onChoose: (status: ActivityStatus) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const plan = useWords(planWords);
  let menu: HTMLDivElement | undefined;
  const entries = () => [...(menu?.querySelectorAll<HTMLElement>("[role=menuitemradio]") ?? [])];

  createEffect(() => {
    if (!menu) return;
    const isOpen = menu.matches(":popover-open");
    if (props.isOpen && !isOpen) {
      menu.showPopover();
      const anchor = props.anchor();
      if (anchor) placeBeside(menu, anchor);
      (entries().find((it) => it.getAttribute("aria-checked") === "true") ?? entries()[0])?.focus();
    } else if (!props.isOpen && isOpen) menu.hidePopover();
  });
  onCleanup(() => menu?.matches(":popover-open") && menu.hidePopover());

  function onKeyDown(event: KeyboardEvent) {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const status = activityStatuses.find((it) => stateLetters[it] === event.key.toLowerCase());
    if (to !== undefined) all[(to + all.length) % all.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") props.onClose();
    else if (status && !event.ctrlKey && !event.metaKey && !event.altKey) props.onChoose(status);
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
      aria-label={t("moveTo", { code: props.code })}
      onKeyDown={onKeyDown}
      onToggle={(event) => event.newState === "closed" && props.isOpen && props.onClose()}
    >
      <Show when={props.isOpen}>
        <div class={popover.heading} role="presentation">
          {t("moveTo", { code: props.code })}
        </div>
        <For each={activityStatuses}>
          {(status) => (
            <button
              type="button"
              role="menuitemradio"
              aria-checked={props.now === status}
              tabindex="-1"
              class={popover.item}
              onClick={() => props.onChoose(status)}
            >
              <span aria-hidden="true">
                <kbd>{stateLetters[status].toUpperCase()}</kbd>
              </span>
              {plan(`s_${status}`)}
              <Icon of={checkIcon} class={popover.check} />
            </button>
          )}
        </For>
      </Show>
    </div>
  );
}
