const landmarks = "nav, header, main, aside, [role=region][data-region]";

/** Moves the focus to the next (or previous) part of the page. True when there is one. */
export function focusRegion(step: 1 | -1) {
  const all = [...document.querySelectorAll<HTMLElement>(landmarks)].filter(
    (it) => it.checkVisibility() && !it.closest("dialog, main header") && it.getClientRects().length > 0,
  );
  const at = all.findLastIndex((it) => it.contains(document.activeElement));
  const next = all.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % all.length);
  if (!next) return false;
  if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
  return true;
}
