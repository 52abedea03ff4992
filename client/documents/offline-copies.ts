// Kept apart from everything that needs Yjs, so that the shell can clear copies without loading the editor.

const copyPrefix = "ct:copy:";
const unsentPrefix = "ct:unsent:";

/** The name of the offline copy that a person keeps of a document. */
export const offlineCopyName = (personId: string, document: string) => `ct:${personId}:${document}`;

/** Notes that the copy exists, so that it can be found again when the person signs out. */
export const noteOfflineCopy = (name: string) => store((it) => it.setItem(copyPrefix + name, "1"));

/**
 * Deletes what this browser keeps of documents for offline use: all of it when somebody signs out, that of
 * everybody `except` the one who has just signed in. A sign-in that merely ended keeps its copy, because it may hold
 * edits that never reached the server.
 */
export async function clearOfflineCopies(except?: string) {
  const isKept = (name: string) => except !== undefined && name.startsWith(`ct:${except}:`);
  const names = keysFrom(copyPrefix).filter((name) => !isKept(name));
  for (const key of keysFrom(unsentPrefix)) {
    if (!isKept(key)) store((it) => it.removeItem(unsentPrefix + key));
  }
  await Promise.all(names.map(deleteDatabase));
  for (const name of names) store((it) => it.removeItem(copyPrefix + name));
}

/** Edits that this person made here and that have not reached the server: worth a question before signing out. */
export const unsentEdits = (personId: string) =>
  sum(keysFrom(`${unsentPrefix}ct:${personId}:`).map((key) => `${unsentPrefix}ct:${personId}:${key}`));

/** The count of unsent edits of one copy, one entry a tab, so that it is still true after a reload. */
export function unsentCount(copy: string, tab: string) {
  const own = `${unsentPrefix}${copy}#${tab}`;
  const found = keysFrom(`${unsentPrefix}${copy}#`)
    .map((key) => `${unsentPrefix}${copy}#${key}`)
    .filter((key) => key !== own);
  return {
    /** What earlier visits left behind. */
    found: sum(found),
    set(edits: number) {
      store((it) => (edits > 0 ? it.setItem(own, String(edits)) : it.removeItem(own)));
    },
    /** What earlier visits left behind has been acknowledged. */
    settleFound() {
      for (const key of found.splice(0)) store((it) => it.removeItem(key));
    },
  };
}

const sum = (keys: string[]) =>
  keys.reduce((total, key) => total + (Number(store((it) => it.getItem(key))) || 0), 0);

const keysFrom = (prefix: string) =>
  store((it) =>
    Object.keys(it).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])),
  ) ?? [];

/** A browser may forbid storage altogether; documents then work without an offline copy. */
function store<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

const deleteDatabase = (name: string) =>
  new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    // Another tab closes its copy as soon as it hears of this; the deletion then happens by itself.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
