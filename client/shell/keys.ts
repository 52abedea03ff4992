/** As much of a key press as the rules need. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  getModifierState: (name: "AltGraph") => boolean;
}

export interface Situation {
  /** Typing writes here: letters are the text's. */
  inTextField: boolean;
  /** A modal dialog is open: the page behind it hears nothing. */
  inDialog: boolean;
  /** Single letters are commands; people can switch them off. */
  letters: boolean;
  /** `g` was pressed a moment ago. */
  afterG: boolean;
}

export type Command =
  | { is: "palette" | "shortcuts" | "undo" | "g" }
  | { is: "region"; step: 1 | -1 }
  | { is: "go"; to: string }
  /** For the page: a letter, or Enter, an arrow … */
  | { is: "key"; key: string };

/** Where `g` and a letter lead. */
export const goTo: Readonly<Record<string, string>> = {
  h: "/",
  m: "/meetings",
  d: "/decisions",
  c: "/commitments",
  a: "/common-agenda",
  p: "/plan",
  i: "/indicators",
  o: "/partners",
  y: "/timeline",
  ",": "/settings",
};

/**
 * What a key press asks for; nothing when it is not ours. What a key produced is compared, never where it sits: on a
 * Spanish keyboard `/` is Shift 7, and AltGr 2 (reported as Ctrl Alt) writes an `@`.
 */
export function commandOf(press: Press, now: Situation): Command | undefined {
  if (press.isComposing || press.getModifierState("AltGraph")) return undefined;
  const { key } = press;
  const isChord = press.ctrlKey || press.metaKey;
  if (press.altKey)
    return key === "F6" && !isChord ? { is: "region", step: press.shiftKey ? -1 : 1 } : undefined;
  if (isChord) {
    const letter = key.toLowerCase();
    if (letter === "k" && !press.shiftKey && !(press.ctrlKey && press.metaKey)) return { is: "palette" };
    if (letter === "z" && !press.shiftKey && !now.inTextField) return { is: "undo" };
    return undefined;
  }
  if (now.inTextField || now.inDialog) return undefined;
  if (key.length > 1) return { is: "key", key };
  if (!now.letters || key === " ") return undefined;
  const letter = key.toLowerCase();
  if (now.afterG) {
    const to = goTo[letter];
    return to === undefined ? undefined : { is: "go", to };
  }
  if (letter === "g") return { is: "g" };
  if (key === "?") return { is: "shortcuts" };
  return { is: "key", key: letter };
}
