import { onCleanup } from "solid-js";

/** As much of a key press as the chord needs. */
interface Press {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  getModifierState: (name: "AltGraph") => boolean;
}

/**
 * The letter of a chord that works while one writes: Alt Shift, or Ctrl Shift on a Mac, where Alt writes signs and
 * Ctrl Alt belongs to the screen reader. What the key produced is compared, never where it sits.
 */
export function chordLetter(press: Press, isMac: boolean): string | undefined {
  if (press.isComposing || press.metaKey || !press.shiftKey || press.getModifierState("AltGraph"))
    return undefined;
  const holds = isMac ? press.ctrlKey && !press.altKey : press.altKey && !press.ctrlKey;
  return holds && press.key.length === 1 ? press.key.toLowerCase() : undefined;
}

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** Does what a chord's letter asks for while this component is on the screen and `may` says so. */
export function listenForChord(may: () => boolean, letters: Readonly<Record<string, () => void>>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const act = letters[chordLetter(event, isMac) ?? ""];
    if (!act || !may() || document.querySelector("dialog[open], :popover-open")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  // On its way down: the editor would take it for a letter of the text.
  addEventListener("keydown", onKeyDown, { capture: true });
  onCleanup(() => removeEventListener("keydown", onKeyDown, { capture: true }));
}
