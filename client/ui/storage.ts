/** What this browser kept under `key`; nothing when it keeps nothing (a private window may refuse). */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keep `value` under `key` in this browser, where it lets us; `null` forgets it. */
export function remember(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A full or forbidden store costs a convenience, never the work.
  }
}
