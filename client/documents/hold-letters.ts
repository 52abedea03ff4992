/**
 * Keeps the page from taking for commands what somebody goes on typing into a text that has just become read-only
 * under their hands. Ends when they go elsewhere themselves: with Esc, Tab or a press.
 */
export function holdLetters(text: HTMLElement) {
  const end = new AbortController();
  const { signal } = end;
  text.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" || event.key === "Tab") end.abort();
      // AltGr, with which letters are written too, comes as Ctrl+Alt.
      else if (event.ctrlKey === event.altKey && !event.metaKey && writes(event.key)) event.preventDefault();
    },
    { signal },
  );
  addEventListener("pointerdown", () => end.abort(), { signal });
  // A window in the background keeps its focus for later.
  text.addEventListener("blur", () => document.activeElement !== text && end.abort(), { signal });
}

const writes = (key: string) => key.length === 1 || key === "Enter" || key === "Backspace";
