import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

/** So far outside of what is in sight something is drawn already. */
const nearBy = "600px";

const waiting = new Map<Element, () => void>();
let watching: IntersectionObserver | undefined;

/** One for all charts of a page. */
const observer = () =>
  (watching ??= new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) waiting.get(target)?.();
    },
    // The page scrolls in a part of the window: its edge is what counts, not only that of the window.
    { rootMargin: nearBy, scrollMargin: nearBy } as IntersectionObserverInit,
  ));

if (typeof addEventListener === "function")
  // Paper shows all of them.
  addEventListener("beforeprint", () => {
    for (const draw of [...waiting.values()]) draw();
  });

/** Whether an element has come near to what is in sight, or is there at once; it stays so from then on. */
export function createNear(element: Accessor<Element | undefined>, atOnce = false): Accessor<boolean> {
  const [isNear, setNear] = createSignal(atOnce);
  const forget = (it: Element) => {
    waiting.delete(it);
    observer().unobserve(it);
  };
  createEffect(() => {
    const it = element();
    if (!it || isNear()) return;
    waiting.set(it, () => {
      forget(it);
      setNear(true);
    });
    observer().observe(it);
    onCleanup(() => forget(it));
  });
  return isNear;
}
