/** As much of a `DOMRect` as a line needs. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What two ends of a line have to do with: the card and its knot, each inside something that scrolls. */
export interface Ends {
  card: Box;
  knot: Box;
  /** What is seen of the notes, and of the rail. */
  notes: Box;
  rail: Box;
}

/** How far below the card's top the line leaves it, as the knot stands below the top of its entry. */
const below = 24;

/**
 * The line from a card's right edge to its knot in the rail, in the coordinates of `room`; `undefined` where one of
 * its ends is out of sight.
 */
export function threadLine(
  room: Pick<Box, "left" | "top">,
  { card, knot, notes, rail }: Ends,
): string | undefined {
  const from = { x: card.right, y: Math.min(card.top + below, (card.top + card.bottom) / 2) };
  const to = { x: (knot.left + knot.right) / 2, y: (knot.top + knot.bottom) / 2 };
  if (!isWithin(from.y, notes) || !isWithin(to.y, rail) || to.x <= from.x) return undefined;
  const at = (point: { x: number; y: number }) => ({
    x: round(point.x - room.left),
    y: round(point.y - room.top),
  });
  const [a, b] = [at(from), at(to)];
  const middle = round((a.x + b.x) / 2);
  return `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
}

const isWithin = (y: number, { top, bottom }: Box) => y >= top && y <= bottom;

/** A half pixel is as fine as a screen draws. */
const round = (value: number) => Math.round(value * 2) / 2;
