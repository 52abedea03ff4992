import { createSignal, onCleanup, onMount } from "solid-js";
import { createMedia } from "../../ui/media.ts";

/** Whether the page is being put on paper now: what only paper shows is made for it, and costs nothing before. */
export function createPrinting() {
  const isPaper = createMedia("print");
  const [isAsked, setAsked] = createSignal(false);
  const begin = () => setAsked(true);
  const end = () => setAsked(false);
  onMount(() => {
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
  });
  onCleanup(() => {
    removeEventListener("beforeprint", begin);
    removeEventListener("afterprint", end);
  });
  return () => isPaper() || isAsked();
}
