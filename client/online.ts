import { createSignal } from "solid-js";

const [isOnline, setOnline] = createSignal(navigator.onLine);

/** Whether the server can be reached, as far as this browser knows. */
export { isOnline };

const knockMs = 5_000;
/** What came in as the line broke says nothing of the line: it is asked again after this. */
const doubtMs = 1_000;
let knocking: ReturnType<typeof setTimeout> | undefined;

/** A request just reached the server, or could not; after a failure we knock until somebody opens. */
export function noteReached(reached: boolean) {
  clearTimeout(knocking);
  setOnline(reached);
  // The browser and the server disagree.
  if (reached !== navigator.onLine) knocking = setTimeout(knock, reached ? doubtMs : knockMs);
}

/** Finds out whether the server can be reached. */
export const knock = () =>
  fetch("/healthz", { cache: "no-store" }).then(
    () => {
      clearTimeout(knocking);
      setOnline(true);
    },
    () => noteReached(false),
  );

addEventListener("online", knock);
addEventListener("offline", () => noteReached(false));
