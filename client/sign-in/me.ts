import { createSignal } from "solid-js";
import type { Me } from "../../shared/sign-in/sign-in.ts";
import { api, ask, onSignedOut } from "../api.ts";
import { clearOfflineCopies } from "../documents/offline-copies.ts";
import { hasOpenTexts } from "../documents/open-texts.ts";
import { createKept, forgetKept } from "../kept.ts";
import { chooseLanguage } from "../words/language.ts";

const kept = createKept<Me>("me", () => ask(api.me.$get()));
const [isKnown, setKnown] = createSignal(kept.value() !== undefined);

/** Who this browser is signed in as; `null` when nobody, `undefined` while we do not know yet. */
export const whoIsHere = (): Me | null | undefined => kept.value() ?? (isKnown() ? null : undefined);

/** The person who is signed in; for pages that only they see. */
export function useMe() {
  let last: Me | undefined;
  return (): Me => {
    // A page may still be on its way out when its person has just signed out.
    last = kept.value() ?? last;
    if (!last) throw new Error("This page is for people who are signed in.");
    return last;
  };
}

/** Why we cannot say who is here. */
export const meFailure = kept.failure;

/** Asks the server who this browser is; what was kept holds while there is no way to the server. */
export async function loadMe() {
  const had = kept.value();
  await kept.load();
  const now = kept.value();
  // What this page and this browser know is of another time: see `Initiative.epoch`, which older versions did not keep.
  if (
    had &&
    now &&
    had.initiative.id === now.initiative.id &&
    (had.initiative.epoch ?? "") !== now.initiative.epoch
  ) {
    forgetKept();
    kept.set(now);
    location.reload();
    return;
  }
  if (now && now.person.language !== had?.person.language) chooseLanguage(now.person.language);
  // A server that cannot be reached says nothing about who is here.
  if (!kept.failure()) setKnown(true);
}

/** The server took what proved this person: the screens are theirs from here on. */
export async function comeIn(me: Me) {
  const was = kept.value();
  if (was?.person.id !== me.person.id || was.initiative.epoch !== me.initiative.epoch) forgetKept();
  await clearOfflineCopies(me.person.id);
  chooseLanguage(me.person.language);
  kept.set(me);
  setWasSignedOut(false);
  setKnown(true);
}

/** Me, after a change that the server has agreed to. */
export const setMe = kept.set;

/** Ends this sign-in on the server, then forgets here what belongs to the person. Throws a `Problem` when offline. */
export async function signOut() {
  await ask(api["sign-out"].$post());
  await clearOfflineCopies();
  forgetKept();
}

const [wasSignedOut, setWasSignedOut] = createSignal(false);

/** Whether somebody was here until the server said that they are signed in no more; they did not do it themselves. */
export { wasSignedOut };

let isAskedFor = false;

/** Asks who is here, as `loadMe` does, for somebody who wants to sign in again: nothing keeps the page any more. */
export async function signInAgain() {
  isAskedFor = true;
  try {
    await loadMe();
  } finally {
    isAskedFor = false;
  }
}

onSignedOut(() => {
  // A document says so itself, and its words stay where they are.
  if (hasOpenTexts() && !isAskedFor) return;
  if (kept.value()) setWasSignedOut(true);
  forgetKept();
  setKnown(true);
});
