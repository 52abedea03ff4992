/**
 * Remembers what has the focus now; the returned function gives it back, to the nearest thing that still
 * stands when that is gone.
 */
export function rememberFocus(): () => void {
  const had = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
  const around: HTMLElement[] = [];
  for (let it = had?.parentElement; it; it = it.parentElement) around.push(it);
  return () => {
    if (had && isThere(had)) return had.focus({ preventScroll: true });
    const place = around.find(isThere);
    const next = place?.querySelector<HTMLElement>(focusable) ?? document.querySelector<HTMLElement>("main");
    next?.focus({ preventScroll: true });
  };
}

const isThere = (it: HTMLElement) => it.isConnected && it.checkVisibility();

/** Takes the focus out of something that is about to close; the browser would do so only a frame later. */
export function releaseFocus(from: HTMLElement) {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && from.contains(activeElement)) activeElement.blur();
}

/**
 * Whether the keyboard is in a panel, in the list beside it (as after turning to the next row from there), or nowhere:
 * a panel that closes then gives the focus to the row that it told of.
 */
export function isBesidePanel() {
  const held = document.activeElement;
  return !held || held === document.body || held.closest("aside, [data-row]") !== null;
}

/** What can have the focus. */
export const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"], [contenteditable="true"]';

/** Whether typing a letter here writes it: such a place keeps its letters for itself. */
export function isTextField(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="textbox"], [role="combobox"]')) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !wordless.test(target.type);
}

const wordless = /^(button|checkbox|radio|submit|reset|range|color|file)$/;
