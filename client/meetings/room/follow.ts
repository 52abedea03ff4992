/** As much of a `DOMRect` as following needs. */
interface Stretch {
  top: number;
  bottom: number;
}

/**
 * Whether somebody looks at another part of the notes than the one that begins at `heading` and ends where the next one
 * begins: then the room does not pull them along.
 */
export const isAway = (view: Stretch, heading: Stretch, next: Stretch | undefined) =>
  heading.top > view.bottom || (next !== undefined && next.top < view.top);
