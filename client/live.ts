import { onCleanup } from "solid-js";
import type { LiveItem } from "../shared/log/event.ts";
import { type Listener, LiveHub } from "./live-hub.ts";
import { knock, noteReached } from "./online.ts";
import { loadMe, whoIsHere } from "./sign-in/me.ts";

/** After this long out of sight a page lets its line go: browsers allow only a few of them. */
const hiddenMs = 30_000;

/** A line that was refused is asked for again after this long. */
const againMs = 5_000;

let again: ReturnType<typeof setTimeout> | undefined;
let hiding: ReturnType<typeof setTimeout> | undefined;

const hub = new LiveHub<LiveItem>({
  open: (url) =>
    new EventSource(`${url}${url.includes("?") ? "&" : "?"}epoch=${whoIsHere()?.initiative.epoch ?? ""}`),
  mayOpen: () => !document.hidden,
  reached: () => noteReached(true),
  broke: (refused) => {
    void knock();
    if (!refused) return;
    void loadMe();
    clearTimeout(again);
    again = setTimeout(() => hub.open(), againMs);
  },
});

if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(() => hub.close(), hiddenMs);
    else hub.open();
  });
  addEventListener("online", () => hub.open());
}

/**
 * Hears every event after `after()` while this component is on the screen, in order, none twice. A line that breaks
 * comes back by itself where it stopped; one that the server refuses asks who is here. All of a page share one line.
 * `opened` is called whenever the line is there (again): what is asked from then on misses nothing.
 */
export function useLive(
  after: () => number | undefined,
  heard: (item: LiveItem) => void,
  opened?: () => void,
) {
  const listener: Listener<LiveItem> = { after, heard, opened };
  let isHere = true;
  let isListening = false;
  function listen() {
    if (!isHere) return;
    if (isListening) return hub.open();
    isListening = true;
    hub.add(listener);
  }
  onCleanup(() => {
    isHere = false;
    hub.remove(listener);
  });
  return { open: listen };
}
