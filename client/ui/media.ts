import { createSignal, onCleanup, onMount } from "solid-js";

/** Whether a media query holds, as a signal. */
export function createMedia(query: string) {
  const media = matchMedia(query);
  const [holds, setHolds] = createSignal(media.matches);
  const follow = () => setHolds(media.matches);
  onMount(() => media.addEventListener("change", follow));
  onCleanup(() => media.removeEventListener("change", follow));
  return holds;
}
