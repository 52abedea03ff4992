import { createSignal, onCleanup, onMount } from "solid-js";
import { isTextField } from "../ui/focus.ts";
import { recall, remember } from "../ui/storage.ts";
import { undoLast } from "../ui/toast.ts";
import { commandOf } from "./keys.ts";
import { focusRegion } from "./regions.ts";

const lettersKey = "ct-letters";
const [letters, setLetters] = createSignal(recall(lettersKey) !== "off");

/** Whether single letters are commands in this browser (WCAG 2.1.4 asks for a way to say no). */
export { letters };
export function useLetters(are: boolean) {
  setLetters(are);
  remember(lettersKey, are ? null : "off");
}

const goWaitMs = 1_200;
type Keys = Record<string, () => void>;
const ofPages: (() => Keys)[] = [];

/**
 * What keys do while this component is on the screen: letters in lower case, or names such as `Enter`. The newest
 * component that knows a key gets it.
 */
export function useKeys(keys: () => Keys) {
  onMount(() => ofPages.push(keys));
  onCleanup(() => ofPages.splice(ofPages.indexOf(keys), 1));
}

interface Doors {
  palette: () => void;
  shortcuts: () => void;
  go: (to: string) => void;
}

/** Listens to the whole page. What somebody handled before, an editor say, is left alone. */
export function listenToKeys(doors: Doors) {
  let gAt = Number.NEGATIVE_INFINITY;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const command = commandOf(event, {
      inTextField: isTextField(event.target),
      inDialog: document.querySelector("dialog[open], :popover-open") !== null,
      letters: letters(),
      afterG: performance.now() - gAt < goWaitMs,
    });
    gAt = command?.is === "g" ? performance.now() : Number.NEGATIVE_INFINITY;
    if (command && carryOut(command, doors, event)) event.preventDefault();
  };
  addEventListener("keydown", onKeyDown);
  onCleanup(() => removeEventListener("keydown", onKeyDown));
}

/** True when the press is used up. */
function carryOut(command: NonNullable<ReturnType<typeof commandOf>>, doors: Doors, event: KeyboardEvent) {
  switch (command.is) {
    case "palette":
      doors.palette();
      return true;
    case "shortcuts":
      doors.shortcuts();
      return true;
    case "undo":
      return undoLast();
    case "g":
      return true;
    case "region":
      return focusRegion(command.step);
    case "go":
      doors.go(command.to);
      return true;
    case "key": {
      if (!isForPage(command.key, event.target)) return false;
      const act = ofPages.findLast((it) => it()[command.key])?.()[command.key];
      if (act) act();
      else if (command.key === "/") doors.palette();
      else if (command.key === "c") doors.go("/commitments?do=new");
      else if (command.key === "d") doors.go("/decisions?do=new");
      else return false;
      return true;
    }
  }
}

/** Enter and the arrows belong to the button, link or list that has the focus; the rest to the page. */
function isForPage(key: string, target: EventTarget | null) {
  if (key.length === 1 || key === "Escape" || target === document.body) return true;
  const places = key.startsWith("Arrow") ? "main, h1, [data-row]" : "main, h1";
  return target instanceof HTMLElement && target.matches(places);
}
