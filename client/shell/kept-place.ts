/** How far down a page was read: the first class of what scrolls in it, or "" for the page itself, and its top. */
type Tops = Map<string, number>;

/** By the depth in the browser's history, as the router counts it. A place that is gone from there is overwritten. */
const places = new Map<number, { path: string; tops: Tops }>();

/** Who comes back waits no longer than this for a page that is as long as it was. */
const returnMsMax = 3_000;

/** Where the browser's own Back or Forward has led to last. */
let returnedTo: number | undefined;

const depth = () => (history.state as { _depth?: number } | null)?._depth ?? -1;

if (typeof document !== "undefined") addEventListener("popstate", () => (returnedTo = depth()));

/**
 * Remembers how far down the page at `path` is read, and takes whoever comes back to it there; a page that is opened
 * anew begins at its top. The router does so for the window, and our pages scroll inside of it. To be called when `main`
 * is on the screen; call the answer when it goes.
 */
export function keepPlace(main: HTMLElement, path: string): () => void {
  // While the router is on its way to this page, the history still speaks of the one before.
  const isHere = () => location.pathname === path;
  const was = places.get(depth());
  const stop = isHere() && returnedTo === depth() && was?.path === path ? goTo(main, was.tops) : () => {};
  const note = ({ target }: Event) => {
    if (!isHere() || !(target instanceof Element)) return;
    let place = places.get(depth());
    if (place?.path !== path) place = { path, tops: new Map() };
    place.tops.set(target === main ? "" : (target.classList[0] ?? ""), target.scrollTop);
    places.set(depth(), place);
  };
  // Scrolling is not told to those around.
  main.addEventListener("scroll", note, { capture: true, passive: true });
  return () => {
    stop();
    main.removeEventListener("scroll", note, { capture: true });
  };
}

const ownMoves = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Scrolls as soon as there is enough to scroll, unless somebody does it first. */
function goTo(main: HTMLElement, tops: Tops) {
  const wanted = new Map(tops);
  const end = performance.now() + returnMsMax;
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const type of ownMoves) removeEventListener(type, stop, { capture: true });
  };
  const step = () => {
    for (const [name, top] of wanted) {
      const part = name ? main.querySelector(`.${CSS.escape(name)}`) : main;
      if (part) part.scrollTop = top;
      if (part && Math.abs(part.scrollTop - top) <= 1) wanted.delete(name);
    }
    if (wanted.size === 0 || performance.now() > end) stop();
    else frame = requestAnimationFrame(step);
  };
  for (const type of ownMoves) addEventListener(type, stop, { capture: true, passive: true });
  step();
  return stop;
}
