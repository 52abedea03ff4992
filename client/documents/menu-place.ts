/** Pixels: an option, and the space between the line and the menu. */
const optionHeight = 46;
const optionsMin = 3;
const optionsMax = 8;
const gap = 6;

/** The caret's line, and the part of the page in which it scrolls. */
function around(text: HTMLElement) {
  const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0) : undefined;
  const caret = range?.getClientRects()[0] ?? text.getBoundingClientRect();
  const column = text.closest("[data-document-column]")?.getBoundingClientRect();
  const bottom = Math.min(column?.bottom ?? innerHeight, visualViewport?.height ?? innerHeight);
  return { caret, above: caret.top - (column?.top ?? 0) - gap, below: bottom - caret.bottom - gap };
}

/** How many options there is room for, above or below the line with the caret. */
export function optionsThatFit(text: HTMLElement) {
  const { above, below } = around(text);
  const count = Math.floor((Math.max(above, below) - 16) / optionHeight);
  return Math.max(optionsMin, Math.min(optionsMax, count));
}

/** Below the line that is being written, or above it where there is more room. */
export function placeAtCaret(menu: HTMLElement, text: HTMLElement) {
  const host = menu.offsetParent?.getBoundingClientRect();
  if (!host) return;
  const { caret, above, below } = around(text);
  const isAbove = below < menu.offsetHeight && above > below;
  const left = Math.max(0, Math.min(caret.left - host.left, host.width - menu.offsetWidth));
  menu.style.setProperty("left", `${left}px`);
  // Held by its bottom when above, so that it stays at the line as it gets shorter.
  if (isAbove) menu.style.setProperty("bottom", `${host.bottom - caret.top + gap}px`);
  else menu.style.setProperty("top", `${caret.bottom + gap - host.top}px`);
}
