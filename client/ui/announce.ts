import { createSignal } from "solid-js";

const [polite, setPolite] = createSignal("");
const [assertive, setAssertive] = createSignal("");

/**
 * Says `text` to people who listen to the screen. `assertive` interrupts: only for what cannot wait (connection
 * lost). What somebody else types is never announced.
 */
export function announce(text: string, how: "polite" | "assertive" = "polite") {
  const set = how === "assertive" ? setAssertive : setPolite;
  // The same sentence twice is read twice only when it changes; a no-break space is silent.
  set((was) => (was === text ? `${text}\u00a0` : text));
}

/** What was said last, for the live regions. */
export const announced = { polite, assertive };
