import type { HeadingTag } from "../../shared/documents/schema.ts";

/** What a chord asks for in the text. Bold, italic, underline, undo and redo are Lexical's own. */
export type EditorKey =
  | { does: "block"; block: "paragraph" | HeadingTag | "number" | "bullet" | "check" }
  | { does: "link" }
  | { does: "toolbar" };

type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState(name: string): boolean;
};

const headings = { 0: "paragraph", 1: "h2", 2: "h3", 3: "h4" } as const;
const lists = { Digit7: "number", Digit8: "bullet", Digit9: "check" } as const;

/**
 * The chord of a key press, as in Google Docs. Letters and headings are compared by what the key writes: on Spanish
 * keyboards AltGr+2 is `@`, and Windows reports AltGr as Ctrl+Alt. Shifted digits write other signs on every
 * keyboard, so lists go by the key's place.
 */
export function editorKey(press: KeyPress, isMac: boolean): EditorKey | undefined {
  const command = isMac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  if (press.altKey && press.key === "F10") return { does: "toolbar" };
  if (!command) return undefined;
  if (press.altKey && !press.shiftKey) {
    // On a Mac, Option changes the sign, and no layout writes with Command.
    const digit = isMac ? press.code.replace("Digit", "") : press.key;
    if (press.getModifierState("AltGraph") || !(digit in headings)) return undefined;
    return { does: "block", block: headings[digit as unknown as keyof typeof headings] };
  }
  if (press.altKey) return undefined;
  if (press.shiftKey) {
    return press.code in lists
      ? { does: "block", block: lists[press.code as keyof typeof lists] }
      : undefined;
  }
  return press.key.toLowerCase() === "k" ? { does: "link" } : undefined;
}
