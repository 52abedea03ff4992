// Kept apart from everything that needs Yjs, so that the shell can clear copies without loading the editor.

const copyPrefix = "ct:copy:";
const unsentPrefix = "ct:unsent:";

/**
 * The name of the offline copy that a person keeps of a document. Each epoch of the initiative has its own: what was
 * written before a backup was restored stays aside instead of flowing back into the text.
 */
export const offlineCopyName = (personId: string, document: string, epoch: string) =>
  `ct:${personId}:${document}${epoch && `@${epoch}`}`;

/** The copies of a document that this browser has of other epochs, by their names. */
export const copiesAside = (personId: string, document: string, epoch: string) => {
  const first = offlineCopyName(personId, document, "");
  return keysFrom(copyPrefix).filter(
    (name) =>
      (name === first || name.startsWith(`${first}@`)) && name !== offlineCopyName(personId, document, epoch),
  );
};

/** Lets go of a copy, with all that it holds. */
export async function dropOfflineCopy(name: string) {
  for (const key of keysFrom(unsentPrefix))
    if (key.startsWith(`${name}#`)) store((it) => it.removeItem(unsentPrefix + key));
  await deleteDatabase(name);
  store((it) => it.removeItem(copyPrefix + name));
}

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

/**
 * Edits made here that have not reached the server, this person's or anybody's: worth a question before signing out,
 * and a word to whoever was signed out.
 */
export const unsentEdits = (personId?: string) => {
  const prefix = personId === undefined ? unsentPrefix : `${unsentPrefix}ct:${personId}:`;
  return sum(keysFrom(prefix).map((key) => prefix + key));
};

/** The newest edits as they are kept beside the count; more than this waits for the offline copy alone. */
const recentBytesMax = 100_000;

/**
 * What a tab has not sent: how many edits, and the newest of them. IndexedDB writes a moment later, so a reload right
 * after a keystroke would lose it; this note is written at once. One entry a tab, so that tabs do not mix.
 */
export function unsentNote(copy: string, tab: string) {
  const own = `${unsentPrefix}${copy}#${tab}`;
  const left = keysFrom(`${unsentPrefix}${copy}#`)
    .map((key) => `${unsentPrefix}${copy}#${key}`)
    .filter((key) => key !== own);
  let last: string | null | undefined;
  return {
    /** What earlier visits left behind. */
    found: { edits: sum(left), recent: left.flatMap((key) => read(key).recent) },
    set(edits: number, recent: readonly Uint8Array[]) {
      const bytes = recent.reduce((total, it) => total + it.length, 0);
      const entry: Unsent = { edits, recent: bytes > recentBytesMax ? [] : recent.map(written) };
      const now = edits > 0 || bytes > 0 ? JSON.stringify(entry) : null;
      // That a letter was sent changes nothing of it, and the page waits for every write.
      if (now === last) return;
      last = now;
      store((it) => (now === null ? it.removeItem(own) : it.setItem(own, now)));
    },
    /** What earlier visits left behind has been acknowledged. */
    settleFound() {
      for (const key of left.splice(0)) store((it) => it.removeItem(key));
    },
  };
}

/** Each edit is written once, however many letters come after it before the server has it. */
const texts = new WeakMap<Uint8Array, string>();
function written(update: Uint8Array) {
  const text = texts.get(update) ?? toBase64(update);
  texts.set(update, text);
  return text;
}

interface Unsent {
  edits: number;
  /** Yjs updates in base 64. */
  recent: string[];
}

function read(key: string): { edits: number; recent: Uint8Array[] } {
  try {
    const { edits, recent } = JSON.parse(store((it) => it.getItem(key)) ?? "{}") as Partial<Unsent>;
    return { edits: edits ?? 0, recent: (recent ?? []).map(fromBase64) };
  } catch {
    return { edits: 0, recent: [] };
  }
}

const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const sum = (keys: string[]) => keys.reduce((total, key) => total + read(key).edits, 0);

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
