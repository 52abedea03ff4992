// Kept apart from everything else of captures, so that the shell can ask without loading it.

/** Sends what somebody captured here before, whatever page is open now; nothing is loaded when nothing waits. */
export function wakeCaptures(personId: string) {
  try {
    const waits = Object.keys(localStorage).some((it) => it.startsWith(`ct:unsent:ct:${personId}:capture:`));
    if (waits) void import("./captures.ts").then((it) => it.capturesOf(personId));
  } catch {
    // A browser that keeps nothing has nothing to send.
  }
}
