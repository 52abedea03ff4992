import { type Accessor, batch, createEffect, createRoot, createSignal, on, untrack } from "solid-js";
import { asItWas } from "./as-it-was.ts";
import { isOnline } from "./online.ts";
import { recall, remember } from "./ui/storage.ts";

const everyVersion = "ct:kept:";
// Raised when a kept shape changes, so that a new version never reads what an old one wrote. Drafts that wait stand under
// it too: whoever raises it brings them along.
export const prefix = `${everyVersion}4:`;

/**
 * A list or record from the server with a copy in this browser: shown at once and offline, then made fresh. What a fresh
 * answer says again stays the same object.
 */
export interface Kept<T> {
  /** What is known; `undefined` before anything is. */
  value: Accessor<T | undefined>;
  /** Whether what is known is only the beginning of a long answer, whose rest is on its way. */
  isPart: Accessor<boolean>;
  /** Why the newest attempt to make it fresh did not work. */
  failure: Accessor<unknown>;
  /** Asks the server. Never throws: what went wrong is in `failure`. */
  load: () => Promise<void>;
  /** Asks as `load` does, unless a question is on its way already: for the parts of a page that open together. */
  need: () => Promise<void>;
  set: (value: T) => void;
  /** Changes what is known, after the server has agreed to the same change. */
  change: (change: (was: T) => T) => void;
}

const forgetters: (() => void)[] = [];
const retries: (() => void)[] = [];
createRoot(() =>
  createEffect(on(isOnline, (is) => is && retries.forEach((retry) => void retry()), { defer: true })),
);

/**
 * Keeps what `ask` answers under `name`. One for each kind of answer, made once. `copyOf` says what of a long answer
 * is worth its room in this browser. A long answer may tell its beginning first, for whoever knows nothing yet.
 */
export function createKept<T>(
  name: string,
  ask: (tellPart: (beginning: T) => void) => Promise<T>,
  copyOf: (value: T) => T = (it) => it,
): Kept<T> {
  const [value, setValue] = createSignal<T | undefined>(read<T>(name));
  const [isPart, setPart] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>();
  let asked = 0;
  /** The newest question that was answered; no answer to an older one is worth anything any more. */
  let answered = 0;
  let onItsWay: Promise<void> | undefined;
  /** How often somebody here changed what is known. */
  let changes = 0;
  const set = (said: T) => {
    const now = asItWas(untrack(value), said);
    batch(() => {
      setValue(() => now);
      setPart(false);
      setFailure(undefined);
    });
    remember(prefix + name, JSON.stringify(copyOf(now)));
  };
  forgetters.push(() => {
    asked += 1;
    answered = asked;
    onItsWay = undefined;
    setValue(undefined);
    setPart(false);
    setFailure(undefined);
  });
  function load() {
    const mine = answer().finally(() => {
      if (onItsWay === mine) onItsWay = undefined;
    });
    onItsWay = mine;
    return mine;
  }
  const need = () => onItsWay ?? load();
  async function answer(): Promise<void> {
    asked += 1;
    const mine = asked;
    const before = changes;
    const tellPart = (beginning: T) => {
      if (mine <= answered || (value() !== undefined && !isPart())) return;
      batch(() => {
        setValue(() => beginning);
        setPart(true);
      });
    };
    try {
      const now = await ask(tellPart);
      // A later answer, or a sign-out, has made this one worthless; a later question that still waits has not.
      if (mine <= answered) return;
      // What changed here while the answer was on its way may not be in it: it would be taken back.
      if (changes !== before) return mine === asked ? await answer() : undefined;
      answered = mine;
      set(now);
    } catch (error) {
      if (mine === asked) setFailure(() => error);
    }
  }
  // What could not be made fresh is asked for again as soon as there is a way.
  retries.push(() => failure() && void load());
  const change = (change: (was: T) => T) => {
    const was = value();
    if (was === undefined) return;
    if (isPart()) return void setValue(() => change(was));
    changes += 1;
    set(change(was));
  };
  return { value, isPart, failure, set, change, load, need };
}

/**
 * Whether all of these are known, as far as they can be had: a page that waits for the names that it shows is drawn once,
 * and nothing on it moves away under a press.
 */
export const areHere = (...kept: readonly Pick<Kept<unknown>, "value" | "failure">[]) =>
  kept.every((it) => it.value() !== undefined || it.failure() !== undefined);

function read<T>(name: string): T | undefined {
  try {
    return JSON.parse(recall(prefix + name) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** Has something else forgotten too when somebody signs out. */
export const onForget = (forget: () => void) => forgetters.push(forget);

/** Forgets everything kept here: somebody signed out, or was signed out. */
export function forgetKept() {
  for (const forget of forgetters) forget();
  try {
    // What an older version wrote is somebody's too.
    for (const key of Object.keys(localStorage)) if (key.startsWith(everyVersion)) remember(key, null);
  } catch {
    // Where nothing may be kept there is nothing to forget.
  }
}
