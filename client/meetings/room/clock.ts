import { createSignal, onCleanup, onMount } from "solid-js";

/** How far the server's clock is ahead of this browser's, in milliseconds, by the answer that was fastest here. */
let ahead = 0;
let roundTripMs = Number.POSITIVE_INFINITY;

/** An answer that was asked for at `asked` and came at `came` (of this browser's clock) said what time it is there. */
export function noteServerClock(serverNow: number, asked: number, came: number) {
  // A slow answer says less. What was learned fades, as clocks drift.
  roundTripMs += 5;
  if (came - asked > roundTripMs) return;
  roundTripMs = came - asked;
  ahead = serverNow - (asked + came) / 2;
}

/** Now, by the server's clock. */
export const serverNow = () => Date.now() + ahead;

const tickMs = 250;

/** The server's clock as a signal that moves four times a second, so that no second is seen to be skipped. */
export function createServerClock() {
  const [now, setNow] = createSignal(serverNow());
  let timer: ReturnType<typeof setInterval> | undefined;
  onMount(() => {
    timer = setInterval(() => setNow(serverNow()), tickMs);
  });
  onCleanup(() => clearInterval(timer));
  return now;
}
