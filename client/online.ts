import { createSignal } from "solid-js";

const [isOnline, setOnline] = createSignal(navigator.onLine);

/** Whether the server can be reached, as far as this browser knows. */
export { isOnline };

const knockMs = 5_000;
let knocking: ReturnType<typeof setTimeout> | undefined;

/** A request just reached the server, or could not; after a failure we knock until somebody opens. */
export function noteReached(reached: boolean) {
  clearTimeout(knocking);
  setOnline(reached);
  if (!reached && navigator.onLine) knocking = setTimeout(knock, knockMs);
}

/** Finds out whether the server can be reached. */
export const knock = () =>
  fetch("/healthz", { cache: "no-store" }).then(
    () => noteReached(true),
    () => noteReached(false),
  );

addEventListener("online", knock);
addEventListener("offline", () => noteReached(false));
