let isFirst = true;

/** Brings the focus to a page that has just opened: its heading, else its main part. Not to the very first one. */
export function arriveAt(main: HTMLElement | undefined) {
  if (!isFirst) (main?.querySelector<HTMLElement>("h1[tabindex]") ?? main)?.focus({ preventScroll: true });
  isFirst = false;
}
