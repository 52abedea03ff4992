import { onCleanup, onMount } from "solid-js";
import type { LogItem } from "../shared/log/event.ts";
import { knock, noteReached } from "./online.ts";
import { loadMe } from "./sign-in/me.ts";

/** After this long out of sight a page lets its line go: browsers allow only a few of them. */
const hiddenMs = 30_000;

/** A line that was refused is asked for again after this long. */
const againMs = 5_000;

/**
 * Hears every event after `after()` while this component is on the screen, in order, none twice. A line that breaks
 * comes back by itself where it stopped; one that the server refuses asks who is here.
 */
export function useLive(after: () => number | undefined, heard: (item: LogItem) => void) {
  let line: EventSource | undefined;
  let last = -1;
  let again: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  function open() {
    if (line || document.hidden) return;
    const from = Math.max(last, after() ?? -1);
    line = new EventSource(from < 0 ? "/api/live" : `/api/live?after=${from}`);
    line.addEventListener("open", () => noteReached(true));
    line.addEventListener("event", (event) => {
      const item = JSON.parse((event as MessageEvent<string>).data) as LogItem;
      if (item.seq <= last) return;
      last = item.seq;
      heard(item);
    });
    line.addEventListener("error", () => {
      void knock();
      // A line that is only interrupted comes back by itself.
      if (line?.readyState !== EventSource.CLOSED) return;
      close();
      void loadMe();
      again = setTimeout(open, againMs);
    });
  }
  function close() {
    line?.close();
    line = undefined;
  }
  function onVisibility() {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(close, hiddenMs);
    else open();
  }
  onMount(() => {
    document.addEventListener("visibilitychange", onVisibility);
    addEventListener("online", open);
  });
  onCleanup(() => {
    document.removeEventListener("visibilitychange", onVisibility);
    removeEventListener("online", open);
    clearTimeout(hiding);
    clearTimeout(again);
    close();
  });
  return { open };
}
