const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** How the key for commands is called on this machine. */
export const commandKey = isMac ? "⌘" : "Ctrl";

/** The key that, with Shift, makes a letter a command while one writes; on a Mac, Alt writes signs. */
export const chordKey = isMac ? "Ctrl" : "Alt";
