/** How tall things are, in pixels. */
export interface Heights {
  heading: number;
  row: number;
}

/** Where a group lies in the list, and which of its rows are near enough to be drawn. */
export interface Placed {
  /** Index of the group. */
  group: number;
  top: number;
  height: number;
  from: number;
  to: number;
  /** The rows of all groups before it, their headings included. */
  before: number;
}

/** As many rows as are drawn beyond either edge, so that a quick finger meets no blank. */
const spare = 8;

export const heightOf = (sizes: readonly number[], { heading, row }: Heights) =>
  sizes.reduce((sum, count) => sum + heading + count * row, 0);

/**
 * Which groups of so many rows each are seen between `top` and `bottom`, measured from the top of the list. The work
 * grows with the number of groups, never with the number of rows.
 */
export function placedBetween(
  sizes: readonly number[],
  heights: Heights,
  top: number,
  bottom: number,
): Placed[] {
  const found: Placed[] = [];
  let y = 0;
  let before = 0;
  const margin = spare * heights.row;
  for (const [group, count] of sizes.entries()) {
    const height = heights.heading + count * heights.row;
    if (y + height > top - margin && y < bottom + margin) {
      const first = Math.floor((top - y - heights.heading) / heights.row) - spare;
      const last = Math.ceil((bottom - y - heights.heading) / heights.row) + spare;
      const from = Math.max(0, Math.min(count, first));
      found.push({ group, top: y, height, from, to: Math.max(from, Math.min(count, last)), before });
    }
    y += height;
    before += count + 1;
  }
  return found;
}

/** Where a row begins, from the top of the list; `at` counts rows alone. */
export function topOf(sizes: readonly number[], { heading, row }: Heights, at: number): number {
  let y = 0;
  let left = at;
  for (const count of sizes) {
    if (left < count) return y + heading + left * row;
    y += heading + count * row;
    left -= count;
  }
  return y;
}
